namespace PeerLearning.Programs;

/// <summary>An achievement in the shape of Open Badges 3.0.</summary>
public sealed record OpenBadgeAchievement
{
    /// <summary>The address.</summary>
    public required string Id { get; init; }

    /// <summary>The types.</summary>
    public required IReadOnlyList<string> Type { get; init => field = ValueList.Copy(value); }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What was achieved.</summary>
    public required string Description { get; init; }

    /// <summary>What it took.</summary>
    public required OpenBadgeCriteria Criteria { get; init; }
}
