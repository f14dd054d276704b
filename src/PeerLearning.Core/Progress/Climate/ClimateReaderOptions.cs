namespace PeerLearning.Progress;

/// <summary>How a <see cref="ClimateReader"/> reads.</summary>
public sealed record ClimateReaderOptions
{
    /// <summary>The smallest group whose figures are shown.</summary>
    /// <value>5 unless said otherwise; at least 2.</value>
    public int SmallestGroup { get; init => field = Guard.Against.OutOfRange(value, nameof(value), 2, int.MaxValue); } = 5;

    /// <summary>The agreement (r*wg) from which on a mean may stand for a team.</summary>
    /// <value>0.7 unless said otherwise.</value>
    public double EnoughAgreement { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.7;
}
