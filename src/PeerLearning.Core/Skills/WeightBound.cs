namespace PeerLearning.Skills;

/// <summary>The least and the most that a source may weigh, among weights that sum to 1.</summary>
public sealed record WeightBound
{
    /// <summary>The source.</summary>
    public required NeedSource Source { get; init; }

    /// <summary>The least weight.</summary>
    /// <value>0 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is not between 0 and 1.</exception>
    public double Least { get; init => field = Guard.Against.OutOfUnitInterval(value); }

    /// <summary>The most weight.</summary>
    /// <value>1 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is not between 0 and 1.</exception>
    public double Most { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 1;
}
