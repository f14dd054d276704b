namespace PeerLearning.Statistics;

/// <summary>Roots of continuous functions of one variable.</summary>
internal static class Roots
{
    /// <summary>
    /// The root between two points where the function has different signs, to the last bits: Brent's method (1973, chapter 4),
    /// inverse quadratic steps guarded by bisection.
    /// </summary>
    public static double Between(Func<double, double> function, double a, double b, double tolerance = 0)
    {
        double fa = function(a);
        double fb = function(b);
        if (fa == 0) return a;
        if (fb == 0) return b;
        if (fa > 0 == fb > 0) throw new ArgumentException("The function has the same sign at both ends.");
        double c = a, fc = fa, step = b - a, previous = step;
        for (int i = 0; i < 300; i++)
        {
            if (fb > 0 == fc > 0)
            {
                (c, fc) = (a, fa);
                step = previous = b - a;
            }

            if (Math.Abs(fc) < Math.Abs(fb)) (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
            double width = (2 * double.BitIncrement(1) - 2) * Math.Abs(b) + (0.5 * tolerance) + double.Epsilon;
            double middle = 0.5 * (c - b);
            if (Math.Abs(middle) <= width || fb == 0) return b;
            if (Math.Abs(previous) >= width && Math.Abs(fa) > Math.Abs(fb))
            {
                double s = fb / fa, p, q;
                if (a == c)
                {
                    p = 2 * middle * s;
                    q = 1 - s;
                }
                else
                {
                    double t = fa / fc, r = fb / fc;
                    p = s * ((2 * middle * t * (t - r)) - ((b - a) * (r - 1)));
                    q = (t - 1) * (r - 1) * (s - 1);
                }

                if (p > 0) q = -q;
                p = Math.Abs(p);
                if (2 * p < Math.Min((3 * middle * q) - Math.Abs(width * q), Math.Abs(previous * q)))
                {
                    previous = step;
                    step = p / q;
                }
                else
                {
                    step = previous = middle;
                }
            }
            else
            {
                step = previous = middle;
            }

            (a, fa) = (b, fb);
            b += Math.Abs(step) > width ? step : Math.CopySign(width, middle);
            fb = function(b);
        }

        return b;
    }

    /// <summary>Moves the upper end outwards until the sign changes; false when it does not within the farthest point.</summary>
    public static bool TryBracketUpwards(Func<double, double> function, double from, double step, double farthest, out double lower, out double upper)
    {
        lower = from;
        upper = from;
        double start = function(from);
        if (start == 0) return true;
        while (upper < farthest)
        {
            lower = upper;
            upper = Math.Min(farthest, upper + step);
            step *= 2;
            double value = function(upper);
            if (value == 0 || value > 0 != start > 0) return true;
        }

        return false;
    }
}
