namespace PeerLearning.Statistics;

/// <summary>Kendall's rank correlation and the Mann-Kendall test of a trend.</summary>
/// <remarks>Knight's algorithm (1966): O(n log n).</remarks>
internal static class Kendall
{
    /// <summary>Counts the concordant less the discordant pairs, and the ties.</summary>
    public static KendallCounts Count(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Inputs.CheckSameLength(x.Length, y.Length);
        int n = x.Length;
        var xs = x.ToArray();
        var ys = y.ToArray();
        Array.Sort(xs, ys);
        long tiedX = 0, tiedBoth = 0;
        for (int first = 0; first < n;)
        {
            int last = first;
            while (last + 1 < n && xs[last + 1] == xs[first]) last++;
            long t = last - first + 1;
            tiedX += t * (t - 1) / 2;
            Array.Sort(ys, first, (int)t);
            tiedBoth += TiedPairs(ys.AsSpan(first, (int)t));
            first = last + 1;
        }

        long discordant = Inversions(ys, new double[n], 0, n);
        long tiedY = TiedPairs(ys);
        long pairs = (long)n * (n - 1) / 2;
        return new KendallCounts(pairs - tiedX - tiedY + tiedBoth - (2 * discordant), pairs, tiedX, tiedY);
    }

    /// <summary>Tau-b.</summary>
    public static Measured<double> TauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length < 2) return Undefined.TooFew(2, x.Length, "pairs");
        if ((Inputs.NotFinite(x) ?? Inputs.NotFinite(y)) is { } wrong) return wrong;
        var counts = Count(x, y);
        double untiedX = counts.Pairs - counts.TiedX, untiedY = counts.Pairs - counts.TiedY;
        if (untiedX == 0 || untiedY == 0) return Undefined.NoVariation("One of the series is constant.");
        return Math.Clamp(counts.S / Math.Sqrt(untiedX) / Math.Sqrt(untiedY), -1, 1);
    }

    /// <summary>The Mann-Kendall test, its variance corrected for ties of y (Kendall, 1975).</summary>
    public static Measured<TrendTest> Trend(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length < 2) return Undefined.TooFew(2, x.Length, "pairs");
        if ((Inputs.NotFinite(x) ?? Inputs.NotFinite(y)) is { } wrong) return wrong;
        double n = x.Length, ties = 0;
        var sorted = y.ToArray();
        Array.Sort(sorted);
        for (int first = 0; first < sorted.Length;)
        {
            int last = first;
            while (last + 1 < sorted.Length && sorted[last + 1] == sorted[first]) last++;
            double t = last - first + 1;
            ties += t * (t - 1) * ((2 * t) + 5);
            first = last + 1;
        }

        double variance = ((n * (n - 1) * ((2 * n) + 5)) - ties) / 18;
        long s = Count(x, y).S;
        double z = s == 0 || variance <= 0 ? 0 : (s - Math.Sign(s)) / Math.Sqrt(variance);
        return new TrendTest(s, Math.Max(0, variance), z, NormalDistribution.TwoSided(z));
    }

    private static long TiedPairs(ReadOnlySpan<double> sorted)
    {
        long sum = 0;
        for (int first = 0; first < sorted.Length;)
        {
            int last = first;
            while (last + 1 < sorted.Length && sorted[last + 1] == sorted[first]) last++;
            long t = last - first + 1;
            sum += t * (t - 1) / 2;
            first = last + 1;
        }

        return sum;
    }

    // Merge sort that counts how many pairs stand in the wrong order; depth log2 n.
    private static long Inversions(double[] values, double[] buffer, int start, int end)
    {
        if (end - start < 2) return 0;
        int middle = start + ((end - start) / 2);
        long count = Inversions(values, buffer, start, middle) + Inversions(values, buffer, middle, end);
        int left = start, right = middle;
        for (int i = start; i < end; i++)
        {
            if (right >= end || (left < middle && values[left] <= values[right]))
            {
                buffer[i] = values[left++];
            }
            else
            {
                count += middle - left;
                buffer[i] = values[right++];
            }
        }

        Array.Copy(buffer, start, values, start, end - start);
        return count;
    }
}

/// <summary>The pairs of two series: S is concordant less discordant.</summary>
internal readonly record struct KendallCounts(long S, long Pairs, long TiedX, long TiedY);

/// <summary>The Mann-Kendall test: S, its variance, z with continuity correction and the two-sided p.</summary>
internal readonly record struct TrendTest(long S, double Variance, double Z, double P);
