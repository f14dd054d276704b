using PeerLearning.Internal;
using PeerLearning.Statistics;

namespace PeerLearning.Tests.Statistics;

/// <summary>What holds for any data, on ten thousand random inputs each.</summary>
public class LawTests
{
    private const int Runs = 10_000;

    private static double[] Sample(ref SeededRandom random, int least = 2)
    {
        var sample = new double[least + random.Next(12)];
        bool ties = random.Next(2) == 0;
        for (int i = 0; i < sample.Length; i++) sample[i] = ties ? random.Next(5) : random.NextNormal();
        return sample;
    }

    private static void Near(double expected, double actual, double tolerance = 1e-9) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{expected:R} is not {actual:R}");

    [Fact]
    public void The_order_of_the_values_does_not_matter()
    {
        var random = new SeededRandom(1);
        for (int run = 0; run < Runs; run++)
        {
            double[] x = Sample(ref random), y = Sample(ref random), shuffled = (double[])x.Clone();
            random.Shuffle<double>(shuffled);
            if (TTest.Welch(x, y).TryGet(out var t)) Near(t.T, TTest.Welch(shuffled, y).Value.T);
            if (MannWhitney.Test(x, y).TryGet(out var u)) Near(u.Exact.Value.TwoSided, MannWhitney.Test(shuffled, y).Value.Exact.Value.TwoSided);
            Near(CliffDelta.Of(x, y).Value.Delta, CliffDelta.Of(shuffled, y).Value.Delta);
            Near(Order.Median(x), Order.Median(shuffled));
        }
    }

    [Fact]
    public void A_shift_moves_means_and_a_scale_stretches_them_and_neither_changes_a_test()
    {
        var random = new SeededRandom(2);
        for (int run = 0; run < Runs; run++)
        {
            double[] x = Sample(ref random), y = Sample(ref random);
            double shift = (random.NextDouble() - 0.5) * 100, scale = 0.1 + (random.NextDouble() * 10);
            double[] movedX = x.Select(value => shift + (scale * value)).ToArray(), movedY = y.Select(value => shift + (scale * value)).ToArray();
            if (!TTest.Welch(x, y).TryGet(out var before) || !TTest.Welch(movedX, movedY).TryGet(out var after)) continue;
            Near(scale * before.Difference, after.Difference, 1e-8);
            Near(before.T, after.T, 1e-8);
            Near(before.TwoSidedP, after.TwoSidedP, 1e-8);
            Near(CliffDelta.Of(x, y).Value.Delta, CliffDelta.Of(movedX, movedY).Value.Delta, 1e-8);
        }
    }

    [Fact]
    public void An_interval_contains_its_estimate_and_widens_with_the_level()
    {
        var random = new SeededRandom(3);
        for (int run = 0; run < Runs; run++)
        {
            int n1 = 1 + random.Next(50), x1 = random.Next(n1 + 1), n2 = 1 + random.Next(50), x2 = random.Next(n2 + 1);
            double p1 = (double)x1 / n1, p2 = (double)x2 / n2;
            foreach (var interval in new[] { Proportion.Wilson, Proportion.WilsonCorrected, Proportion.ClopperPearson, (Func<int, int, double, Measured<Limits>>)Proportion.AgrestiCoull })
            {
                Nested(interval(x1, n1, 0.9).Value, interval(x1, n1, 0.99).Value);
                Contains(interval(x1, n1, 0.9).Value, p1);
            }

            Contains(Proportion.Difference(x1, n1, x2, n2).Value.Limits, p1 - p2);
            if (x2 > 0) Contains(RiskRatio.Score(x1, n1, x2, n2).Value, p1 / p2);
            if (run % 20 == 0)
            {
                var score = NetPromoter.Score(x1, x2, n1 - x1, 0.9).Value;
                Contains(score.ScoreLimits, score.Points);
                Nested(score.ScoreLimits, NetPromoter.Score(x1, x2, n1 - x1, 0.99).Value.ScoreLimits);
            }

            if (run % 100 == 0 && StandardisedDifference.Independent(Sample(ref random), Sample(ref random)).TryGet(out var effect)) Contains(effect.DLimits, effect.D);
        }

        static void Contains(Limits limits, double value) => Assert.True(limits.Lower <= value + 1e-9 && value - 1e-9 <= limits.Upper, $"{limits} without {value}");

        static void Nested(Limits inner, Limits outer) => Assert.True(outer.Lower <= inner.Lower + 1e-12 && inner.Upper <= outer.Upper + 1e-12, $"{inner} not in {outer}");
    }

