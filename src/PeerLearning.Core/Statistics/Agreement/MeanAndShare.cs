using MathNet.Numerics.Distributions;

namespace PeerLearning.Statistics;

/// <summary>An estimate with its bounds.</summary>
internal readonly record struct Bounds(double Lower, double Upper);

/// <summary>Intervals for shares: Wilson 1927, Clopper and Pearson 1934, Jeffreys (Brown, Cai and DasGupta 2001).</summary>
internal static class ShareBounds
{
    public static double NormalQuantile(double p) => Normal.InvCDF(0, 1, p);

    public static Bounds Wilson(double successes, double trials, double confidence)
    {
        double z = NormalQuantile((1 + confidence) / 2), p = successes / trials, square = z * z;
        double centre = (p + (square / (2 * trials))) / (1 + (square / trials));
        double half = z / (1 + (square / trials)) * Math.Sqrt((p * (1 - p) / trials) + (square / (4 * trials * trials)));
        return new(successes == 0 ? 0 : Math.Max(0, centre - half), successes == trials ? 1 : Math.Min(1, centre + half));
    }

    public static Bounds ClopperPearson(double successes, double trials, double confidence)
    {
        double tail = (1 - confidence) / 2;
        return new(
            successes == 0 ? 0 : BetaQuantile.Beta(successes, trials - successes + 1, tail),
            successes == trials ? 1 : BetaQuantile.Beta(successes + 1, trials - successes, 1 - tail));
    }

    public static Bounds Jeffreys(double successes, double trials, double confidence)
    {
        double tail = (1 - confidence) / 2;
        return new(
            successes == 0 ? 0 : BetaQuantile.Beta(successes + 0.5, trials - successes + 0.5, tail),
            successes == trials ? 1 : BetaQuantile.Beta(successes + 0.5, trials - successes + 0.5, 1 - tail));
    }
}

/// <summary>The mean of some values, with its standard error and intervals.</summary>
internal sealed record MeanBounds(double Mean, double StandardDeviation, double StandardError, Bounds Student, Bounds Gaussian)
{
    public static Measured<MeanBounds> Of(ReadOnlySpan<double> values, double confidence)
    {
        int n = values.Length;
        if (n < 2) return Undefined.TooFew(2, n, "values");
        double mean = 0, squares = 0;
        foreach (double value in values) mean += value / n;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        double sd = Math.Sqrt(squares / (n - 1)), se = sd / Math.Sqrt(n);
        if (!double.IsFinite(mean) || !double.IsFinite(sd)) return Undefined.OutOfRange("A value is not a finite number, or too large to add.");
        double t = BetaQuantile.T(n - 1, (1 + confidence) / 2) * se, z = ShareBounds.NormalQuantile((1 + confidence) / 2) * se;
        return new MeanBounds(mean, sd, se, new(mean - t, mean + t), new(mean - z, mean + z));
    }
}
