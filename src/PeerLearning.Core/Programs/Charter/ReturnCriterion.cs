namespace PeerLearning.Programs;

/// <summary>A return on investment that is to reach a bar.</summary>
/// <remarks>
/// Judged from a <see cref="ReturnOutcome"/>: (benefit x attribution x confidence - cost) / cost x 100 (Phillips, Return on Investment in Training and
/// Performance Improvement Programs, 2003). The figure carries no sampling error: it is met or missed, and the reasons say what it rests on.
/// </remarks>
public sealed record ReturnCriterion : Criterion
{
    /// <summary>The bar, in percent of the cost.</summary>
    public required double Bar { get; init; }
}
