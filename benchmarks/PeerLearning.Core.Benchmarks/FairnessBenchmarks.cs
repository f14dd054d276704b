using BenchmarkDotNet.Attributes;
using PeerLearning.Fairness;
using PeerLearning.People;

namespace PeerLearning.Benchmarks;

/// <summary>A report on ten thousand people and a table of eight business units by twelve countries.</summary>
[MemoryDiagnoser]
public class FairnessBenchmarks
{
    private readonly Dimension _sex = new("Sex", DimensionClass.Protected);
    private readonly CountTable _table = new()
    {
        Rows = Enumerable.Range(0, 8).Select(row => $"unit {row}").ToArray(),
        Columns = Enumerable.Range(0, 12).Select(column => $"country {column}").ToArray(),
        Counts = Enumerable.Range(0, 8).Select(row => Enumerable.Range(0, 12).Select(column => (row * 31 + (column * 17)) % 40).ToArray()).ToArray(),
    };

    private Workforce _workforce = Workforce.Create([]);
    private AdverseImpactRequest _request = new() { Pool = [], Selected = [], Dimensions = [] };

    [GlobalSetup]
    public void Hire()
    {
        var people = Enumerable.Range(0, 10_000).Select(i => new Person
        {
            Id = new($"p{i:00000}"),
            BusinessUnit = $"unit {i % 8}",
            Geography = $"country {i % 12}",
            Values = [new(_sex, i % 3 == 0 ? "f" : "m")],
        }).ToArray();
        _workforce = Workforce.Create(people);
        _request = new()
        {
            Pool = people.Select(person => person.Id).ToArray(),
            Selected = people.Where((_, i) => i % 7 == 0).Select(person => person.Id).ToArray(),
            Dimensions = [_sex, Dimension.BusinessUnit, Dimension.Geography],
        };
    }

    [Benchmark]
    public int AdverseImpact() => new AdverseImpactAuditor().Audit(_workforce, _request).Comparisons.Count;

    [Benchmark]
    public int SuppressTable() => new SmallCellSuppressor().Suppress(_table).Cells.Count;

    [Benchmark]
    public string AuditWorkforce() => AuditSection.Of("workforce", _workforce).Digest;
}
