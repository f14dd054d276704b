using PeerLearning.Evaluation.Areas;
using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

public class MatchingInstanceTests
{
    [Fact]
    public void Generated_instances_have_the_checksums_of_their_definition()
    {
        foreach (var (what, expected, found) in MatchingInstances.Checksums()) Assert.Equal((what, expected), (what, found));
    }

    [Theory]
    [InlineData(1_000, 100, true, 4_104_818)]
    [InlineData(10_000, 1_000, false, 493_994)]
    public void Capacitated_instances_have_the_optimum_that_the_peers_found(int learners, int mentors, bool isTight, long optimum)
    {
        var engine = new SparseAssignment(MatchingInstances.Capacitated(learners, mentors, 20, 1, isTight));
        engine.Solve();
        Assert.Equal(optimum, engine.Total());
    }

    [Fact]
    public void Dense_and_paired_instances_have_the_optimum_that_the_peers_found()
    {
        Assert.Equal(2_148, DenseAssignment.Solve(MatchingInstances.Dense(1000, 1, 1_000), 1000, 1000).Total);
        int[] weight = MatchingInstances.Pairs(200, 1);
        for (int i = 0; i < 200; i++) weight[(i * 200) + i] = -1;
        long bonus = (weight.Max() * 200L) + 1;
        Assert.Equal(9_970, PairMatching.Solve(200, weight, bonus).Total - (bonus * 100));
    }

    [Fact]
    public void Markets_have_the_matching_that_the_peers_found()
    {
        var market = MatchingInstances.Market(1_000, 100, 10, 10);
        int[] found = DeferredAcceptance.LeftOptimal(market);
        Assert.Equal(1_819, found.Sum(edge => market.LeftRank[edge] + 1));
        Assert.Equal(25_552_721, Enumerable.Range(0, 1_000).Sum(i => (long)(i + 1) * (market.To[found[i]] + 1)));
    }

    [Fact]
    public void Project_allocations_are_the_best_of_all_stable_ones()
    {
        for (int seed = 100_000; seed < 100_600; seed++) Assert.Null(ExactProjects.Try(seed));
    }
}
