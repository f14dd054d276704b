using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

public sealed class DiversityPopulationsTests
{
    private const long SeveralPopulations = 100_000_000;

    [Fact]
    public void A_budget_for_several_populations_is_spent_and_hardly_exceeded()
    {
        var (_, _, work) = DiversitySearch.Solve(Instance(), seed: 1, SeveralPopulations);
        Assert.InRange(work, SeveralPopulations * 0.99, SeveralPopulations * 1.01);
    }

    [Fact]
    public void The_best_of_all_populations_is_kept()
    {
        var instance = Instance();
        long last = long.MinValue;
        bool isFalling = false;
        var (group, objective, _) = DiversitySearch.Solve(instance, seed: 2, SeveralPopulations, (_, best) =>
        {
            isFalling |= best < last;
            last = best;
        });

        Assert.False(isFalling);
        Assert.Equal(last, objective);
        Assert.Equal(objective, instance.Evaluate(group));
    }

    [Fact]
    public void Work_rises_with_every_report_and_a_cancelled_search_starts_no_further_population()
    {
        using var source = new CancellationTokenSource();
        var works = new List<long>();
        var instance = Instance();
        var (group, objective, work) = DiversitySearch.Solve(instance, seed: 3, SeveralPopulations, (spent, _) =>
        {
            works.Add(spent);
            if (works.Count == 15) source.Cancel();
        }, source.Token);

        Assert.Equal(works.Order(), works);
        Assert.Equal(15, works.Count);
        Assert.True(work < SeveralPopulations / 4);
        Assert.Equal(objective, instance.Evaluate(group));
    }

    private static DiversityInstance Instance() => new(12, (i, j) => 100 + (i * 37 % 61 * (j * 53 % 89)), [4, 4, 4], [4, 4, 4]);
}
