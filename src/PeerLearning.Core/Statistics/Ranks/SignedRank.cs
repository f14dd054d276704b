namespace PeerLearning.Statistics;

/// <summary>Wilcoxon's signed-rank test of differences; zeros are dropped, ties share their mid-rank.</summary>
internal static class SignedRank
{
    /// <summary>The largest number of non-zero differences for which the exact distribution is computed.</summary>
    public const int LargestExact = 400;

    public static Measured<SignedRankResult> Test(ReadOnlySpan<double> differences)
    {
        if (Inputs.NotFinite(differences) is { } wrong) return wrong;
        if (differences.IsEmpty) return Undefined.TooFew(1, 0, "differences");
        var nonZero = new double[differences.Length];
        int n = 0;
        foreach (double difference in differences)
        {
            if (difference != 0) nonZero[n++] = difference;
        }

        if (n == 0) return Undefined.NoVariation("All differences are zero.");
        nonZero = nonZero[..n];
        var sizes = new double[n];
        for (int i = 0; i < n; i++) sizes[i] = Math.Abs(nonZero[i]);
        var doubled = Order.DoubledMidranks(sizes);
        long plus = 0, all = 0;
        for (int i = 0; i < n; i++)
        {
            all += doubled[i];
            if (nonZero[i] > 0) plus += doubled[i];
        }

        double statistic = plus / 2.0, centre = all / 4.0;
        double variance = (n * (n + 1.0) * ((2.0 * n) + 1) / 24) - (Order.TieCorrection(sizes) / 48);
        return new SignedRankResult
        {
            Count = differences.Length,
            Zeros = differences.Length - n,
            Plus = statistic,
            Minus = (all - plus) / 2.0,
            Exact = n <= LargestExact
                ? Exact(doubled, plus, all)
                : Undefined.OutOfRange($"The exact distribution is computed for at most {LargestExact} differences, not {n}."),
            Corrected = RankPValues.Normal(statistic - centre, Math.Sqrt(variance), continuity: true),
            Uncorrected = RankPValues.Normal(statistic - centre, Math.Sqrt(variance), continuity: false),
            HodgesLehmann = WalshMedian(nonZero),
            RankBiserial = ((2.0 * plus) - all) / all,
        };
    }

    // The conditional distribution of the sum of positive ranks, by dynamic programming over doubled ranks
    // (Streitberg and Roehmel, 1986); probabilities are scaled by one half per rank, so nothing overflows.
    private static RankPValues Exact(int[] doubled, long plus, long all)
    {
        var mass = new double[all + 1];
        mass[0] = 1;
        long reach = 0;
        foreach (int rank in doubled)
        {
            reach += rank;
            for (long sum = reach; sum >= 0; sum--)
            {
                mass[sum] = 0.5 * (mass[sum] + (sum >= rank ? mass[sum - rank] : 0));
            }
        }

        // The distribution is symmetric: two-sided is the outer parts of both sides.
        double greater = 0, less = 0, outer = 0;
        long distance = Math.Abs((2 * plus) - all);
        for (long sum = 0; sum <= all; sum++)
        {
            if (sum >= plus) greater += mass[sum];
            if (sum <= plus) less += mass[sum];
            if (Math.Abs((2 * sum) - all) >= distance) outer += mass[sum];
        }

        return new RankPValues(Math.Min(1, outer), Math.Min(1, greater), Math.Min(1, less));
    }

    // The median of the means of all pairs, each value also with itself.
    private static double WalshMedian(double[] values)
    {
        long count = (long)values.Length * (values.Length + 1) / 2;
        if (count > 20_000_000) return Order.Median(values);
        var means = new double[count];
        int place = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = i; j < values.Length; j++) means[place++] = 0.5 * (values[i] + values[j]);
        }

        return Order.MedianInPlace(means);
    }
}

/// <summary>The outcome of a signed-rank test.</summary>
internal sealed record SignedRankResult
{
    public required int Count { get; init; }

    public required int Zeros { get; init; }

    /// <summary>The sum of the ranks of positive differences (R's V).</summary>
    public required double Plus { get; init; }

    public required double Minus { get; init; }

    public required Measured<RankPValues> Exact { get; init; }

    public required RankPValues Corrected { get; init; }

    public required RankPValues Uncorrected { get; init; }

    /// <summary>The median of the Walsh averages of the non-zero differences.</summary>
    public required double HodgesLehmann { get; init; }

    public required double RankBiserial { get; init; }
}
