namespace PeerLearning.Statistics;

/// <summary>The level of measurement, which decides how far two values disagree.</summary>
internal enum MeasurementLevel
{
    /// <summary>Equal or not.</summary>
    Nominal,

    /// <summary>By the number of values between.</summary>
    Ordinal,

    /// <summary>By the squared difference.</summary>
    Interval,

    /// <summary>By the squared relative difference.</summary>
    Ratio,
}

/// <summary>Krippendorff's alpha for any number of raters, with missing values. Krippendorff 2011.</summary>
/// <remarks>Units with fewer than two values cannot be paired and are left out. O(values · log values + distinct values²), the interval level without the last term.</remarks>
internal static class KrippendorffAlpha
{
    /// <param name="units">The values given to each unit; missing ones left out.</param>
    /// <param name="level">The level of measurement.</param>
    public static Measured<double> Of(IReadOnlyList<double[]> units, MeasurementLevel level)
    {
        var pairable = units.Where(unit => unit.Length > 1).ToList();
        int n = pairable.Sum(unit => unit.Length);
        if (n == 0) return Undefined.TooFew(2, 0, "values that can be paired");
        double[] all = new double[n];
        int at = 0;
        foreach (double[] unit in pairable)
        {
            if (!DecisionTable.AllFinite(unit)) return Undefined.OutOfRange("A value is not a finite number.");
            unit.CopyTo(all, at);
            at += unit.Length;
        }

        Array.Sort(all);
        double largest = Math.Max(Math.Abs(all[0]), Math.Abs(all[^1]));
        var distinct = new List<double>();
        var counts = new List<int>();
        foreach (double value in all)
        {
            if (distinct.Count > 0 && value == distinct[^1])
            {
                counts[^1]++;
            }
            else
            {
                distinct.Add(value);
                counts.Add(1);
            }
        }

        if (distinct.Count < 2) return Undefined.NoVariation("All values that can be paired are equal: there is no disagreement to expect.");
        double[] values = [.. distinct.Select(value => value / largest)];
        var metric = new Metric(level, values, counts);
        double observed = 0;
        int[] indices = new int[pairable.Max(unit => unit.Length)];
        foreach (double[] unit in pairable)
        {
            for (int i = 0; i < unit.Length; i++) indices[i] = distinct.BinarySearch(unit[i]);
            double sum = 0;
            for (int i = 0; i < unit.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    if (indices[i] != indices[j]) sum += 2 * metric.Of(indices[i], indices[j]);
                }
            }

            observed += sum / (unit.Length - 1);
        }

        double expected = level == MeasurementLevel.Interval ? IntervalExpected(values, counts) : 0;
        if (level != MeasurementLevel.Interval)
        {
            for (int c = 0; c < values.Length; c++)
            {
                for (int d = 0; d < c; d++) expected += 2.0 * counts[c] * counts[d] * metric.Of(c, d);
            }
        }

        double alpha = 1 - ((n - 1.0) * observed / expected);
        return expected > 0 && double.IsFinite(alpha) ? alpha : Undefined.OutOfRange("The expected disagreement has no size.");
    }

    private static double IntervalExpected(double[] values, List<int> counts)
    {
        double n = counts.Sum(), mean = 0, squares = 0;
        for (int c = 0; c < values.Length; c++) mean += counts[c] * values[c] / n;
        for (int c = 0; c < values.Length; c++) squares += counts[c] * (values[c] - mean) * (values[c] - mean);
        return 2 * n * squares;
    }

    private readonly struct Metric(MeasurementLevel level, double[] values, List<int> counts)
    {
        private readonly double[] _below = Below(counts);

        public double Of(int c, int d)
        {
            if (c == d) return 0;
            switch (level)
            {
                case MeasurementLevel.Nominal:
                    return 1;
                case MeasurementLevel.Interval:
                    return (values[c] - values[d]) * (values[c] - values[d]);
                case MeasurementLevel.Ordinal:
                    int low = Math.Min(c, d), high = Math.Max(c, d);
                    double between = _below[high] + counts[high] - _below[low] - ((counts[low] + counts[high]) / 2.0);
                    return between * between;
                default:
                    double sum = values[c] + values[d];
                    return sum == 0 ? 0 : (values[c] - values[d]) / sum * ((values[c] - values[d]) / sum);
            }
        }

        private static double[] Below(List<int> counts)
        {
            double[] below = new double[counts.Count];
            for (int c = 1; c < below.Length; c++) below[c] = below[c - 1] + counts[c - 1];
            return below;
        }
    }
}
