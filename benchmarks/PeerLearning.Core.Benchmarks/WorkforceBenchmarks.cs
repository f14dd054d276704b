using BenchmarkDotNet.Attributes;
using PeerLearning.People;

namespace PeerLearning.Benchmarks;

/// <summary>A workforce from rows: as many people as a large company has.</summary>
[MemoryDiagnoser]
public class WorkforceBenchmarks
{
    private Person[] _people = [];

    [Params(10_000, 1_000_000)]
    public int People { get; set; }

    /// <summary>People with unit, country, zone, grade, languages and managers, in no order.</summary>
    public static IEnumerable<Person> Rows(int count)
    {
        var grade = new Dimension("Grade", DimensionClass.Organisational);
        var random = new PeerLearning.Internal.SeededRandom(1);
        string[] zones = ["Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "America/Sao_Paulo"];
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle<int>(order);
        foreach (int i in order)
        {
            int unit = random.Next(40);
            yield return new Person
            {
                Id = new($"E{i:0000000}"),
                BusinessUnit = $"Unit {unit}",
                Geography = $"Country {random.Next(30)}",
                TimeZone = zones[random.Next(zones.Length)],
                Manager = i < 40 ? null : new PersonId($"E{i / 8:0000000}"),
                Languages = ["English"],
                Values = [new DimensionValue(grade, $"G{random.Next(9)}")],
            };
        }
    }

    [GlobalSetup]
    public void Setup() => _people = [.. Rows(People)];

    [Benchmark]
    public Workforce Create() => Workforce.Create(_people);
}