    [Fact]
    public void Without_censoring_Kaplan_Meier_is_the_share_of_survivors()
    {
        var random = new SeededRandom(4);
        for (int run = 0; run < Runs; run++)
        {
            double[] times = new double[1 + random.Next(20)];
            for (int i = 0; i < times.Length; i++) times[i] = random.Next(8);
            var curve = KaplanMeier.Fit(times, Enumerable.Repeat(true, times.Length).ToArray()).Value;
            for (int time = 0; time < 8; time++) Near(times.Count(one => one > time) / (double)times.Length, curve.At(time), 1e-12);
            Near(times.Average(), curve.RestrictedMean().Mean, 1e-12);
        }
    }

    [Fact]
    public void A_stream_that_is_merged_equals_the_batch()
    {
        var random = new SeededRandom(5);
        for (int run = 0; run < Runs; run++)
        {
            double[] x = Sample(ref random);
            int cut = random.Next(x.Length + 1);
            RunningMoments first = default, second = default;
            for (int i = 0; i < x.Length; i++)
            {
                if (i < cut) first = first.Add(x[i]);
                else second = second.Add(x[i]);
            }

            var merged = first.Merge(second);
            Near(Moments.Mean(x), merged.Mean, 1e-12);
            Near(Moments.Variance(x), merged.Variance().Value, 1e-12);
        }
    }

    [Fact]
    public void Adjusted_p_values_keep_the_order_and_are_never_smaller()
    {
        var random = new SeededRandom(6);
        for (int run = 0; run < Runs; run++)
        {
            var p = new Measured<double>[1 + random.Next(10)];
            for (int i = 0; i < p.Length; i++) p[i] = random.NextDouble() * random.NextDouble();
            foreach (var method in Enum.GetValues<MultiplicityMethod>())
            {
                var adjusted = AdjustedP.Adjust(p, method);
                for (int i = 0; i < p.Length; i++)
                {
                    Assert.True(adjusted[i].Value >= p[i].Value - 1e-15 && adjusted[i].Value <= 1);
                    for (int j = 0; j < p.Length; j++) Assert.True(p[i].Value > p[j].Value || adjusted[i].Value <= adjusted[j].Value + 1e-15);
                }
            }
        }
    }

    [Fact]
    public void Quantiles_invert_their_distributions()
    {
        var random = new SeededRandom(7);
        for (int run = 0; run < 2_000; run++)
        {
            double p = Math.Clamp(random.NextDouble(), 1e-6, 1 - 1e-6), df = 0.5 + (random.NextDouble() * random.NextDouble() * 1000), other = 0.5 + (random.NextDouble() * 50);
            Near(p, StudentT.Lower(StudentT.Quantile(p, df), df), 1e-11);
            Near(1 - p, FDistribution.Upper(FDistribution.Quantile(p, df, other), df, other), 1e-11);
            Near(p, NormalDistribution.Lower(NormalDistribution.Quantile(p)), 1e-13);
            Near(p, IncompleteBeta.Lower(df, other, IncompleteBeta.Quantile(df, other, p).X), 1e-10);
        }
    }

