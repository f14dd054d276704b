namespace PeerLearning.Statistics;

/// <summary>Elementary functions that the framework computes with cancellation.</summary>
internal static class Elementary
{
    /// <summary>ln(1 + x) without loss near 0 (Kahan's correction).</summary>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    /// <summary>e^x - 1 without loss near 0 (Kahan's correction).</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 0.5) return Math.Exp(x) - 1;
        double u = Math.Exp(x);
        if (u == 1) return x;
        double minusOne = u - 1;
        return minusOne * x / Math.Log(u);
    }

    /// <summary>
    /// Binet's function: ln Gamma(x) - (x - 1/2) ln x + x - ln(2 pi)/2, the error of Stirling's formula, for x > 0
    /// (Abramowitz and Stegun 6.1.42; recurrence to x >= 10 first).
    /// </summary>
    public static double StirlingError(double x)
    {
        double sum = 0;
        while (x < 10)
        {
            sum += ((x + 0.5) * LogOnePlus(1 / x)) - 1;
            x++;
        }

        double r = 1 / (x * x);
        double series = 1.0 / 156;
        series = (series * r) - (691.0 / 360360);
        series = (series * r) + (1.0 / 1188);
        series = (series * r) - (1.0 / 1680);
        series = (series * r) + (1.0 / 1260);
        series = (series * r) - (1.0 / 360);
        series = (series * r) + (1.0 / 12);
        return sum + (series / x);
    }

    /// <summary>x ln(x / mean) + mean - x without cancellation (the deviance of Loader, 2000), for x >= 0 and mean > 0.</summary>
    public static double Deviance(double x, double mean)
    {
        if (x == 0) return mean;
        double difference = x - mean;
        if (Math.Abs(difference) >= 0.1 * (x + mean)) return (x * Math.Log(x / mean)) - difference;

        // ln(x / mean) = 2 artanh(v) with v = (x - mean) / (x + mean): the first terms are taken together.
        double v = difference / (x + mean);
        double sum = difference * v;
        double power = 2 * x * v;
        for (int odd = 3; ; odd += 2)
        {
            power *= v * v;
            double next = sum + (power / odd);
            if (next == sum) return next;
            sum = next;
        }
    }

    /// <summary>ln Gamma(x) for x > 0.</summary>
    public static double LogGamma(double x) => ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + StirlingError(x);
}
