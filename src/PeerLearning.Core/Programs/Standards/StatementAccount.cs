namespace PeerLearning.Programs;

/// <summary>An account of a statement's actor.</summary>
public sealed record StatementAccount
{
    /// <summary>The address of the system that the account belongs to.</summary>
    public required string HomePage { get; init; }

    /// <summary>The id of the person there.</summary>
    public required string Name { get; init; }
}
