namespace PeerLearning.Statistics;

/// <summary>Power of the comparison of two proportions by Cohen's arcsine difference h (1988, chapter 6).</summary>
internal static class ProportionPower
{
    /// <summary>The size of the difference h.</summary>
    public static Measured<double> Effect(double p1, double p2) =>
        p1 is >= 0 and <= 1 && p2 is >= 0 and <= 1
            ? Math.Abs(2 * (Math.Asin(Math.Sqrt(p1)) - Math.Asin(Math.Sqrt(p2))))
            : Undefined.OutOfRange("A proportion lies between 0 and 1.");

    /// <summary>The power with n people per group; one-sided looks in the direction of the difference.</summary>
    public static Measured<double> Power(double p1, double p2, double n, double alpha, bool twoSided = true)
    {
        var effect = Effect(p1, p2);
        if (!effect.TryGet(out double h)) return effect;
        if (!(alpha > 0 && alpha < 1)) return Undefined.OutOfRange("The significance level is not between 0 and 1.");
        if (!(n > 0)) return Undefined.TooFew(1, 0, "people per group");
        return PowerOf(h, n, alpha, twoSided);
    }

    /// <summary>The number per group that reaches a power, not yet rounded up.</summary>
    public static Measured<double> SampleSize(double p1, double p2, double power, double alpha, bool twoSided = true)
    {
        var effect = Effect(p1, p2);
        if (!effect.TryGet(out double h)) return effect;
        if (!(alpha > 0 && alpha < 1) || !(power > alpha && power < 1)) return Undefined.OutOfRange("Needs 0 < significance level < power < 1.");
        if (h == 0) return Undefined.NotReached("Equal proportions are not found different by any number.");
        double Distance(double n) => PowerOf(h, n, alpha, twoSided) - power;
        return Roots.TryBracketUpwards(Distance, 1e-9, 2, 1e15, out double lower, out double upper)
            ? Roots.Between(Distance, lower, upper)
            : Undefined.NotReached("The difference is too small for any number.");
    }

    private static double PowerOf(double h, double n, double alpha, bool twoSided)
    {
        double shift = h * Math.Sqrt(n / 2);
        double z = -NormalDistribution.Quantile(twoSided ? alpha / 2 : alpha);
        return NormalDistribution.Upper(z - shift) + (twoSided ? NormalDistribution.Upper(z + shift) : 0);
    }
}
