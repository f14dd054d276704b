namespace PeerLearning.Progress;

/// <summary>The logistic line from a card's whole points to the chance of needing help, week by week (Platt 1999).</summary>
/// <remarks>
/// Points sum evidence in the same way in every week, but early on the same points say less: a line of its own for each week keeps chances honest.
/// The slope is drawn to that of the whole fit, so that a week with few learners does not get a wild one.
/// </remarks>
internal static class ChanceCalibration
{
    /// <summary>The least slope, as a share of the common one: more points never mean a lower chance.</summary>
    private const double LeastSlope = 0.1;

    /// <summary>A trace of ridge on the intercept, for weeks in which all or none needed help.</summary>
    private const double InterceptRidge = 1e-2;

    private const int MostRounds = 50;

    /// <summary>The score at which as many need help as not, and the points that multiply the odds by e.</summary>
    public static (double Even, double PointsPerLogit) Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, double even, double pointsPerLogit, double strength)
    {
        double intercept = 0, slope = 1;
        for (int round = 0; round < MostRounds; round++)
        {
            double g0 = InterceptRidge * intercept, g1 = strength * (slope - 1), h00 = InterceptRidge, h01 = 0, h11 = strength;
            for (int i = 0; i < scores.Length; i++)
            {
                double z = (scores[i] - even) / pointsPerLogit;
                double chance = 1 / (1 + Math.Exp(-intercept - (slope * z)));
                double rest = chance - (labels[i] ? 1 : 0), weight = chance * (1 - chance);
                g0 += rest;
                g1 += rest * z;
                h00 += weight;
                h01 += weight * z;
                h11 += weight * z * z;
            }

            double determinant = (h00 * h11) - (h01 * h01);
            if (!(determinant > 0)) break;
            double step0 = ((h11 * g0) - (h01 * g1)) / determinant, step1 = ((h00 * g1) - (h01 * g0)) / determinant;
            // The loss is convex and nearly quadratic: a step no longer than the slope itself is safe.
            double length = Math.Min(1, 1 / Math.Max(Math.Abs(step0), Math.Abs(step1)));
            intercept -= length * step0;
            slope = Math.Max(LeastSlope, slope - (length * step1));
            if (Math.Abs(step0) + Math.Abs(step1) < 1e-12) break;
        }

        return (even - (intercept * pointsPerLogit / slope), pointsPerLogit / slope);
    }
}
