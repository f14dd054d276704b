using PeerLearning.Fairness;
using PeerLearning.Internal;
using PeerLearning.People;

namespace PeerLearning.Tests.Fairness;

public class PublicationLedgerTests
{
    private static Publication Group(string name, params int[] people) =>
        new() { Topic = "climate", Group = name, People = people.Select(person => new PersonId($"p{person:00}")).ToArray() };

    private static int[] Range(int from, int to) => Enumerable.Range(from, to - from + 1).ToArray();

    private static PublicationLedger Ledger(params Publication[] publications)
    {
        var ledger = new PublicationLedger();
        foreach (var publication in publications) Assert.True(ledger.TryAdd(publication, out ledger, out _));
        return ledger;
    }

    [Fact]
    public void A_small_group_is_refused()
    {
        Assert.False(new PublicationLedger().TryAdd(Group("few", 1, 2, 3, 4), out var same, out var problems));
        Assert.Equal("fairness.ledger.small", Assert.Single(problems).Code);
        Assert.Empty(same.Publications);
    }

    [Fact]
    public void A_group_that_differs_from_an_earlier_one_by_few_people_is_refused_and_the_same_group_is_not()
    {
        var ledger = Ledger(Group("March", Range(1, 12)));
        Assert.False(ledger.TryAdd(Group("April", Range(1, 13)), out _, out var problems));
        Assert.Equal("fairness.ledger.difference", Assert.Single(problems).Code);
        Assert.True(ledger.TryAdd(Group("April", Range(1, 12)), out _, out _));
        Assert.True(ledger.TryAdd(Group("April", Range(1, 17)), out _, out _));
    }

    [Fact]
    public void Two_managers_reports_that_give_the_rest_away_are_refused()
    {
        // All less both teams leaves three people, although no two groups differ by few.
        var ledger = Ledger(Group("all", Range(1, 23)), Group("team A", Range(1, 10)));
        Assert.False(ledger.TryAdd(Group("team B", Range(11, 20)), out _, out var problems));
        Assert.Equal("fairness.ledger.combination", Assert.Single(problems).Code);
    }

    [Fact]
    public void Other_topics_do_not_count()
    {
        var ledger = Ledger(Group("March", Range(1, 12)));
        Assert.True(ledger.TryAdd(Group("April", Range(1, 13)) with { Topic = "attendance" }, out _, out _));
    }

    [Fact]
    public void Rows_that_are_no_groups_are_reported()
    {
        Assert.False(new PublicationLedger().TryAdd(Group("x", 1, 1, 2) with { Topic = " " }, out _, out var problems));
        Assert.Equal(["fairness.ledger.topic", "fairness.ledger.duplicate"], problems.Select(problem => problem.Code));
    }

    [Fact]
    public void What_the_ledger_lets_pass_gives_nobody_away_by_rational_elimination()
    {
        var random = new SeededRandom(3);
        int accepted = 0, refused = 0;
        for (int run = 0; run < 60; run++)
        {
            var ledger = new PublicationLedger();
            for (int i = 0; i < 8; i++)
            {
                int from = random.Next(20), to = from + 4 + random.Next(20 - from + 4);
                var people = Range(from, Math.Min(to, 24)).Where(_ => true).ToArray();
                if (ledger.TryAdd(Group($"g{i}", people), out ledger, out _)) accepted++;
                else refused++;
            }

            Assert.False(Oracle.SomeFewAreComputable(ledger.Publications, 5));
        }

        Assert.True(accepted > 60 && refused > 60);
    }

    /// <summary>Tries every set of up to four people: is its indicator a combination of the groups? By elimination over fractions.</summary>
    private static class Oracle
    {
        public static bool SomeFewAreComputable(IReadOnlyList<Publication> groups, int minimum)
        {
            var people = groups.SelectMany(group => group.People).Distinct().Order().ToList();
            var rows = groups.Select(group => people.Select(person => group.People.Contains(person) ? 1m : 0m).ToArray()).ToList();
            int rank = Rank(rows);

            // People who stand in the same groups can only be told together.
            var parts = people.GroupBy(person => string.Concat(groups.Select(group => group.People.Contains(person) ? '1' : '0'))).Select(part => part.ToList()).Where(part => part.Count < minimum).ToList();
            return Sets(parts, 0, [], minimum).Any(set => set.Count > 0 && Rank([.. rows, people.Select(person => set.Contains(person) ? 1m : 0m).ToArray()]) == rank);
        }

        private static IEnumerable<List<PersonId>> Sets(List<List<PersonId>> parts, int first, List<PersonId> set, int minimum)
        {
            yield return set;
            for (int i = first; i < parts.Count; i++)
            {
                if (set.Count + parts[i].Count >= minimum) continue;
                foreach (var more in Sets(parts, i + 1, [.. set, .. parts[i]], minimum)) yield return more;
            }
        }

        private static int Rank(IEnumerable<decimal[]> given)
        {
            var rows = given.Select(row => (decimal[])row.Clone()).ToList();
            int rank = 0;
            for (int column = 0; rows.Count > 0 && column < rows[0].Length && rank < rows.Count; column++)
            {
                int pivot = rows.FindIndex(rank, row => Math.Abs(row[column]) > 1e-12m);
                if (pivot < 0) continue;
                (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
                for (int i = rank + 1; i < rows.Count; i++)
                {
                    decimal factor = rows[i][column] / rows[rank][column];
                    for (int j = column; factor != 0 && j < rows[i].Length; j++) rows[i][j] -= factor * rows[rank][j];
                }

                rank++;
            }

            return rank;
        }
    }
}
