namespace PeerLearning.Programs;

/// <summary>A mean per person that is to reach a bar, such as the gain in levels, a climate score or a rating.</summary>
/// <remarks>Judged from a <see cref="MeanOutcome"/> by the one-sample t test; a gain is brought as each person's level after minus the level before.</remarks>
public sealed record MeanCriterion : Criterion
{
    /// <summary>The bar, in the unit of the values.</summary>
    public required double Bar { get; init; }
}
