namespace PeerLearning.Statistics;

/// <summary>Intervals for one proportion.</summary>
/// <remarks>Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998); Brown, Cai and DasGupta (2001).</remarks>
internal static class Proportion
{
    /// <summary>Wilson's score interval (1927): the default everywhere in the library.</summary>
    public static Measured<Limits> Wilson(int successes, int n, double level = 0.95)
    {
        if (Judge(successes, n, level) is { } wrong) return wrong;
        return WilsonOf((double)successes / n, n, level);
    }

    /// <summary>Wilson's interval of a share that rests on so many answers, which need not be whole: weighted ones count for fewer.</summary>
    public static Limits WilsonOf(double share, double answers, double level)
    {
        double z = NormalDistribution.Critical(level), square = z * z;
        double centre = share + (square / (2 * answers));
        double half = z * Math.Sqrt((share * (1 - share) / answers) + (square / (4 * answers * answers)));
        double scale = 1 + (square / answers);
        return new Limits(share == 0 ? 0 : (centre - half) / scale, share == 1 ? 1 : (centre + half) / scale).Within(0, 1);
    }

    /// <summary>Wilson's interval with continuity correction (Newcombe's method 4).</summary>
    public static Measured<Limits> WilsonCorrected(int successes, int n, double level = 0.95)
    {
        if (Judge(successes, n, level) is { } wrong) return wrong;
        double z = NormalDistribution.Critical(level), square = z * z;
        double p = (double)successes / n, q = 1 - p;
        double scale = 2 * (n + square);
        double lower = successes == 0
            ? 0
            : ((2 * n * p) + square - 1 - (z * Math.Sqrt(Math.Max(0, square - 2 - (1.0 / n) + (4 * p * ((n * q) + 1)))))) / scale;
        double upper = successes == n
            ? 1
            : ((2 * n * p) + square + 1 + (z * Math.Sqrt(Math.Max(0, square + 2 - (1.0 / n) + (4 * p * ((n * q) - 1)))))) / scale;
        return new Limits(lower, upper).Within(0, 1);
    }

    /// <summary>The exact interval of Clopper and Pearson (1934).</summary>
    public static Measured<Limits> ClopperPearson(int successes, int n, double level = 0.95)
    {
        if (Judge(successes, n, level) is { } wrong) return wrong;
        double tail = (1 - level) / 2;
        return new Limits(
            successes == 0 ? 0 : IncompleteBeta.Quantile(successes, n - successes + 1.0, tail).X,
            successes == n ? 1 : IncompleteBeta.UpperQuantile(successes + 1.0, n - successes, tail).X);
    }

    /// <summary>The interval of Agresti and Coull (1998), cut to [0, 1].</summary>
    public static Measured<Limits> AgrestiCoull(int successes, int n, double level = 0.95)
    {
        if (Judge(successes, n, level) is { } wrong) return wrong;
        double z = NormalDistribution.Critical(level), square = z * z;
        double trials = n + square;
        double p = (successes + (square / 2)) / trials;
        double half = z * Math.Sqrt(p * (1 - p) / trials);
        return new Limits(p - half, p + half).Within(0, 1);
    }

    /// <summary>
    /// The equal-tailed credible interval under Jeffreys' prior Beta(1/2, 1/2); with closed ends it reaches 0 where nobody succeeded and 1 where everybody did
    /// (Brown, Cai and DasGupta 2001).
    /// </summary>
    public static Measured<Limits> Jeffreys(int successes, int n, double level = 0.95, bool closedEnds = false)
    {
        if (Judge(successes, n, level) is { } wrong) return wrong;
        var limits = BetaCredible(successes + 0.5, n - successes + 0.5, level);
        return closedEnds ? new Limits(successes == 0 ? 0 : limits.Lower, successes == n ? 1 : limits.Upper) : limits;
    }

    /// <summary>The equal-tailed interval of Beta(a, b).</summary>
    public static Limits BetaCredible(double a, double b, double level)
    {
        double tail = (1 - level) / 2;
        return new Limits(IncompleteBeta.Quantile(a, b, tail).X, IncompleteBeta.UpperQuantile(a, b, tail).X);
    }

    /// <summary>The difference of two independent proportions with Newcombe's hybrid score interval (1998, method 10).</summary>
    public static Measured<ProportionDifference> Difference(int successes1, int n1, int successes2, int n2, double level = 0.95)
    {
        var first = Wilson(successes1, n1, level);
        if (!first.TryGet(out var limits1)) return first.Undefined!;
        var second = Wilson(successes2, n2, level);
        if (!second.TryGet(out var limits2)) return second.Undefined!;
        double p1 = (double)successes1 / n1, p2 = (double)successes2 / n2, difference = p1 - p2;
        return new ProportionDifference(difference, new Limits(
            difference - Hypotenuse(p1 - limits1.Lower, limits2.Upper - p2),
            difference + Hypotenuse(limits1.Upper - p1, p2 - limits2.Lower)));
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));

    private static Undefined? Judge(int successes, int n, double level)
    {
        Inputs.CheckLevel(level);
        if (n == 0) return Undefined.TooFew(1, 0);
        return n < 0 || successes < 0 || successes > n ? Undefined.OutOfRange($"{successes} of {n} is not a proportion.") : null;
    }
}

/// <summary>A difference of proportions and its interval.</summary>
internal readonly record struct ProportionDifference(double Difference, Limits Limits);
