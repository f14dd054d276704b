using System.Text.Json;
using PeerLearning.Evaluation.Golden;
using PeerLearning.Statistics;

namespace PeerLearning.Tests.Statistics;

public class SkillsGoldenTests
{
    public static TheoryData<string, string> Own() => Collect(Path.Combine(AppContext.BaseDirectory, "Golden", "skills"));

    public static TheoryData<string, string> Public()
    {
        string? folder = Environment.GetEnvironmentVariable("PEERLEARNING_DATA");
        var cases = folder is null ? [] : Collect(Path.Combine(folder, "golden", "skills"), "*-public.json");
        if (cases.Count == 0) cases.Add("", "");
        return cases;
    }

    [Theory]
    [MemberData(nameof(Own))]
    public void Every_own_golden_case_is_met(string file, string id) => Check(file, id, new DataFolder(null));

    [Theory]
    [MemberData(nameof(Public))]
    public void Every_public_golden_case_is_met(string file, string id)
    {
        Assert.SkipWhen(file.Length == 0, "PEERLEARNING_DATA is not set");
        Check(file, id, new DataFolder(Environment.GetEnvironmentVariable("PEERLEARNING_DATA")));
    }

    [Fact]
    public void The_t_quantile_equals_its_closed_form_for_four_degrees_of_freedom()
    {
        double t = StudentT.Quantile(0.95, 4);
        double u = 1 + (t * t / 4);
        Assert.Equal(0.95, 0.5 + (3.0 / 8 * t / Math.Sqrt(u) * (1 - (t * t / (12 * u)))), 14);
    }

    private static TheoryData<string, string> Collect(string folder, string pattern = "golden-*.json")
    {
        var cases = new TheoryData<string, string>();
        if (!Directory.Exists(folder)) return cases;
        foreach (string file in Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var one in document.RootElement.GetProperty("cases").EnumerateArray()) cases.Add(file, one.GetProperty("id").GetString()!);
        }

        return cases;
    }

    private static void Check(string file, string id, DataFolder data)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        double tolerance = root.TryGetProperty("meta", out var meta) && meta.TryGetProperty("tolerance", out var own) ? own.GetDouble() : 1e-9;
        var one = root.GetProperty("cases").EnumerateArray().Single(candidate => candidate.GetProperty("id").GetString() == id);
        Assert.True(SkillsGolden.Handles(one), "no method runs this case");
        var check = SkillsGolden.Run(one, tolerance, data);
        Assert.SkipWhen(check is null, "the file of the case is not in the data folder");
        Assert.True(check!.Ok, check.Detail);
    }
}
