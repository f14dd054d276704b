namespace PeerLearning.Statistics;

/// <summary>The two ends of an interval.</summary>
internal readonly record struct Limits(double Lower, double Upper)
{
    /// <summary>The interval cut to the range that the quantity can take.</summary>
    public Limits Within(double lowest, double highest) => new(Math.Clamp(Lower, lowest, highest), Math.Clamp(Upper, lowest, highest));

    /// <summary>The interval in another unit; the ends change places when the factor is negative.</summary>
    public Limits Times(double factor) => factor >= 0 ? new(Lower * factor, Upper * factor) : new(Upper * factor, Lower * factor);
}
