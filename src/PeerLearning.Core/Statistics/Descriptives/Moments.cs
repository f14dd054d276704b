namespace PeerLearning.Statistics;

/// <summary>Means, variances and correlations by two passes, so that a large offset costs no digits.</summary>
internal static class Moments
{
    /// <summary>The mean; the second pass adds what rounding lost in the first. The values must not be empty.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        double mean = sum / values.Length;
        double rest = 0;
        foreach (double value in values) rest += value - mean;
        return mean + (rest / values.Length);
    }

    /// <summary>The sum of squared distances from the mean (Chan, Golub and LeVeque's corrected two-pass algorithm, 1983).</summary>
    public static double SumOfSquares(ReadOnlySpan<double> values, double mean)
    {
        double squares = 0, rest = 0;
        foreach (double value in values)
        {
            double distance = value - mean;
            squares += distance * distance;
            rest += distance;
        }

        return Math.Max(0, squares - (rest * rest / values.Length));
    }

    /// <summary>The unbiased variance of at least two values.</summary>
    public static double Variance(ReadOnlySpan<double> values) => SumOfSquares(values, Mean(values)) / (values.Length - 1);

    /// <summary>The standard deviation of at least two values.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values) => Math.Sqrt(Variance(values));

    /// <summary>The sum of products of distances from the means.</summary>
    public static double SumOfProducts(ReadOnlySpan<double> x, double meanX, ReadOnlySpan<double> y, double meanY)
    {
        double products = 0, restX = 0, restY = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX, dy = y[i] - meanY;
            products += dx * dy;
            restX += dx;
            restY += dy;
        }

        return products - (restX * restY / x.Length);
    }

    /// <summary>Pearson's product-moment correlation.</summary>
    public static Measured<double> Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Inputs.CheckSameLength(x.Length, y.Length);
        if (x.Length < 2) return Undefined.TooFew(2, x.Length, "pairs");
        if (Inputs.NotFinite(x) is { } wrongX) return wrongX;
        if (Inputs.NotFinite(y) is { } wrongY) return wrongY;
        double meanX = Mean(x), meanY = Mean(y);
        double xx = SumOfSquares(x, meanX), yy = SumOfSquares(y, meanY);
        if (IsZero(xx, meanX, x.Length) || IsZero(yy, meanY, y.Length)) return Undefined.NoVariation("One of the series is constant.");
        return Math.Clamp(SumOfProducts(x, meanX, y, meanY) / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
    }

    /// <summary>Whether a sum of squares is nothing but the rounding of values around the mean.</summary>
    public static bool IsZero(double sumOfSquares, double mean, int count) =>
        Math.Sqrt(sumOfSquares / Math.Max(1, count)) <= 1e-14 * Math.Abs(mean);
}
