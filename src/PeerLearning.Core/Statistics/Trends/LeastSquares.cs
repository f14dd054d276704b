namespace PeerLearning.Statistics;

/// <summary>The least-squares line through points, with Student's intervals (Draper and Smith, 1998, chapter 1).</summary>
internal static class LeastSquares
{
    public static Measured<Line> Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Inputs.CheckSameLength(x.Length, y.Length);
        int n = x.Length;
        if (n < 3) return Undefined.TooFew(3, n, "points");
        if ((Inputs.NotFinite(x) ?? Inputs.NotFinite(y)) is { } wrong) return wrong;
        double meanX = Moments.Mean(x), meanY = Moments.Mean(y);
        double xx = Moments.SumOfSquares(x, meanX), yy = Moments.SumOfSquares(y, meanY);
        if (Moments.IsZero(xx, meanX, n)) return Undefined.NoVariation("All points have the same x.");
        double xy = Moments.SumOfProducts(x, meanX, y, meanY);
        double slope = xy / xx;
        bool constant = Moments.IsZero(yy, meanY, n);
        double r = constant ? 0 : Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
        double residual = 0;
        for (int i = 0; i < n; i++)
        {
            double distance = y[i] - meanY - (slope * (x[i] - meanX));
            residual += distance * distance;
        }

        if (constant) (slope, residual) = (0, 0);
        if (!Inputs.IsUsable(slope) || !double.IsFinite(residual)) return Undefined.OutOfRange("The slope is too large for a number: the points are nearly above each other.");
        return new Line(slope, meanX, meanY, xx, residual / (n - 2), r, n);
    }
}

/// <summary>A fitted line; predictions are made around the means, so a large offset of x costs nothing.</summary>
internal sealed record Line(double Slope, double MeanX, double MeanY, double SumOfSquaresX, double ResidualVariance, double R, int Count)
{
    public double Intercept => MeanY - (Slope * MeanX);

    public double StandardError => Math.Sqrt(ResidualVariance / SumOfSquaresX);

    /// <summary>The p value of the slope: 1 for a constant y, 0 for a perfect line.</summary>
    public double P => Slope == 0 ? 1 : StandardError > 0 ? StudentT.TwoSided(Slope / StandardError, Count - 2) : 0;

    public Limits SlopeLimits(double level = 0.95)
    {
        double half = StudentT.Critical(level, Count - 2) * StandardError;
        return new Limits(Slope - half, Slope + half);
    }

    public double At(double x) => MeanY + (Slope * (x - MeanX));

    /// <summary>The interval in which one further observation at x is expected.</summary>
    public Limits Prediction(double x, double level = 0.95)
    {
        double distance = x - MeanX;
        double half = StudentT.Critical(level, Count - 2) * Math.Sqrt(ResidualVariance * (1 + (1.0 / Count) + (distance * distance / SumOfSquaresX)));
        return new Limits(At(x) - half, At(x) + half);
    }
}
