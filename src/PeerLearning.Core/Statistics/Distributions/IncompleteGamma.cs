namespace PeerLearning.Statistics;

/// <summary>The regularised incomplete gamma function, both tails (NIST Digital Library of Mathematical Functions 8.7.1 and 8.9.2).</summary>
internal static class IncompleteGamma
{
    /// <summary>P(X &lt;= x) for X ~ Gamma(a, 1).</summary>
    public static double Lower(double a, double x) => x <= 0 ? 0 : x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);

    /// <summary>P(X > x) for X ~ Gamma(a, 1).</summary>
    public static double Upper(double a, double x) => x <= 0 ? 1 : x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);

    // x^a e^-x / Gamma(a).
    private static double Front(double a, double x) =>
        Math.Sqrt(a / (2 * Math.PI)) * Math.Exp(-Elementary.StirlingError(a) - Elementary.Deviance(a, x));

    private static double Series(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (int n = 1; n < 200_000; n++)
        {
            term *= x / (a + n);
            sum += term;
            if (term < sum * 1e-17) break;
        }

        return Math.Min(1, sum * Front(a, x));
    }

    private static double Fraction(double a, double x)
    {
        const double Tiny = 1e-300;
        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, h = d;
        for (int i = 1; i < 200_000; i++)
        {
            double an = -i * (i - a);
            b += 2;
            d = (an * d) + b;
            if (Math.Abs(d) < Tiny) d = Tiny;
            c = b + (an / c);
            if (Math.Abs(c) < Tiny) c = Tiny;
            d = 1 / d;
            double factor = d * c;
            h *= factor;
            if (Math.Abs(factor - 1) < 1e-16) break;
        }

        return Math.Min(1, h * Front(a, x));
    }
}
