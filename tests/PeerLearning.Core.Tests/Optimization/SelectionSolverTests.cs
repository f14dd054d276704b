using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

public class SelectionSolverTests
{
    [Fact]
    public void A_floor_above_the_best_team_leaves_none_and_one_at_it_leaves_the_best()
    {
        // Many items are nearly equally good, so that the exact prices come in, and the floor may leave them fewer than a team needs.
        int above = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var problem = Crowd(seed);
            var best = SelectionSolver.Solve(problem, new SelectionOptions { Nodes = 100_000 });
            if (best.Proof != Proof.Optimal) continue;
            long objective = best.Teams[0].Objective;
            Assert.Equal(objective, SelectionSolver.Solve(problem, new SelectionOptions { AtLeast = objective, Nodes = 100_000 }).Teams[0].Objective);
            foreach (int more in new[] { 1, 2, 3, 6, 11, 14, 23, 40 })
            {
                var answer = SelectionSolver.Solve(problem, new SelectionOptions { AtLeast = objective + more, Nodes = 20_000 });
                Assert.Empty(answer.Teams);
                if (answer.Proof == Proof.Impossible) above++;
            }
        }

        Assert.True(above > 100, $"{above} proven");
    }

    [Fact]
    public void Whoever_shuts_everybody_out_does_not_keep_the_search_from_a_team()
    {
        // All are equally good, and the first of them goes with nobody.
        var problem = new SelectionProblem { Size = 5, Profits = new long[200], Rules = [new AloneRule(0)] };
        using var source = new CancellationTokenSource();
        source.Cancel();
        var answer = SelectionSolver.Solve(problem, new SelectionOptions(), null, source.Token);
        Assert.Equal(5, answer.Teams[0].Items.Length);
        Assert.DoesNotContain(0, answer.Teams[0].Items);
    }

    /// <summary>Units that differ, and places of which each is wanted not at all or at least twice, some of them different.</summary>
    private static SelectionProblem Crowd(ulong seed)
    {
        var random = new SeededRandom(seed);
        int count = 150 + random.Next(300), size = 4 + random.Next(8), values = 3 + random.Next(6), spread = 1 + random.Next(30);
        long[] profits = new long[count];
        ushort[] units = new ushort[count], places = new ushort[count];
        for (int i = 0; i < count; i++)
        {
            profits[i] = 100 + random.Next(spread);
            units[i] = (ushort)random.Next(values);
            places[i] = (ushort)random.Next(values);
        }

        int weight = 1 + random.Next(20), distinct = 2 + random.Next(3);
        long[] notOne = new long[size + 1];
        notOne[1] = SelectionFeature.Forbidden;
        var features = Enumerable.Range(0, values).Select(value => new SelectionFeature($"place {value}", [value], notOne));
        return new SelectionProblem
        {
            Size = size,
            Profits = profits,
            Columns = [SelectionColumn.Different("unit", units, values, size, weight), new SelectionColumn("place", places, values, [.. features], Math.Min(distinct, size / 2))],
        };
    }

    private sealed class AloneRule(int alone) : ISelectionRule
    {
        public bool Allows(ReadOnlySpan<int> chosen, int candidate) => chosen.Length == 0 || (candidate != alone && !chosen.Contains(alone));

        public bool Holds(ReadOnlySpan<int> team) => team.Length < 2 || !team.Contains(alone);

        public int? ClassOf(int item) => item == alone ? null : 0;
    }
}
