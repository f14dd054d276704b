using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;

namespace PeerLearning.Tests.Cohorts.Admission;

/// <summary>Pools of applicants with quotas, made from a seed.</summary>
internal static class Pools
{
    public static Dimension Category(int index) => new($"Category{index}", DimensionClass.Organisational);

    public static Workforce Make(IReadOnlyList<string[]> people) => Workforce.Create(people.Select((values, i) => new Person
    {
        Id = new PersonId($"p{i:D7}"),
        Values = [.. values.Select((value, c) => new DimensionValue(Category(c), value))],
    }));

    /// <summary>People with random values and quotas that one random cohort of them keeps, so that the request is possible.</summary>
    public static (Workforce Workforce, AdmissionRequest Request) Random(ulong seed, int people, int places, int[] values, int slack)
    {
        var random = new SeededRandom(seed);
        var rows = new string[people][];
        for (int p = 0; p < people; p++)
        {
            rows[p] = new string[values.Length];
            for (int c = 0; c < values.Length; c++) rows[p][c] = $"v{Math.Min(random.Next(values[c]), random.Next(values[c]))}";
        }

        var order = Enumerable.Range(0, people).ToArray();
        random.Shuffle(order.AsSpan());
        var rules = new List<Rule>();
        for (int c = 0; c < values.Length; c++)
        {
            foreach (string value in rows.Select(row => row[c]).Distinct().Order(StringComparer.Ordinal))
            {
                int count = order.Take(places).Count(p => rows[p][c] == value);
                rules.Add(new CountRule { Values = [new DimensionValue(Category(c), value)], Minimum = Math.Max(0, count - slack), Maximum = count + slack });
            }
        }

        return (Make(rows), new AdmissionRequest { Places = places, Rules = rules });
    }
}
