using PeerLearning.Internal;
using PeerLearning.Statistics;

namespace PeerLearning.Tests.Statistics;

public class DecisionLawTests
{
    private static double[][] Scores(int m, int criteria, ref SeededRandom random)
    {
        double[][] scores = new double[m][];
        for (int i = 0; i < m; i++)
        {
            scores[i] = new double[criteria];
            for (int k = 0; k < criteria; k++) scores[i][k] = random.Next(6) / 5.0;
        }

        return scores;
    }

    [Fact]
    public void Exact_acceptability_agrees_with_drawn_weights_and_sums_to_one()
    {
        var random = new SeededRandom(21);
        for (int run = 0; run < 10; run++)
        {
            double[][] scores = Scores(5, 3, ref random);
            var exact = RankAcceptability.Of(scores).Value;
            var drawn = SampledAcceptability.Of(scores, 2000, (ulong)run).Value;
            for (int i = 0; i < 5; i++)
            {
                Assert.Equal(1, exact.Acceptability[i].Sum(), 12);
                for (int r = 0; r < 5; r++) Assert.Equal(drawn.Acceptability[i][r], exact.Acceptability[i][r], (8 * drawn.StandardErrors[i][r]) + 1e-3);
            }
        }
    }

    [Fact]
    public void Two_sources_are_exact_too()
    {
        var random = new SeededRandom(22);
        double[][] two = Scores(4, 2, ref random);
        var exact = RankAcceptability.Of(two).Value;
        var drawn = SampledAcceptability.Of(two, 4000, 1).Value;
        for (int i = 0; i < 4; i++) Assert.Equal(drawn.Acceptability[i][0], exact.Acceptability[i][0], 2e-3);
    }

    [Fact]
    public void A_Kemeny_order_costs_no_more_than_any_other()
    {
        var random = new SeededRandom(23);
        for (int run = 0; run < 50; run++)
        {
            double[][] ranks = [.. Enumerable.Range(0, 4).Select(_ => Ranking.Mid([random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble(), random.Next(2)]))];
            int[][] preferred = RankAggregation.Of(ranks).Value.Preferred;
            var kemeny = Kemeny.Of(preferred);
            Assert.True(kemeny.IsProven);
            int[] order = [0, 1, 2, 3, 4];
            for (int trial = 0; trial < 200; trial++)
            {
                random.Shuffle<int>(order);
                Assert.True(Kemeny.CostOf(preferred, order) >= kemeny.Cost);
            }
        }
    }

    [Fact]
    public void Many_skills_without_a_majority_order_are_bounded_and_not_called_proven_in_vain()
    {
        var random = new SeededRandom(24);
        double[][] ranks = new double[5][];
        for (int j = 0; j < 5; j++) ranks[j] = Ranking.Mid([.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())]);
        var kemeny = Kemeny.Of(RankAggregation.Of(ranks).Value.Preferred);
        Assert.True(kemeny.Bound <= kemeny.Cost);
        Assert.Equal(kemeny.IsProven, kemeny.Bound == kemeny.Cost);
    }

    [Fact]
    public void Weights_do_not_depend_on_their_unit()
    {
        double[][] matrix = [[0.3, 0.9, 0.1], [0.7, 0.2, 0.4], [0.5, 0.5, 0.9]];
        var one = WeightSensitivity.Of(DecisionTable.Create(matrix, [1, 2, 3]).Value).Value;
        var other = WeightSensitivity.Of(DecisionTable.Create(matrix, [1e200, 2e200, 3e200]).Value).Value;
        Assert.Equal(one.Scores, other.Scores);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_is_none_is_a_typed_reason(double weight) =>
        Assert.Equal(UndefinedCause.OutOfRange, DecisionTable.Create([[1, 2]], [weight, 1]).Undefined!.Cause);

    [Fact]
    public void Linear_and_exact_predictions_of_a_sparse_design_agree()
    {
        var random = new SeededRandom(25);
        int people = 60, raters = 30, rows = 150;
        int[] person = new int[rows], rater = new int[rows];
        double[] y = new double[rows];
        for (int k = 0; k < rows; k++) (person[k], rater[k], y[k]) = (random.Next(people), random.Next(raters), 3 + random.NextNormal());
        var data = new CrossedData(people, raters, person, rater, new byte[rows], y, [], [new CrossedKind([1], 0)], new byte[raters]);
        var variances = new CrossedVariances(0.6, [0.1], [0.3]);
        var exact = CrossedPosterior.Exact(data, variances)!;
        var linear = CrossedPosterior.Linear(data, variances, tolerance: 1e-12);
        double[] a = exact.LevelVariances(data, [1]), b = linear.LevelVariances(data, [1]);
        for (int i = 0; i < people; i++)
        {
            Assert.Equal(exact.Effects.Person[i], linear.Effects.Person[i], 1e-8);
            Assert.Equal(Math.Sqrt(a[i]), Math.Sqrt(b[i]), 0.02);
        }
    }
}
