using PeerLearning.Golden;

namespace PeerLearning.Tests.Statistics;

public class GoldenTests
{
    public static TheoryData<string, string> OwnCases()
    {
        var data = new TheoryData<string, string>();
        foreach (string file in Files(Path.Combine(AppContext.BaseDirectory, "Golden", "progress")))
        {
            foreach (var golden in GoldenFile.Read(file)) data.Add(Path.GetFileName(file), golden.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(OwnCases))]
    public void Every_case_of_the_own_golden_files_is_met(string file, string name)
    {
        var golden = GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Golden", "progress", file)).Single(one => one.Name == name);
        var comparison = ProgressGoldens.Run(golden);
        Assert.Empty(comparison.Mismatches);
    }

    [Fact]
    public void Every_case_of_the_public_golden_files_is_met()
    {
        string? data = Environment.GetEnvironmentVariable("PEERLEARNING_DATA");
        Assert.SkipWhen(data is null, "The public data is found by the environment variable PEERLEARNING_DATA.");
        foreach (string file in Files(Path.Combine(data!, "golden", "progress")))
        {
            foreach (var golden in GoldenFile.Read(file))
            {
                var comparison = ProgressGoldens.Run(golden);
                Assert.True(comparison.Mismatches.Count == 0, $"{Path.GetFileName(file)}#{golden.Name}: {string.Join("; ", comparison.Mismatches)}");
            }
        }
    }

    [Fact]
    public void The_noncentral_t_is_met_also_where_series_fail()
    {
        var cases = GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Golden", "statistics", "golden-noncentralt.json"));
        Assert.NotEmpty(cases);
        Assert.All(cases, golden => Assert.Empty(ProgressGoldens.Run(golden).Mismatches));
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "golden-*.json")
        .Where(file => ProgressGoldens.Knows(GoldenFile.MethodOf(file)))
        .Order(StringComparer.Ordinal);
}
