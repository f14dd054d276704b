namespace PeerLearning.Statistics;

/// <summary>The ratio of two independent proportions.</summary>
internal static class RiskRatio
{
    /// <summary>The ratio of the first proportion to the second.</summary>
    public static Measured<double> Ratio(int successes1, int n1, int successes2, int n2)
    {
        if (Judge(successes1, n1, successes2, n2) is { } wrong) return wrong;
        return successes2 > 0
            ? (double)successes1 / n1 / ((double)successes2 / n2)
            : Undefined.NoVariation("Nobody of the second group succeeded, so there is nothing to divide by.");
    }

    /// <summary>Koopman's score interval (Biometrics 40, 1984): holds its level also with few and without any successes in the first group.</summary>
    public static Measured<Limits> Score(int successes1, int n1, int successes2, int n2, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        if (Judge(successes1, n1, successes2, n2) is { } wrong) return wrong;
        if (successes2 == 0) return Undefined.NoVariation("Nobody of the second group succeeded, so the ratio has no upper limit.");
        double z = NormalDistribution.Critical(level), square = z * z;
        double a = successes1, c = successes2, total = a + c;

        // The score statistic of a ratio, squared, less the critical value; the proportions that fit best under the ratio solve a quadratic.
        double Statistic(double logRatio)
        {
            double ratio = Math.Exp(logRatio);
            double leading = ((double)n1 + n2) * ratio;
            double linear = -((n1 * ratio) + a + n2 + (c * ratio));
            double second = 2 * total / (-linear + Math.Sqrt(Math.Max(0, (linear * linear) - (4 * leading * total))));
            double first = ratio * second;
            double distance = (a / n1) - (ratio * c / n2);
            double variance = (first * (1 - first) / n1) + (ratio * ratio * second * (1 - second) / n2);
            return variance > 0 ? (distance * distance / variance) - square : distance == 0 ? -square : 1e300;
        }

        double middle = a == 0 ? -60 : Math.Log(a / n1 / (c / n2));
        double lower = 0;
        if (a > 0)
        {
            double width = 1;
            while (Statistic(middle - width) < 0) width *= 2;
            lower = Math.Exp(Roots.Between(Statistic, middle - width, middle));
        }

        double above = 1;
        while (Statistic(middle + above) < 0) above *= 2;
        return new Limits(lower, Math.Exp(Roots.Between(Statistic, middle, middle + above)));
    }

    /// <summary>The large-sample interval on the logarithm (Katz et al., Biometrics 34, 1978).</summary>
    public static Measured<Limits> Katz(int successes1, int n1, int successes2, int n2, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        var ratio = Ratio(successes1, n1, successes2, n2);
        if (!ratio.TryGet(out double value)) return ratio.Undefined!;
        if (successes1 == 0) return Undefined.NoVariation("Without successes the logarithm of the ratio has no error.");
        double half = NormalDistribution.Critical(level)
            * Math.Sqrt(Math.Max(0, (1.0 / successes1) - (1.0 / n1) + (1.0 / successes2) - (1.0 / n2)));
        return new Limits(value * Math.Exp(-half), value * Math.Exp(half));
    }

    /// <summary>The difference of the proportions in its pooled standard errors: the "number of standard deviations" of the courts.</summary>
    public static Measured<double> StandardDeviations(int successes1, int n1, int successes2, int n2)
    {
        if (Judge(successes1, n1, successes2, n2) is { } wrong) return wrong;
        double pooled = ((double)successes1 + successes2) / ((double)n1 + n2);
        double variance = pooled * (1 - pooled) * ((1.0 / n1) + (1.0 / n2));
        return variance > 0
            ? (((double)successes1 / n1) - ((double)successes2 / n2)) / Math.Sqrt(variance)
            : Undefined.NoVariation("All or none of both groups succeeded.");
    }

    private static Undefined? Judge(int successes1, int n1, int successes2, int n2)
    {
        if (n1 == 0 || n2 == 0) return Undefined.TooFew(1, 0, "people in each group");
        return n1 < 0 || n2 < 0 || successes1 < 0 || successes2 < 0 || successes1 > n1 || successes2 > n2
            ? Undefined.OutOfRange($"{successes1} of {n1} and {successes2} of {n2} are no proportions.")
            : null;
    }
}
