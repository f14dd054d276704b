using MathNet.Numerics;

namespace PeerLearning.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    private const double Sqrt2 = 1.4142135623730951;

    public static double Density(double z) => Math.Exp(-0.5 * z * z) * 0.3989422804014327;

    /// <summary>P(Z &lt;= z).</summary>
    public static double Lower(double z) => 0.5 * SpecialFunctions.Erfc(-z / Sqrt2);

    /// <summary>P(Z > z).</summary>
    public static double Upper(double z) => 0.5 * SpecialFunctions.Erfc(z / Sqrt2);

    /// <summary>P(|Z| >= |z|).</summary>
    public static double TwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Sqrt2);

    /// <summary>The z with P(Z &lt;= z) = p, 0 &lt; p &lt; 1; one Newton step after the library's inverse.</summary>
    public static double Quantile(double p) => p <= 0.5 ? QuantileBelow(p) : -QuantileBelow(1 - p);

    /// <summary>The half-width of a two-sided interval in standard errors.</summary>
    public static double Critical(double level) => -QuantileBelow((1 - level) / 2);

    private static double QuantileBelow(double p)
    {
        double z = -Sqrt2 * SpecialFunctions.ErfcInv(2 * p);
        double density = Density(z);
        return density > 0 ? z - ((Lower(z) - p) / density) : z;
    }
}
