namespace PeerLearning.Statistics;

/// <summary>The Mann-Whitney test of two samples (Wilcoxon's rank sum).</summary>
internal static class MannWhitney
{
    /// <summary>The largest work, in table cells, for which the exact conditional distribution is computed.</summary>
    public const long LargestExact = 200_000_000;

    public static Measured<MannWhitneyResult> Test(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int n = x.Length, m = y.Length;
        if (Math.Min(n, m) < 1) return Undefined.TooFew(1, Math.Min(n, m), "observations in each sample");
        if ((Inputs.NotFinite(x) ?? Inputs.NotFinite(y)) is { } wrong) return wrong;
        var all = new double[n + m];
        x.CopyTo(all);
        y.CopyTo(all.AsSpan(n));
        var doubled = Order.DoubledMidranks(all);
        long sum = 0;
        for (int i = 0; i < n; i++) sum += doubled[i];
        double u = (sum / 2.0) - (n * (n + 1.0) / 2);
        double total = n + m;
        double variance = (double)n * m / 12 * (total + 1 - (Order.TieCorrection(all) / (total * (total - 1))));
        if (!(variance > 0)) return Undefined.NoVariation("All values are equal.");
        double distance = u - ((double)n * m / 2);
        long largest = 0;
        foreach (int rank in doubled) largest += rank;
        bool affordable = (double)Math.Min(n, m) * largest * total <= LargestExact * 2.0;
        return new MannWhitneyResult
        {
            U = u,
            Exact = affordable
                ? Exact(doubled, n, sum)
                : Undefined.OutOfRange("The samples are too large for the exact distribution; the normal approximation serves."),
            Corrected = RankPValues.Normal(distance, Math.Sqrt(variance), continuity: true),
            Uncorrected = RankPValues.Normal(distance, Math.Sqrt(variance), continuity: false),
            HodgesLehmannShift = Shift(x, y),
        };
    }

    // The permutation distribution of the rank sum of n of all people: with ties it is not symmetric, so two-sided is what lies at least as
    // far from the centre. Entering the people one by one with probabilities keeps every number between 0 and 1.
    private static RankPValues Exact(int[] doubled, int n, long observed)
    {
        long all = 0;
        foreach (int rank in doubled) all += rank;
        var sorted = (int[])doubled.Clone();
        Array.Sort(sorted);
        long most = 0;
        for (int i = sorted.Length - n; i < sorted.Length; i++) most += sorted[i];
        var mass = new double[n + 1][];
        for (int k = 0; k <= n; k++) mass[k] = new double[most + 1];
        mass[0][0] = 1;
        for (int entered = 0; entered < sorted.Length; entered++)
        {
            int rank = sorted[entered];
            int left = sorted.Length - entered;
            for (int k = Math.Min(n, entered + 1); k >= 0; k--)
            {
                // With k chosen, the next is chosen with probability (n - k) / left.
                double stays = k <= entered ? 1 - ((double)(n - k) / left) : 0;
                double comes = k > 0 ? (double)(n - k + 1) / left : 0;
                var here = mass[k];
                var before = k > 0 ? mass[k - 1] : here;
                for (long s = most; s >= 0; s--)
                {
                    here[s] = (stays * here[s]) + (s >= rank ? comes * before[s - rank] : 0);
                }
            }
        }

        // Twice the centre of the doubled sum is n times the mean doubled rank, times two; compare in integers.
        double greater = 0, less = 0, outer = 0;
        long people = doubled.Length;
        long distance = Math.Abs((observed * people) - (n * all));
        var final = mass[n];
        for (long s = 0; s <= most; s++)
        {
            if (s >= observed) greater += final[s];
            if (s <= observed) less += final[s];
            if (Math.Abs((s * people) - (n * all)) >= distance) outer += final[s];
        }

        return new RankPValues(Math.Min(1, outer), Math.Min(1, greater), Math.Min(1, less));
    }

    private static double Shift(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if ((long)x.Length * y.Length > 20_000_000) return Order.Median(x) - Order.Median(y);
        var differences = new double[x.Length * y.Length];
        int place = 0;
        foreach (double a in x)
        {
            foreach (double b in y) differences[place++] = a - b;
        }

        return Order.MedianInPlace(differences);
    }
}

/// <summary>The outcome of a Mann-Whitney test.</summary>
internal sealed record MannWhitneyResult
{
    /// <summary>The number of pairs in which x is above y; ties count half.</summary>
    public required double U { get; init; }

    public required Measured<RankPValues> Exact { get; init; }

    public required RankPValues Corrected { get; init; }

    public required RankPValues Uncorrected { get; init; }

    /// <summary>The median of all differences x - y (above 20 million pairs: the difference of medians).</summary>
    public required double HodgesLehmannShift { get; init; }
}
