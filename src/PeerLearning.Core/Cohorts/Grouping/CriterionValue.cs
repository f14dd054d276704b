namespace PeerLearning.Cohorts;

/// <summary>What a criterion came to.</summary>
[System.Diagnostics.DebuggerDisplay("{Measure}: {Value} (by chance {ByChance})")]
public sealed record CriterionValue
{
    /// <summary>The place of the criterion in the request.</summary>
    public required int Criterion { get; init; }

    /// <summary>What it measures.</summary>
    public required GroupingMeasure Measure { get; init; }

    /// <summary>Its value over all cohorts, before its weight and its sign.</summary>
    public required double Value { get; init; }

    /// <summary>What a random grouping of the same sizes is expected to reach.</summary>
    /// <value>Undefined for <see cref="GroupingMeasure.Dispersion"/>, whose expectation has no closed form.</value>
    public required Measured<double> ByChance { get; init; }
}
