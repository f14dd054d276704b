namespace PeerLearning.Programs;

/// <summary>What a statement's activity is.</summary>
public sealed record StatementDefinition
{
    /// <summary>The address of the kind of activity.</summary>
    public required string Type { get; init; }

    /// <summary>The name, by language.</summary>
    public required IReadOnlyDictionary<string, string> Name { get; init; }
}
