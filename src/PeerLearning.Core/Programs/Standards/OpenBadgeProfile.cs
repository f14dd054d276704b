namespace PeerLearning.Programs;

/// <summary>The issuer of a badge in the shape of Open Badges 3.0.</summary>
public sealed record OpenBadgeProfile
{
    /// <summary>The address.</summary>
    public required string Id { get; init; }

    /// <summary>The types.</summary>
    public required IReadOnlyList<string> Type { get; init => field = ValueList.Copy(value); }

    /// <summary>The name.</summary>
    public required string Name { get; init; }
}
