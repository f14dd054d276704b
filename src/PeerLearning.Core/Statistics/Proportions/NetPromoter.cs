namespace PeerLearning.Statistics;

/// <summary>The net promoter score: the share of answers 9-10 less the share of answers 0-6, in points from -100 to 100.</summary>
internal static class NetPromoter
{
    /// <summary>Counts answers on the scale 0-10; the places of those outside it, or not whole, are listed instead of counted.</summary>
    public static (int Promoters, int Passives, int Detractors) Count(ReadOnlySpan<double> answers, List<int> invalid)
    {
        int promoters = 0, passives = 0, detractors = 0;
        for (int i = 0; i < answers.Length; i++)
        {
            double answer = answers[i];
            if (!(answer >= 0 && answer <= 10) || answer != Math.Floor(answer)) invalid.Add(i);
            else if (answer >= 9) promoters++;
            else if (answer >= 7) passives++;
            else detractors++;
        }

        return (promoters, passives, detractors);
    }

    /// <summary>The score with its intervals.</summary>
    /// <remarks>
    /// Wald has no width when all answer alike. The score interval inverts Tango's test (Statistics in Medicine 17, 1998) of a paired
    /// difference, which has the same multinomial form: it is the honest one and the library's default.
    /// </remarks>
    public static Measured<NetPromoterScore> Score(int promoters, int passives, int detractors, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        int n = promoters + passives + detractors;
        if (n == 0) return Undefined.TooFew(1, 0, "answers");
        double z = NormalDistribution.Critical(level);
        double p = (double)promoters / n, d = (double)detractors / n, difference = p - d;
        double error = Math.Sqrt(Math.Max(0, p + d - (difference * difference)) / n);

        // Agresti and Min (2005): two answers more, shared as 1/2, 1, 1/2.
        double trials = n + 2;
        double p2 = (promoters + 0.5) / trials, d2 = (detractors + 0.5) / trials, difference2 = p2 - d2;
        double error2 = Math.Sqrt(Math.Max(0, p2 + d2 - (difference2 * difference2)) / trials);
        return new NetPromoterScore(
            100 * difference,
            100 * error,
            new Limits(100 * (difference - (z * error)), 100 * (difference + (z * error))),
            new Limits(100 * (difference2 - (z * error2)), 100 * (difference2 + (z * error2))),
            Tango(promoters, detractors, n, z).Times(100));
    }

    private static Limits Tango(int b, int c, int n, double z)
    {
        double estimate = (double)(b - c) / n;

        // The score statistic less z; falls with the difference that is tried. At the ends of the range the variance vanishes.
        double Statistic(double tried, double target)
        {
            double spread = 2.0 * n;
            double linear = -b - c + ((2.0 * n - b + c) * tried);
            double constant = -c * tried * (1 - tried);
            double q = (Math.Sqrt(Math.Max(0, (linear * linear) - (4 * spread * constant))) - linear) / (2 * spread);
            double variance = n * ((2 * q) + (tried * (1 - tried)));
            return b - c - (n * tried) - (target * Math.Sqrt(Math.Max(0, variance)));
        }

        // At the estimate itself the statistic may be 0 for want of variance: the search starts a hair beside it.
        const double Hair = 1e-12;
        double lower = b - c <= -n ? -1 : Roots.Between(tried => Statistic(tried, z), -1, estimate - Hair);
        double upper = b - c >= n ? 1 : Roots.Between(tried => Statistic(tried, -z), estimate + Hair, 1);
        return new Limits(lower, upper);
    }
}

/// <summary>A net promoter score in points, with standard error and intervals by three methods.</summary>
internal sealed record NetPromoterScore(double Points, double StandardError, Limits Wald, Limits AgrestiMin, Limits ScoreLimits);
