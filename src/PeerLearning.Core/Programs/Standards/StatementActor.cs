namespace PeerLearning.Programs;

/// <summary>The actor of a statement: an account, never a name.</summary>
public sealed record StatementActor
{
    /// <summary>The type.</summary>
    /// <value><c>Agent</c>.</value>
    public string ObjectType { get; init; } = "Agent";

    /// <summary>The account.</summary>
    public required StatementAccount Account { get; init; }
}
