namespace PeerLearning.Statistics;

/// <summary>The binomial distribution.</summary>
internal static class BinomialDistribution
{
    /// <summary>P(X &lt;= k) of n trials.</summary>
    public static double Lower(int k, int n, double p) => k < 0 ? 0 : k >= n ? 1 : IncompleteBeta.Tail(n - k, k + 1.0, 1 - p, p);

    /// <summary>P(X >= k) of n trials.</summary>
    public static double AtLeast(int k, int n, double p) => k <= 0 ? 1 : k > n ? 0 : IncompleteBeta.Tail(k, n - k + 1.0, p, 1 - p);

    /// <summary>P(X = k) of n trials, by Loader's saddle-point form (2000).</summary>
    public static double Mass(int k, int n, double p)
    {
        if (k < 0 || k > n) return 0;
        if (p <= 0) return k == 0 ? 1 : 0;
        if (p >= 1) return k == n ? 1 : 0;
        if (k == 0) return Math.Exp(n * Elementary.LogOnePlus(-p));
        if (k == n) return Math.Exp(n * Math.Log(p));
        double exponent = Elementary.StirlingError(n) - Elementary.StirlingError(k) - Elementary.StirlingError(n - k)
            - Elementary.Deviance(k, n * p) - Elementary.Deviance(n - k, n * (1 - p));
        return Math.Exp(exponent) * Math.Sqrt(n / (2 * Math.PI * k * (double)(n - k)));
    }

    /// <summary>The smallest k with P(X &lt;= k) >= probability, forgiving the last bits.</summary>
    public static int Quantile(double probability, int n, double p)
    {
        double target = probability * (1 - 1e-13);
        int low = 0, high = n;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (Lower(middle, n, p) >= target) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
