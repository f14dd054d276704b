namespace PeerLearning.Programs;

/// <summary>The mark of a statement's result.</summary>
public sealed record StatementScore
{
    /// <summary>The mark as a share of the best possible, from 0 to 1.</summary>
    public required double Scaled { get; init; }
}
