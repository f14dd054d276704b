namespace PeerLearning.Programs;

/// <summary>Who issues badges, and under which addresses a programme's things are known.</summary>
public sealed record BadgeIssuer
{
    /// <summary>The address that identifies the issuer.</summary>
    public required Uri Id { get; init; }

    /// <summary>The name of the issuer.</summary>
    public required string Name { get; init; }

    /// <summary>The address below which programmes, achievements and statements get theirs; ends with a slash.</summary>
    public required Uri Base { get; init; }
}
