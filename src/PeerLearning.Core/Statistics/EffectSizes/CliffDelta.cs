namespace PeerLearning.Statistics;

/// <summary>Cliff's delta: how much oftener a value of x is above one of y than below.</summary>
/// <remarks>Unbiased variance and asymmetric interval of Feng and Cliff, Journal of Modern Applied Statistical Methods 3 (2004). O((n + m) log(n + m)).</remarks>
internal static class CliffDelta
{
    public static Measured<CliffResult> Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        int n = x.Length, m = y.Length;
        if (Math.Min(n, m) < 1) return Undefined.TooFew(1, Math.Min(n, m), "observations in each sample");
        if ((Inputs.NotFinite(x) ?? Inputs.NotFinite(y)) is { } wrong) return wrong;
        var sortedX = x.ToArray();
        var sortedY = y.ToArray();
        Array.Sort(sortedX);
        Array.Sort(sortedY);
        long dominance = 0, untied = 0;
        var rows = new double[n];
        for (int i = 0; i < n; i++)
        {
            var (below, equal) = Count(sortedY, sortedX[i]);
            int row = below - (m - below - equal);
            dominance += row;
            untied += m - equal;
            rows[i] = (double)row / m;
        }

        var columns = new double[m];
        for (int j = 0; j < m; j++)
        {
            var (below, equal) = Count(sortedX, sortedY[j]);
            columns[j] = (double)(n - below - equal - below) / n;
        }

        double pairs = (double)n * m, delta = dominance / pairs;
        double equalPairs = pairs - untied;
        var superiority = (untied + dominance) / 2.0 / pairs + (0.5 * equalPairs / pairs);
        if (Math.Min(n, m) < 2)
        {
            var few = Undefined.TooFew(2, Math.Min(n, m), "observations in each sample");
            return new CliffResult(delta, superiority, few, few);
        }

        double rowSquares = 0, columnSquares = 0;
        foreach (double row in rows) rowSquares += (row - delta) * (row - delta);
        foreach (double column in columns) columnSquares += (column - delta) * (column - delta);

        // Every cell is -1, 0 or 1, so the sum of squared distances needs only how many are not 0.
        double cellSquares = untied - (pairs * delta * delta);
        double variance = (((double)m * m * rowSquares) + ((double)n * n * columnSquares) - cellSquares) / (pairs * (n - 1) * (m - 1));
        if (Math.Abs(variance) < 1e-15) variance = 0;
        return new CliffResult(delta, superiority, variance, Interval(delta, variance, level));
    }

    private static Measured<Limits> Interval(double delta, double variance, double level)
    {
        if (Math.Abs(delta) >= 1) return Undefined.NoVariation("The samples do not overlap, so the variance of delta is zero.");
        double z = NormalDistribution.Critical(level), spread = z * z * Math.Max(0, variance);
        double rest = 1 - (delta * delta);
        double half = z * Math.Sqrt(Math.Max(0, variance)) * Math.Sqrt((rest * rest) + spread);
        double scale = rest + spread;
        return new Limits((delta * rest - half) / scale, (delta * rest + half) / scale).Within(-1, 1);
    }

    private static (int Below, int Equal) Count(double[] sorted, double value)
    {
        int below = LowerBound(sorted, value);
        int end = below;
        while (end < sorted.Length && sorted[end] == value) end++;
        return (below, end - below);
    }

    private static int LowerBound(double[] sorted, double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

/// <summary>Delta, the probability of superiority (ties count half), the unbiased variance and the interval.</summary>
internal sealed record CliffResult(double Delta, double ProbabilityOfSuperiority, Measured<double> Variance, Measured<Limits> Interval);
