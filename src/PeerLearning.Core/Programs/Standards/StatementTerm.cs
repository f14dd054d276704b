namespace PeerLearning.Programs;

/// <summary>The verb of a statement.</summary>
public sealed record StatementTerm
{
    /// <summary>The address that defines it.</summary>
    public required string Id { get; init; }

    /// <summary>The word, by language.</summary>
    public required IReadOnlyDictionary<string, string> Display { get; init; }
}
