namespace PeerLearning.Statistics;

/// <summary>The chi-squared distribution.</summary>
internal static class ChiSquared
{
    /// <summary>P(X > x).</summary>
    public static double Upper(double x, double df) => IncompleteGamma.Upper(df / 2, x / 2);
}
