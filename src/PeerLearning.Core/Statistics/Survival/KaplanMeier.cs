namespace PeerLearning.Statistics;

/// <summary>The scale on which the limits of a survival curve are symmetric.</summary>
internal enum SurvivalLimits
{
    /// <summary>On the survival itself, cut to [0, 1].</summary>
    Plain,

    /// <summary>On its logarithm.</summary>
    Log,

    /// <summary>On the logarithm of the cumulative hazard (Kalbfleisch and Prentice): always inside [0, 1], best for few people. The default.</summary>
    LogLog,
}

/// <summary>The product-limit estimator (Kaplan and Meier, 1958) with Greenwood's variance and the Nelson-Aalen hazard.</summary>
/// <remarks>At equal times events come before censorings: whoever is censored at t was at risk at t. O(n).</remarks>
internal static class KaplanMeier
{
    /// <summary>Fits a curve.</summary>
    /// <param name="times">Times since the start, not negative.</param>
    /// <param name="events">Whether the event happened at that time; otherwise the person was censored then.</param>
    public static Measured<SurvivalCurve> Fit(ReadOnlySpan<double> times, ReadOnlySpan<bool> events)
    {
        Inputs.CheckSameLength(times.Length, events.Length);
        int n = times.Length;
        if (n == 0) return Undefined.TooFew(1, 0, "people");
        for (int i = 0; i < n; i++)
        {
            if (!(times[i] >= 0) || !Inputs.IsUsable(times[i])) return Undefined.OutOfRange($"Time {i} is not a finite number of at least 0.");
        }

        int[] order = TimeOrder.Of(times);
        var points = new List<SurvivalPoint>(Math.Min(n, 512));
        double survival = 1, greenwood = 0, hazard = 0;
        for (int first = 0; first < n;)
        {
            int atRisk = n - first, deaths = 0, last = first;
            double time = times[order[first]];
            for (; last < n && times[order[last]] == time; last++)
            {
                if (events[order[last]]) deaths++;
            }

            if (deaths > 0)
            {
                survival = deaths == atRisk ? 0 : survival * (atRisk - deaths) / atRisk;
                greenwood += deaths == atRisk ? 0 : (double)deaths / atRisk / (atRisk - deaths);
                hazard += (double)deaths / atRisk;
            }

            points.Add(new SurvivalPoint(time, atRisk, deaths, last - first - deaths, survival, greenwood, hazard));
            first = last;
        }

        return new SurvivalCurve(points.ToArray());
    }
}

/// <summary>One time of a curve. <see cref="Greenwood"/> is the variance of the survival over its square, as long as somebody survives.</summary>
internal readonly record struct SurvivalPoint(
    double Time, int AtRisk, int Events, int Censored, double Survival, double Greenwood, double CumulativeHazard);

/// <summary>A fitted survival curve.</summary>
internal sealed class SurvivalCurve(SurvivalPoint[] points)
{
    // R's tolerance for "the curve is at one half".
    private const double Tolerance = 1.4901161193847656e-8;

    public ReadOnlySpan<SurvivalPoint> Points => points;

    /// <summary>The survival at a time, constant from each event to the next.</summary>
    public double At(double time)
    {
        int low = 0, high = points.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (points[middle].Time <= time) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? 1 : points[low - 1].Survival;
    }

    /// <summary>Greenwood's standard error at a point.</summary>
    public Measured<double> StandardError(int point) => points[point].Survival > 0
        ? points[point].Survival * Math.Sqrt(points[point].Greenwood)
        : Undefined.NoVariation("Nobody is left, so Greenwood's variance has no value.");

    /// <summary>The limits at a point.</summary>
    public Measured<Limits> LimitsAt(int point, SurvivalLimits scale = SurvivalLimits.LogLog, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        return Around(point, scale, NormalDistribution.Critical(level));
    }

    /// <summary>The median time, or "not reached".</summary>
    public Measured<double> Median()
    {
        var survival = new Measured<double>[points.Length];
        for (int i = 0; i < points.Length; i++) survival[i] = points[i].Survival;
        return Crossing(survival);
    }

    /// <summary>The limits of the median, each where one of the curve's limits crosses one half; either may not be reached.</summary>
    public (Measured<double> Lower, Measured<double> Upper) MedianLimits(SurvivalLimits scale = SurvivalLimits.LogLog, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        double z = NormalDistribution.Critical(level);
        var lower = new Measured<double>[points.Length];
        var upper = new Measured<double>[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            var limits = Around(i, scale, z);
            lower[i] = limits.TryGet(out var pair) ? pair.Lower : limits.Undefined!;
            upper[i] = limits.IsDefined ? pair.Upper : limits.Undefined!;
        }

        return (Crossing(lower), Crossing(upper));
    }

    /// <summary>The mean time up to the last observation, and its standard error.</summary>
    public (double Mean, double StandardError) RestrictedMean()
    {
        double mean = 0, before = 0, survival = 1;
        var areas = new double[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            areas[i] = survival * (points[i].Time - before);
            mean += areas[i];
            (before, survival) = (points[i].Time, points[i].Survival);
        }

        double variance = 0, behind = 0;
        for (int i = points.Length - 1; i >= 0; i--)
        {
            int left = points[i].AtRisk - points[i].Events;
            if (left > 0) variance += behind * behind * points[i].Events / points[i].AtRisk / left;
            behind += areas[i];
        }

        return (mean, Math.Sqrt(variance));
    }

    private Measured<Limits> Around(int point, SurvivalLimits scale, double z)
    {
        double survival = points[point].Survival;
        if (survival <= 0) return Undefined.NoVariation("Nobody is left: the limits have no value.");
        double deviation = Math.Sqrt(points[point].Greenwood);
        switch (scale)
        {
            case SurvivalLimits.Plain:
                return new Limits(survival * (1 - (z * deviation)), survival * (1 + (z * deviation))).Within(0, 1);
            case SurvivalLimits.Log:
                return new Limits(survival * Math.Exp(-z * deviation), survival * Math.Exp(z * deviation)).Within(0, 1);
            default:
                if (survival >= 1) return Undefined.NoVariation("Nothing has happened yet: the limits have no value.");
                double log = Math.Log(survival);
                double factor = Math.Exp(z * deviation / -log);
                return new Limits(Math.Exp(log * factor), Math.Exp(log / factor));
        }
    }

    private Measured<double> Crossing(Measured<double>[] curve)
    {
        for (int i = 0; i < curve.Length; i++)
        {
            if (!curve[i].TryGet(out double value) || value >= 0.5 + Tolerance) continue;
            if (Math.Abs(value - 0.5) < Tolerance)
            {
                for (int j = i + 1; j < curve.Length; j++)
                {
                    if (curve[j].TryGet(out double later) && later < value) return (points[i].Time + points[j].Time) / 2;
                }
            }

            return points[i].Time;
        }

        return Undefined.NotReached("The curve stays above one half.");
    }
}
