namespace PeerLearning.Statistics;

/// <summary>The design of a t test.</summary>
internal enum TTestDesign
{
    OneSample,
    Paired,
    TwoSample,
}

/// <summary>Exact power of t tests by the noncentral t distribution (Cohen, 1988), and its inverses. Sample sizes are real numbers, not yet rounded up.</summary>
internal static class TTestPower
{
    private const double LargestSample = 1e9;

    /// <summary>The power with n observations (pairs, or per group).</summary>
    public static Measured<double> Power(double n, double d, double alpha, TTestDesign design, Alternative alternative)
    {
        if (design == TTestDesign.TwoSample) return Power(n, n, d, alpha, alternative);
        if (Judge(d, alpha) is { } wrong) return wrong;
        return n > 1 ? Power(n - 1, d * Math.Sqrt(n), alpha, alternative) : Undefined.TooFew(2, (int)Math.Max(0, n));
    }

    /// <summary>The power of two groups of different size.</summary>
    public static Measured<double> Power(double n1, double n2, double d, double alpha, Alternative alternative)
    {
        if (Judge(d, alpha) is { } wrong) return wrong;
        return n1 + n2 > 2 && Math.Min(n1, n2) >= 1
            ? Power(n1 + n2 - 2, d * Math.Sqrt(n1 / (n1 + n2) * n2), alpha, alternative)
            : Undefined.TooFew(3, (int)Math.Max(0, n1 + n2));
    }

    /// <summary>The sample size (pairs, or per group) that reaches a power.</summary>
    public static Measured<double> SampleSize(double d, double power, double alpha, TTestDesign design, Alternative alternative)
    {
        if ((Judge(d, alpha) ?? JudgePower(power, alpha)) is { } wrong) return wrong;
        double towards = alternative switch { Alternative.Greater => d, Alternative.Less => -d, _ => Math.Abs(d) };
        if (!(towards > 0)) return Undefined.NotReached("An effect of this sign, or of zero, is not found with this power by any number.");
        double Distance(double n) => Power(n, d, alpha, design, alternative).Value - power;
        if (Distance(2) >= 0) return Undefined.OutOfRange("Even two observations reach this power: no sample size to solve for.");
        return Roots.TryBracketUpwards(Distance, 2, 2, LargestSample, out double lower, out double upper)
            ? Roots.Between(Distance, lower, upper)
            : Undefined.NotReached("Not even a thousand million observations reach this power.");
    }

    /// <summary>The smallest effect that a sample finds with a power; negative for <see cref="Alternative.Less"/>.</summary>
    public static Measured<double> DetectableEffect(double n, double power, double alpha, TTestDesign design, Alternative alternative)
    {
        if ((Judge(0, alpha) ?? JudgePower(power, alpha)) is { } wrong) return wrong;
        if (!(n > 1)) return Undefined.TooFew(2, (int)Math.Max(0, n));
        double sign = alternative == Alternative.Less ? -1 : 1;
        double Distance(double d) => Power(n, sign * d, alpha, design, alternative).Value - power;
        return Roots.TryBracketUpwards(Distance, 0, 0.5, 1e6, out double lower, out double upper)
            ? sign * Roots.Between(Distance, lower, upper)
            : Undefined.NotReached("No effect is found with this power.");
    }

    private static Undefined? Judge(double d, double alpha) =>
        !double.IsFinite(d) ? Undefined.OutOfRange("The effect is not a finite number.")
        : !(alpha > 0 && alpha < 1) ? Undefined.OutOfRange("The significance level is not between 0 and 1.")
        : null;

    private static Undefined? JudgePower(double power, double alpha) =>
        !(power > 0 && power < 1) ? Undefined.OutOfRange("The power is not between 0 and 1.")
        : power <= alpha ? Undefined.OutOfRange("A power at or below the significance level needs no effect.")
        : null;

    private static double Power(double df, double delta, double alpha, Alternative alternative)
    {
        switch (alternative)
        {
            case Alternative.Greater:
                return NoncentralT.Upper(-StudentT.Quantile(alpha, df), df, delta);
            case Alternative.Less:
                return NoncentralT.Lower(StudentT.Quantile(alpha, df), df, delta);
            default:
                double critical = -StudentT.Quantile(alpha / 2, df);
                return Math.Min(1, NoncentralT.Upper(critical, df, delta) + NoncentralT.Lower(-critical, df, delta));
        }
    }
}
