namespace PeerLearning.Statistics;

/// <summary>The median of all slopes between points (Theil, 1950; Sen, 1968), with Sen's interval in SciPy's rank convention.</summary>
/// <remarks>Up to <see cref="LargestAll"/> points all slopes are listed; above, slope and interval are found by counting pairs, O(n log n) per step.</remarks>
internal static class TheilSen
{
    public const int LargestAll = 1_000;

    public static Measured<TheilSenLine> Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        Inputs.CheckSameLength(x.Length, y.Length);
        int n = x.Length;
        if (n < 2) return Undefined.TooFew(2, n, "points");
        if ((Inputs.NotFinite(x) ?? Inputs.NotFinite(y)) is { } wrong) return wrong;
        var pairs = Kendall.Count(x, y);
        long count = pairs.Pairs - pairs.TiedX;
        if (count == 0) return Undefined.NoVariation("All points have the same x.");
        double sizes = n * (n - 1.0) * ((2.0 * n) + 5);
        double variance = (sizes - Ties(x) - Ties(y)) / 18;
        double sigma = Math.Sqrt(Math.Max(0, variance));
        double z = NormalDistribution.Critical(level);
        long upper = Math.Min((long)Math.Round((count + (z * sigma)) / 2, MidpointRounding.ToEven), count - 1);
        long lower = Math.Max((long)Math.Round((count - (z * sigma)) / 2, MidpointRounding.ToEven) - 1, 0);
        var slopes = n <= LargestAll ? All(x, y, count) : null;
        double SlopeAt(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, long rank) => slopes is not null ? slopes[rank] : ByCounting(xs, ys, rank);
        double slope = count % 2 == 1
            ? SlopeAt(x, y, count / 2)
            : 0.5 * (SlopeAt(x, y, (count / 2) - 1) + SlopeAt(x, y, count / 2));
        double lowest = lower <= upper ? SlopeAt(x, y, lower) : slope, highest = lower <= upper ? SlopeAt(x, y, upper) : slope;
        if (!Inputs.IsUsable(slope) || !Inputs.IsUsable(lowest) || !Inputs.IsUsable(highest)) return Undefined.OutOfRange("The slopes are too large for numbers: points are nearly above each other.");
        var rest = new double[n];
        for (int i = 0; i < n; i++) rest[i] = y[i] - (slope * x[i]);
        return new TheilSenLine(
            slope,
            Order.Median(y) - (slope * Order.Median(x)),
            Order.MedianInPlace(rest),
            lower <= upper ? new Limits(lowest, highest) : Undefined.TooFew(3, n, "points for the interval"));
    }

    private static double[] All(ReadOnlySpan<double> x, ReadOnlySpan<double> y, long count)
    {
        var slopes = new double[count];
        int place = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = i + 1; j < x.Length; j++)
            {
                double dx = x[j] - x[i];
                if (dx != 0) slopes[place++] = (y[j] - y[i]) / dx;
            }
        }

        Array.Sort(slopes);
        return slopes;
    }

    // How many slopes lie below b is how many pairs are discordant in y - b x: halving between bounds finds the slope of a rank to the last bits.
    private static double ByCounting(ReadOnlySpan<double> x, ReadOnlySpan<double> y, long rank)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        var xs = x.ToArray();
        var ys = y.ToArray();
        Array.Sort(xs, ys);
        double smallestStep = double.PositiveInfinity, lowY = double.PositiveInfinity, highY = double.NegativeInfinity;
        for (int i = 0; i < xs.Length; i++)
        {
            if (i > 0 && xs[i] != xs[i - 1]) smallestStep = Math.Min(smallestStep, xs[i] - xs[i - 1]);
            lowY = Math.Min(lowY, ys[i]);
            highY = Math.Max(highY, ys[i]);
        }

        high = (highY - lowY) / smallestStep;
        low = -high;
        var turned = new double[xs.Length];
        for (int step = 0; step < 120 && low < high; step++)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high) break;
            for (int i = 0; i < xs.Length; i++) turned[i] = ys[i] - (middle * xs[i]);
            var counts = Kendall.Count(xs, turned);
            long decided = counts.Pairs - counts.TiedX;
            long concordant = (counts.S + decided) / 2;
            long notAbove = decided - concordant;
            if (notAbove > rank) high = middle;
            else low = middle;
        }

        return high;
    }

    private static double Ties(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        double sum = 0;
        for (int first = 0; first < sorted.Length;)
        {
            int last = first;
            while (last + 1 < sorted.Length && sorted[last + 1] == sorted[first]) last++;
            double t = last - first + 1;
            sum += t * (t - 1) * ((2 * t) + 5);
            first = last + 1;
        }

        return sum;
    }
}

/// <summary>The median slope; the intercept by medians of each series, and by the median of what the slope leaves; the interval of the slope.</summary>
internal sealed record TheilSenLine(double Slope, double InterceptOfMedians, double MedianIntercept, Measured<Limits> SlopeLimits);
