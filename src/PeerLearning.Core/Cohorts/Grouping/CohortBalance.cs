using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>How one cohort compares with all learners in one attribute, or in one value of a dimension.</summary>
[System.Diagnostics.DebuggerDisplay("{Cohort} {Subject}: {Mean} (all {OverallMean})")]
public sealed record CohortBalance
{
    /// <summary>The cohort.</summary>
    public required CohortId Cohort { get; init; }

    /// <summary>The attribute, or the dimension and its value.</summary>
    public required string Subject { get; init; }

    /// <summary>The mean of the attribute in the cohort, or the share of its members with the value.</summary>
    public required double Mean { get; init; }

    /// <summary>The mean, or share, among all learners.</summary>
    public required double OverallMean { get; init; }

    /// <summary>The number of members with the value; the cohort's size for an attribute.</summary>
    public required int Count { get; init; }

    /// <summary>The standardised mean difference: (<see cref="Mean"/> - <see cref="OverallMean"/>) / standard deviation among all learners.</summary>
    /// <value>Undefined when all learners are equal.</value>
    public required Measured<double> StandardizedDifference { get; init; }
}
