namespace PeerLearning.Programs;

/// <summary>A mean that is to stay within two limits, such as the workload that must not change by more than an hour.</summary>
/// <remarks>
/// Judged from a <see cref="MeanOutcome"/> of the changes by two one-sided tests (Schuirmann, 1987). Among the kill criteria it asks whether the mean
/// is shown to lie outside the limits.
/// </remarks>
public sealed record EquivalenceCriterion : Criterion
{
    /// <summary>The lower limit, in the unit of the values.</summary>
    public required double Low { get; init; }

    /// <summary>The upper limit, above the lower.</summary>
    public required double High { get; init; }
}
