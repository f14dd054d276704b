namespace PeerLearning.Statistics;

/// <summary>Student's and Welch's t tests.</summary>
internal static class TTest
{
    /// <summary>One sample against a mean.</summary>
    public static Measured<TTestResult> OneSample(ReadOnlySpan<double> x, double mean = 0)
    {
        if (x.Length < 2) return Undefined.TooFew(2, x.Length);
        if (Inputs.NotFinite(x) is { } wrong) return wrong;
        double average = Moments.Mean(x);
        double error = Math.Sqrt(Moments.SumOfSquares(x, average) / (x.Length - 1) / x.Length);
        return Result(average - mean, error, x.Length - 1, Math.Abs(average));
    }

    /// <summary>Paired: the differences x - y.</summary>
    public static Measured<TTestResult> Paired(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Inputs.CheckSameLength(x.Length, y.Length);
        var differences = new double[x.Length];
        double size = 0;
        for (int i = 0; i < x.Length; i++)
        {
            differences[i] = x[i] - y[i];
            size = Math.Max(size, Math.Max(Math.Abs(x[i]), Math.Abs(y[i])));
        }

        if (x.Length < 2) return Undefined.TooFew(2, x.Length, "pairs");
        if (Inputs.NotFinite(differences) is { } wrong) return wrong;
        double average = Moments.Mean(differences);
        double error = Math.Sqrt(Moments.SumOfSquares(differences, average) / (x.Length - 1) / x.Length);
        return Result(average, error, x.Length - 1, size);
    }

    /// <summary>Two independent samples with unequal variances; degrees of freedom by Welch and Satterthwaite (1947).</summary>
    public static Measured<TTestResult> Welch(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (JudgeTwo(x, y, 2) is { } wrong) return wrong;
        double meanX = Moments.Mean(x), meanY = Moments.Mean(y);
        double partX = Moments.SumOfSquares(x, meanX) / (x.Length - 1) / x.Length;
        double partY = Moments.SumOfSquares(y, meanY) / (y.Length - 1) / y.Length;
        double both = partX + partY;
        double shareX = both > 0 ? partX / both : 0, shareY = both > 0 ? partY / both : 0;
        double df = 1 / ((shareX * shareX / (x.Length - 1)) + (shareY * shareY / (y.Length - 1)));
        return Result(meanX - meanY, Math.Sqrt(both), df, Math.Max(Math.Abs(meanX), Math.Abs(meanY)));
    }

    /// <summary>Two independent samples with one variance; one of them may be a single value.</summary>
    public static Measured<TTestResult> Student(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (JudgeTwo(x, y, 1) is { } wrong) return wrong;
        int df = x.Length + y.Length - 2;
        if (df < 1) return Undefined.TooFew(3, x.Length + y.Length);
        double meanX = Moments.Mean(x), meanY = Moments.Mean(y);
        double pooled = (Moments.SumOfSquares(x, meanX) + Moments.SumOfSquares(y, meanY)) / df;
        double error = Math.Sqrt(pooled * ((1.0 / x.Length) + (1.0 / y.Length)));
        return Result(meanX - meanY, error, df, Math.Max(Math.Abs(meanX), Math.Abs(meanY)));
    }

    private static Undefined? JudgeTwo(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int least)
    {
        int fewer = Math.Min(x.Length, y.Length);
        if (fewer < least) return Undefined.TooFew(least, fewer, "observations in each sample");
        return Inputs.NotFinite(x) ?? Inputs.NotFinite(y);
    }

    // A spread below a few units of rounding of the values is no spread: t would be noise.
    private static Measured<TTestResult> Result(double difference, double error, double df, double size) => error > 1e-15 * size && error > 0
        ? new TTestResult(difference, error, df)
        : Undefined.NoVariation("The values do not vary: their standard error is zero.");
}

/// <summary>The outcome of a t test: the difference, its standard error and the degrees of freedom; all else follows.</summary>
internal sealed record TTestResult(double Difference, double StandardError, double DegreesOfFreedom)
{
    public double T => Difference / StandardError;

    public double TwoSidedP => StudentT.TwoSided(T, DegreesOfFreedom);

    public double GreaterP => StudentT.Upper(T, DegreesOfFreedom);

    public double LessP => StudentT.Lower(T, DegreesOfFreedom);

    public double P(Alternative alternative) => alternative switch
    {
        Alternative.Greater => GreaterP,
        Alternative.Less => LessP,
        _ => TwoSidedP,
    };

    /// <summary>The two-sided interval of the difference.</summary>
    public Limits Interval(double level = 0.95)
    {
        Inputs.CheckLevel(level);
        double half = StudentT.Critical(level, DegreesOfFreedom) * StandardError;
        return new Limits(Difference - half, Difference + half);
    }

    /// <summary>The difference that is exceeded with the given confidence.</summary>
    public double LowerBound(double level = 0.95) => Difference + (StudentT.Quantile(1 - level, DegreesOfFreedom) * StandardError);

    /// <summary>The difference that is not reached with the given confidence.</summary>
    public double UpperBound(double level = 0.95) => Difference - (StudentT.Quantile(1 - level, DegreesOfFreedom) * StandardError);
}
