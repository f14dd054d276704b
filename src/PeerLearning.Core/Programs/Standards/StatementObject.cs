namespace PeerLearning.Programs;

/// <summary>The object of a statement: an activity.</summary>
public sealed record StatementObject
{
    /// <summary>The type.</summary>
    /// <value><c>Activity</c>.</value>
    public string ObjectType { get; init; } = "Activity";

    /// <summary>The address of the activity.</summary>
    public required string Id { get; init; }

    /// <summary>What the activity is.</summary>
    public required StatementDefinition Definition { get; init; }
}
