namespace PeerLearning.Statistics;

/// <summary>Standardised mean differences. There are many d's: every one is named, none is "Cohen's d" of paired data.</summary>
/// <remarks>
/// Formulas of Borenstein et al., "Introduction to Meta-Analysis" (2009), chapter 4, and Lakens (2013); intervals by the noncentral t distribution
/// (Cumming and Finch, 2001); the exact correction J of Hedges (1981).
/// </remarks>
internal static class StandardisedDifference
{
    /// <summary>Hedges' exact correction for df >= 2; for one degree of freedom it has no value.</summary>
    public static Measured<double> Correction(double df)
    {
        if (!(df > 1)) return Undefined.TooFew(3, (int)df + 1, "observations for Hedges' correction");
        double half = df / 2, less = (df - 1) / 2;

        // Gamma(df/2) / (sqrt(df/2) Gamma((df-1)/2)); Stirling's leading terms are taken together to keep the digits of large df.
        double ratio = (half - 0.5) * Elementary.LogOnePlus(0.5 / less);
        double exponent = ratio - 0.5 + Elementary.StirlingError(half) - Elementary.StirlingError(less);
        return Math.Exp(exponent) * Math.Sqrt(less / half);
    }

    /// <summary>The differences of pairs x - y.</summary>
    public static Measured<PairedEffect> Paired(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        var test = TTest.Paired(x, y);
        if (!test.TryGet(out var t)) return test.Undefined!;
        double root = Math.Sqrt(x.Length);
        double dz = t.T / root;
        var correction = Correction(t.DegreesOfFreedom);
        double varianceX = Moments.Variance(x), varianceY = Moments.Variance(y);
        double average = Math.Sqrt((varianceX + varianceY) / 2);
        var limits = DeltaLimits(t.T, t.DegreesOfFreedom, level).Times(1 / root);
        var r = Moments.Correlation(x, y);
        return new PairedEffect
        {
            Dz = dz,
            Gz = correction.TryGet(out double j) ? dz * j : correction.Undefined!,
            Dav = average > 0 ? Inputs.Finite(t.Difference / average) : Undefined.NoVariation("Neither measurement varies."),
            Drm = RepeatedMeasures(dz, r),
            Correlation = r,
            Correction = correction,
            DegreesOfFreedom = t.DegreesOfFreedom,
            DzLimits = limits,
            GzLimits = correction.TryGet(out double factor) ? limits.Times(factor) : correction.Undefined!,
        };
    }

    /// <summary>Two independent samples x - y.</summary>
    public static Measured<IndependentEffect> Independent(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        var test = TTest.Student(x, y);
        if (!test.TryGet(out var t)) return test.Undefined!;
        double scale = Math.Sqrt((1.0 / x.Length) + (1.0 / y.Length));
        double pooled = t.StandardError / scale;
        double d = t.Difference / pooled;
        var correction = Correction(t.DegreesOfFreedom);
        double controls = y.Length > 1 ? Moments.StandardDeviation(y) : 0;
        var limits = DeltaLimits(t.T, t.DegreesOfFreedom, level).Times(scale);
        return new IndependentEffect
        {
            D = d,
            G = correction.TryGet(out double j) ? d * j : correction.Undefined!,
            GlassDelta = controls > 0 ? Inputs.Finite(t.Difference / controls) : Undefined.NoVariation("The second sample does not vary."),
            PooledDeviation = pooled,
            Correction = correction,
            ApproximateCorrection = 1 - (3 / ((4 * t.DegreesOfFreedom) - 1)),
            DegreesOfFreedom = t.DegreesOfFreedom,
            DLimits = limits,
            GLimits = correction.TryGet(out double factor) ? limits.Times(factor) : correction.Undefined!,
        };
    }

    /// <summary>The noncentralities under which t lies at the two tails.</summary>
    public static Limits DeltaLimits(double t, double df, double level)
    {
        double tail = (1 - level) / 2;
        return new Limits(NoncentralT.Delta(t, df, 1 - tail), NoncentralT.Delta(t, df, tail));
    }

    private static Measured<double> RepeatedMeasures(double dz, Measured<double> correlation)
    {
        if (!correlation.TryGet(out double r)) return correlation.Undefined!;
        return 1 - r > 1e-12 ? dz * Math.Sqrt(2 * (1 - r)) : Undefined.NoVariation("The two measurements are perfectly correlated.");
    }
}

/// <summary>Effect sizes of pairs: d_z for power, d_av for reporting, d_rm for comparison with independent groups; g_z is d_z corrected.</summary>
internal sealed record PairedEffect
{
    public required double Dz { get; init; }

    public required Measured<double> Gz { get; init; }

    public required Measured<double> Dav { get; init; }

    public required Measured<double> Drm { get; init; }

    public required Measured<double> Correlation { get; init; }

    public required Measured<double> Correction { get; init; }

    public required double DegreesOfFreedom { get; init; }

    public required Limits DzLimits { get; init; }

    public required Measured<Limits> GzLimits { get; init; }
}

/// <summary>Effect sizes of two independent samples.</summary>
internal sealed record IndependentEffect
{
    public required double D { get; init; }

    public required Measured<double> G { get; init; }

    /// <summary>The difference in standard deviations of the second sample.</summary>
    public required Measured<double> GlassDelta { get; init; }

    public required double PooledDeviation { get; init; }

    public required Measured<double> Correction { get; init; }

    /// <summary>Hedges' approximation 1 - 3 / (4 df - 1).</summary>
    public required double ApproximateCorrection { get; init; }

    public required double DegreesOfFreedom { get; init; }

    public required Limits DLimits { get; init; }

    public required Measured<Limits> GLimits { get; init; }
}
