namespace PeerLearning.Statistics;

/// <summary>The chart of individual values and moving ranges (XmR; Montgomery, "Introduction to Statistical Quality Control", chapter 6).</summary>
internal static class IndividualsChart
{
    /// <summary>d2 and D4 for ranges of two, to the three decimals of the published tables.</summary>
    internal const double RangeToDeviation = 1.128;
    private const double RangeLimit = 3.267;

    /// <summary>The limits from all values, or from the first ones as a frozen baseline.</summary>
    public static Measured<IndividualsLimits> Limits(ReadOnlySpan<double> values, int? baseline = null)
    {
        var used = baseline is { } first && first < values.Length ? values[..first] : values;
        if (used.Length < 2) return Undefined.TooFew(2, used.Length, "values");
        if (Inputs.NotFinite(values) is { } wrong) return wrong;
        double ranges = 0;
        for (int i = 1; i < used.Length; i++) ranges += Math.Abs(used[i] - used[i - 1]);
        double meanRange = ranges / (used.Length - 1);
        double sigma = meanRange / RangeToDeviation;
        double centre = Moments.Mean(used);
        return new IndividualsLimits(centre, meanRange, sigma, new Limits(centre - (3 * sigma), centre + (3 * sigma)), RangeLimit * meanRange);
    }
}

/// <summary>Centre line, mean moving range, its sigma, three-sigma limits and the limit of the moving range.</summary>
internal sealed record IndividualsLimits(double Centre, double MeanRange, double Sigma, Limits Limits, double RangeUpper);
