namespace PeerLearning.Programs;

/// <summary>What came of a statement's activity.</summary>
public sealed record StatementResult
{
    /// <summary>Whether it was completed.</summary>
    public required bool Completion { get; init; }

    /// <summary>The mark; null when there is none.</summary>
    public StatementScore? Score { get; init; }
}
