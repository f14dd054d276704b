namespace PeerLearning.Statistics;

/// <summary>Fisher's exact test of a 2 x 2 table, with mid-p, and the large-sample figures that go with it.</summary>
/// <remarks>
/// The two-sided p adds the tables that are no likelier than the observed one (with a relative tolerance of 1e-7, as R's fisher.test); the
/// mid-p counts tables of the same probability half (Lancaster, 1961).
/// </remarks>
internal static class FisherExact
{
    private const double Tolerance = 1e-7;

    /// <summary>Tests a table [[a, b], [c, d]].</summary>
    public static Measured<FisherResult> Test(int a, int b, int c, int d)
    {
        if (a < 0 || b < 0 || c < 0 || d < 0) return Undefined.OutOfRange("A count is negative.");
        if ((long)a + b + c + d > int.MaxValue) return Undefined.OutOfRange("The table holds more people than can be counted here.");
        if (a + b == 0 || c + d == 0) return Undefined.TooFew(1, 0, "people in each row");
        var distribution = new Hypergeometric(a + b, c + d, a + c);
        double observed = distribution.Mass(a);
        double twoSided = 0, ties = 0;
        for (int k = distribution.Lowest; k <= distribution.Highest; k++)
        {
            double mass = distribution.Mass(k);
            if (mass > observed * (1 + Tolerance)) continue;
            twoSided += mass;
            if (mass >= observed * (1 - Tolerance)) ties += mass;
        }

        return new FisherResult(
            Math.Min(1, twoSided),
            Math.Min(1, Math.Max(0, twoSided - (0.5 * ties))),
            distribution.AtLeast(a),
            distribution.Lower(a),
            distribution.AtLeast(a + 1) + (0.5 * observed),
            distribution.Lower(a - 1) + (0.5 * observed));
    }
}

/// <summary>The p values of an exact test: two-sided, greater and less, each also as mid-p.</summary>
internal sealed record FisherResult(double TwoSidedP, double TwoSidedMidP, double GreaterP, double LessP, double GreaterMidP, double LessMidP);
