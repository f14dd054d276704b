namespace PeerLearning.Progress;

/// <summary>How a <see cref="GainMeter"/> measures.</summary>
public sealed record GainMeterOptions
{
    /// <summary>The smallest group whose figures are shown.</summary>
    /// <value>5 unless said otherwise; at least 2.</value>
    public int SmallestGroup { get; init => field = Guard.Against.OutOfRange(value, nameof(value), 2, int.MaxValue); } = 5;
}