    [Fact]
    public void Slopes_found_by_counting_are_those_of_all_pairs()
    {
        var random = new SeededRandom(8);
        int n = TheilSen.LargestAll + 1;
        var x = new double[n];
        var y = new double[n];
        for (int i = 0; i < n; i++) (x[i], y[i]) = (i / 3, (0.7 * i) + (5 * random.NextNormal()));
        var counted = TheilSen.Fit(x, y).Value;
        var slopes = new List<double>();
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                if (x[j] != x[i]) slopes.Add((y[j] - y[i]) / (x[j] - x[i]));
            }
        }

        Near(Order.Median(slopes.ToArray()), counted.Slope, 1e-12);
    }

    [Fact]
    public void Noncentral_t_with_no_shift_is_central_and_both_tails_make_one()
    {
        var random = new SeededRandom(9);
        for (int run = 0; run < 300; run++)
        {
            double t = random.NextNormal() * 3, df = 1 + (random.NextDouble() * 60), delta = random.NextNormal() * 5;
            Near(StudentT.Lower(t, df), NoncentralT.Lower(t, df, 0), 1e-12);
            Near(1, NoncentralT.Lower(t, df, delta) + NoncentralT.Upper(t, df, delta), 1e-12);
        }
    }

    [Fact]
    public void Exact_rank_tests_equal_the_listing_of_all_cases()
    {
        var random = new SeededRandom(10);
        for (int run = 0; run < 200; run++)
        {
            double[] d = Enumerable.Range(0, 1 + random.Next(9)).Select(_ => (double)(random.Next(9) - 4)).ToArray();
            if (!SignedRank.Test(d).TryGet(out var test)) continue;
            double[] sizes = d.Where(value => value != 0).Select(Math.Abs).ToArray();
            int[] ranks = Order.DoubledMidranks(sizes);
            int total = ranks.Sum(), greater = 0, outer = 0, cases = 1 << sizes.Length;
            for (int signs = 0; signs < cases; signs++)
            {
                int plus = Enumerable.Range(0, sizes.Length).Where(i => (signs >> i & 1) == 1).Sum(i => ranks[i]);
                if (plus >= 2 * test.Plus) greater++;
                if (Math.Abs((2 * plus) - total) >= Math.Abs((4 * test.Plus) - total)) outer++;
            }

            Near((double)greater / cases, test.Exact.Value.Greater, 1e-13);
            Near((double)outer / cases, test.Exact.Value.TwoSided, 1e-13);
        }
    }

    [Fact]
    public void Exact_Mann_Whitney_tests_equal_the_listing_of_all_groups_also_with_ties()
    {
        var random = new SeededRandom(12);
        for (int run = 0; run < 200; run++)
        {
            double[] x = Enumerable.Range(0, 1 + random.Next(5)).Select(_ => (double)random.Next(5)).ToArray();
            double[] y = Enumerable.Range(0, 1 + random.Next(5)).Select(_ => (double)random.Next(5)).ToArray();
            double[] all = [.. x, .. y];
            if (!MannWhitney.Test(x, y).TryGet(out var test)) continue;
            double U(IEnumerable<int> chosen)
            {
                var group = chosen.ToHashSet();
                return group.Sum(i => Enumerable.Range(0, all.Length).Where(j => !group.Contains(j)).Sum(j => all[i] > all[j] ? 1 : all[i] == all[j] ? 0.5 : 0));
            }

            var sums = Enumerable.Range(0, 1 << all.Length).Where(bits => System.Numerics.BitOperations.PopCount((uint)bits) == x.Length)
                .Select(bits => U(Enumerable.Range(0, all.Length).Where(i => (bits >> i & 1) == 1))).ToList();
            double centre = x.Length * y.Length / 2.0;
            Near(test.U, U(Enumerable.Range(0, x.Length)), 1e-12);
            Near(sums.Count(u => u >= test.U) / (double)sums.Count, test.Exact.Value.Greater, 1e-13);
            Near(sums.Count(u => u <= test.U) / (double)sums.Count, test.Exact.Value.Less, 1e-13);
            Near(sums.Count(u => Math.Abs(u - centre) >= Math.Abs(test.U - centre)) / (double)sums.Count, test.Exact.Value.TwoSided, 1e-13);
        }
    }

    [Fact]
    public void Fisher_s_test_equals_the_listing_of_all_groups()
    {
        var random = new SeededRandom(13);
        for (int run = 0; run < 100; run++)
        {
            int first = 1 + random.Next(5), second = 1 + random.Next(5), column = random.Next(first + second + 1);
            // Every way to choose who of all people is in the first column is equally likely.
            var cells = Enumerable.Range(0, 1 << (first + second)).Where(bits => System.Numerics.BitOperations.PopCount((uint)bits) == column)
                .Select(bits => System.Numerics.BitOperations.PopCount((uint)bits & ((1u << first) - 1))).ToList();
            int a = cells[random.Next(cells.Count)];
            var test = FisherExact.Test(a, first - a, column - a, second - column + a).Value;
            double Share(Func<int, bool> counts) => cells.Count(counts) / (double)cells.Count;
            Near(Share(cell => cell >= a), test.GreaterP, 1e-12);
            Near(Share(cell => cell <= a), test.LessP, 1e-12);
            Near(Share(cell => cell > a) + (0.5 * Share(cell => cell == a)), test.GreaterMidP, 1e-12);
            Near(Share(cell => cell < a) + (0.5 * Share(cell => cell == a)), test.LessMidP, 1e-12);
            Near(Share(cell => Share(other => other == cell) <= Share(other => other == a) * (1 + 1e-9)), test.TwoSidedP, 1e-12);
            var distribution = new Hypergeometric(first, second, column);
            for (int k = distribution.Lowest - 2; k <= distribution.Highest + 2; k++)
            {
                Near(Share(cell => cell <= k), distribution.Lower(k), 1e-12);
                Near(Share(cell => cell >= k), distribution.AtLeast(k), 1e-12);
            }
        }
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_has_no_factor()
    {
        Assert.Null(DenseCholesky.Factor([1, 0, 2, 1], 2));
        Assert.Null(DenseCholesky.Factor([0], 1));
        Assert.Null(DenseCholesky.Factor([double.PositiveInfinity], 1));
        Assert.Null(DenseCholesky.Factor([double.NaN], 1));
        Assert.Equal(Math.Log(3), DenseCholesky.Factor([2, 0, 1, 2], 2)!.LogDeterminant, 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_significance_level_lies_strictly_between_0_and_1(double alpha)
    {
        Assert.Equal(UndefinedCause.OutOfRange, ProportionPower.Power(0.2, 0.5, 40, alpha).Undefined!.Cause);
        Assert.Equal(UndefinedCause.OutOfRange, ProportionPower.SampleSize(0.2, 0.5, 0.8, alpha).Undefined!.Cause);
        Assert.Equal(UndefinedCause.TooFew, ProportionPower.Power(0.2, 0.5, 0, 0.05).Undefined!.Cause);
    }

    [Fact]
    public void The_exact_forecast_is_the_sum_over_all_ways_the_weeks_can_go()
    {
        var random = new SeededRandom(41);
        for (int run = 0; run < 300; run++)
        {
            int[] history = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => random.Next(3) == 0 ? 0 : random.Next(12))];
            int remaining = random.Next(31), weeks = random.Next(5);
            double[] done = ThroughputForecast.DoneByWeek(history, remaining, weeks).Value;
            Assert.Equal(weeks + 1, done.Length);
            for (int week = 0; week <= weeks; week++) Assert.Equal(Finished(history, remaining, week), done[week], 1e-12);
        }
    }

    private static double Finished(int[] history, int remaining, int weeks) =>
        remaining <= 0 ? 1 : weeks == 0 ? 0 : history.Average(pace => Finished(history, remaining - pace, weeks - 1));
}
