namespace PeerLearning.Programs;

/// <summary>A gain over a comparison group that is to reach a bar: the difference in differences.</summary>
/// <remarks>Judged from a <see cref="DifferenceOutcome"/> by Welch's test on the gains of both groups.</remarks>
public sealed record DifferenceCriterion : Criterion
{
    /// <summary>The bar, in the unit of the values.</summary>
    public required double Bar { get; init; }
}
