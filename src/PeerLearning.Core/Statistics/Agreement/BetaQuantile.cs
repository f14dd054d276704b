using MathNet.Numerics;

namespace PeerLearning.Statistics;

/// <summary>Quantiles of the beta distribution and its relatives t and F, to the last digits: MathNet's own searches stop early.</summary>
internal static class BetaQuantile
{
    /// <summary>The x at which the regularised incomplete beta function is p, by bisection in the half that is away from the pole, refined by Newton steps.</summary>
    public static double Beta(double a, double b, double p)
    {
        if (p <= 0) return 0;
        if (p >= 1) return 1;
        double low = 0, high = 1, x = 0.5;
        for (int step = 0; step < 200; step++)
        {
            double f = Regularized(a, b, x) - p;
            if (f == 0) break;
            if (f < 0) low = x;
            else high = x;
            double logDensity = ((a - 1) * Math.Log(x)) + ((b - 1) * Math.Log(1 - x)) - SpecialFunctions.BetaLn(a, b);
            double next = x - (f / Math.Exp(logDensity));
            if (!(next > low && next < high)) next = low + ((high - low) / 2);
            if (Math.Abs(next - x) <= 1e-16 * x) break;
            x = next;
        }

        return x;
    }

    /// <summary>The regularised incomplete beta function by its continued fraction (modified Lentz; Press et al. 2007, 6.4), to rounding.</summary>
    public static double Regularized(double a, double b, double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        if (x > (a + 1) / (a + b + 2)) return 1 - Regularized(b, a, 1 - x);
        double front = Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) - SpecialFunctions.BetaLn(a, b)) / a;
        const double Tiny = 1e-300;
        double c = 1, d = 1 - ((a + b) * x / (a + 1));
        d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
        double h = d;
        for (int m = 1; m < 100_000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 + (even * d);
            c = 1 + (even / c);
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 + (odd * d);
            c = 1 + (odd / c);
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            double change = d * c;
            h *= change;
            if (Math.Abs(change - 1) < 1e-16) break;
        }

        return front * h;
    }

    /// <summary>The quantile of F with the given degrees of freedom, which need not be whole.</summary>
    public static double F(double numerator, double denominator, double p)
    {
        // Work in the tail that is small, so that 1 - x never cancels.
        if (p < 0.5)
        {
            double x = Beta(numerator / 2, denominator / 2, p);
            return denominator * x / (numerator * (1 - x));
        }

        double y = Beta(denominator / 2, numerator / 2, 1 - p);
        return denominator * (1 - y) / (numerator * y);
    }

    /// <summary>The quantile of Student's t for p of at least one half.</summary>
    public static double T(double degreesOfFreedom, double p)
    {
        double x = Beta(degreesOfFreedom / 2, 0.5, 2 * (1 - p));
        return Math.Sqrt(degreesOfFreedom * (1 - x) / x);
    }
}
