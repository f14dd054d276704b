namespace PeerLearning.Statistics;

/// <summary>Count, mean and sum of squares that update and merge in constant space (Welford, 1962; Chan, Golub and LeVeque, 1983).</summary>
internal readonly record struct RunningMoments(long Count, double Mean, double SumOfSquares)
{
    /// <summary>The moments with one value more.</summary>
    public RunningMoments Add(double value)
    {
        long count = Count + 1;
        double distance = value - Mean;
        double mean = Mean + (distance / count);
        return new(count, mean, SumOfSquares + (distance * (value - mean)));
    }

    /// <summary>The moments of both sets of values.</summary>
    public RunningMoments Merge(RunningMoments other)
    {
        if (Count == 0) return other;
        if (other.Count == 0) return this;
        long count = Count + other.Count;
        double distance = other.Mean - Mean;
        double share = (double)other.Count / count;
        return new(count, Mean + (distance * share), SumOfSquares + other.SumOfSquares + (distance * distance * Count * share));
    }

    /// <summary>The unbiased variance.</summary>
    public Measured<double> Variance() => Count < 2 ? Undefined.TooFew(2, (int)Count) : Math.Max(0, SumOfSquares / (Count - 1));
}
