namespace PeerLearning.Statistics;

/// <summary>The regularised incomplete beta function and its inverse, both tails, to nearly full precision.</summary>
/// <remarks>
/// Continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions by Lentz's method; the factor in front by Loader's
/// saddle-point form (2000), which keeps its digits for large arguments where differences of log-gammas lose them.
/// </remarks>
internal static class IncompleteBeta
{
    /// <summary>P(X &lt;= x) for X ~ Beta(a, b).</summary>
    public static double Lower(double a, double b, double x) => Tail(a, b, x, 1 - x);

    /// <summary>P(X > x) for X ~ Beta(a, b).</summary>
    public static double Upper(double a, double b, double x) => Tail(b, a, 1 - x, x);

    /// <summary>P(X &lt;= x) where the caller knows 1 - x better than subtraction does.</summary>
    public static double Tail(double a, double b, double x, double y)
    {
        if (x <= 0) return 0;
        if (y <= 0) return 1;
        double front = Front(a, b, x, y);
        return x < (a + 1) / (a + b + 2)
            ? Math.Min(1, front * Fraction(a, b, x) / a)
            : Math.Max(0, 1 - (front * Fraction(b, a, y) / b));
    }

    /// <summary>The x with P(X &lt;= x) = p, together with 1 - x, each to its own full precision.</summary>
    public static (double X, double Y) Quantile(double a, double b, double p)
    {
        if (p <= 0) return (0, 1);
        if (p >= 1) return (1, 0);
        return p <= 0.5 ? QuantileBelow(a, b, p) : Swap(QuantileBelow(b, a, 1 - p));
    }

    /// <summary>The x with P(X > x) = q, together with 1 - x.</summary>
    public static (double X, double Y) UpperQuantile(double a, double b, double q) => Swap(Quantile(b, a, q));

    private static (double X, double Y) Swap((double X, double Y) pair) => (pair.Y, pair.X);

    // In the logit of x and the logarithm of p the function is nearly straight in the tail: a few steps, and no underflow.
    private static (double X, double Y) QuantileBelow(double a, double b, double p)
    {
        double target = Math.Log(p);
        double Distance(double logit)
        {
            double value = Tail(a, b, 1 / (1 + Math.Exp(-logit)), 1 / (1 + Math.Exp(logit)));
            return value > 0 ? Math.Log(value) - target : -1e4;
        }

        double centre = Math.Log(a / b);
        double lower = centre, upper = centre, width = 1;
        while (Distance(lower) > 0 && lower > -700) lower -= width *= 2;
        width = 1;
        while (Distance(upper) < 0 && upper < 700) upper += width *= 2;
        lower = Math.Max(-700, lower);
        upper = Math.Min(700, upper);

        // A tiny parameter pushes the quantile beyond what a double can tell from 0 or 1.
        double root = Distance(lower) >= 0 ? lower : Distance(upper) <= 0 ? upper : Roots.Between(Distance, lower, upper);
        return (1 / (1 + Math.Exp(-root)), 1 / (1 + Math.Exp(root)));
    }

    /// <summary>x^a y^b / B(a, b).</summary>
    internal static double Front(double a, double b, double x, double y)
    {
        double n = a + b;
        double exponent = Elementary.StirlingError(n) - Elementary.StirlingError(a) - Elementary.StirlingError(b)
            - Elementary.Deviance(a, n * x) - Elementary.Deviance(b, n * y);
        return Math.Sqrt(a / n * b / (2 * Math.PI)) * Math.Exp(exponent);
    }

    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        double c = 1;
        double d = 1 - ((a + b) * x / (a + 1));
        if (Math.Abs(d) < Tiny) d = Tiny;
        d = 1 / d;
        double h = d;
        for (int m = 1; m < 200_000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 + (even * d);
            if (Math.Abs(d) < Tiny) d = Tiny;
            c = 1 + (even / c);
            if (Math.Abs(c) < Tiny) c = Tiny;
            d = 1 / d;
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 + (odd * d);
            if (Math.Abs(d) < Tiny) d = Tiny;
            c = 1 + (odd / c);
            if (Math.Abs(c) < Tiny) c = Tiny;
            d = 1 / d;
            double factor = d * c;
            h *= factor;
            if (Math.Abs(factor - 1) < 1e-16) break;
        }

        return h;
    }
}
