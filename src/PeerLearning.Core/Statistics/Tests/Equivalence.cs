namespace PeerLearning.Statistics;

/// <summary>Two one-sided tests: is a difference inside the limits that nobody would mind (Schuirmann, 1987)?</summary>
internal static class Equivalence
{
    /// <summary>Judges any t test against the limits.</summary>
    public static EquivalenceResult Test(TTestResult test, double low, double high)
    {
        double tLow = (test.Difference - low) / test.StandardError;
        double tHigh = (test.Difference - high) / test.StandardError;
        double pLow = StudentT.Upper(tLow, test.DegreesOfFreedom);
        double pHigh = StudentT.Lower(tHigh, test.DegreesOfFreedom);
        return new EquivalenceResult(test.Difference, tLow, tHigh, pLow, pHigh, test.Interval(0.9));
    }

    /// <summary>Paired differences x - y against the limits.</summary>
    public static Measured<EquivalenceResult> Paired(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double low, double high)
    {
        if (!(low < high)) return Undefined.OutOfRange("The lower limit is not below the upper one.");
        var test = TTest.Paired(x, y);
        return test.TryGet(out var result) ? Test(result, low, high) : test.Undefined!;
    }
}

/// <summary>The outcome of two one-sided tests; equivalent at 5 % when <see cref="P"/> is below 0.05, that is when the 90 % interval is inside.</summary>
internal sealed record EquivalenceResult(double Difference, double TLow, double THigh, double PLow, double PHigh, Limits Interval90)
{
    public double P => Math.Max(PLow, PHigh);
}
