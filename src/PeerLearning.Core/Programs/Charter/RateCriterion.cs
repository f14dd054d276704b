namespace PeerLearning.Programs;

/// <summary>A share of people that is to reach a bar, such as the share of learners who complete.</summary>
/// <remarks>Judged from a <see cref="RateOutcome"/> by the exact binomial test, with beta-binomial chances beside it.</remarks>
public sealed record RateCriterion : Criterion
{
    /// <summary>The bar, from 0 to 1, both excluded.</summary>
    public required double Bar { get; init; }
}
