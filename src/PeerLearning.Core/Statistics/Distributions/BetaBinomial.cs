namespace PeerLearning.Statistics;

/// <summary>The beta-binomial distribution: a binomial whose rate is Beta(a, b).</summary>
internal static class BetaBinomial
{
    /// <summary>P(X >= needed) of n trials.</summary>
    /// <remarks>
    /// The masses follow from each other by ratios, outwards from the largest one, and are divided by their sum: no log-gammas, no lost digits.
    /// Time and memory grow with n.
    /// </remarks>
    public static double AtLeast(int needed, int n, double a, double b)
    {
        if (needed <= 0) return 1;
        if (needed > n) return 0;
        var mass = new double[n + 1];
        int peak = (int)Math.Clamp(Math.Round(n * a / (a + b)), 0, n);
        mass[peak] = 1;
        for (int k = peak; k < n; k++) mass[k + 1] = mass[k] * ((n - k) / (k + 1.0)) * ((k + a) / (n - k - 1 + b));
        for (int k = peak; k > 0; k--) mass[k - 1] = mass[k] * (k / (n - k + 1.0)) * ((n - k + b) / (k - 1 + a));
        double below = 0, above = 0;
        for (int k = 0; k < needed; k++) below += mass[k];
        for (int k = n; k >= needed; k--) above += mass[k];
        return above / (below + above);
    }
}
