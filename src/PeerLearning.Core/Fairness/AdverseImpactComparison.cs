using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>The groups of one dimension, or of one combination of dimensions, side by side.</summary>
public sealed record AdverseImpactComparison
{
    /// <summary>The dimension, or the dimensions of the combination.</summary>
    public required IReadOnlyList<Dimension> Dimensions { get; init => field = ValueList.Copy(value); }

    /// <summary>The groups in ordinal order of their names.</summary>
    public required IReadOnlyList<AdverseImpactGroup> Groups { get; init => field = ValueList.Copy(value); }

    /// <summary>How many of the pool have no known value; they are in no group.</summary>
    public required Measured<int> UnknownSize { get; init; }

    /// <summary>How many of those were selected.</summary>
    public required Measured<int> UnknownSelected { get; init; }
}
