namespace PeerLearning.Programs;

/// <summary>What an achievement took, in the shape of Open Badges 3.0.</summary>
public sealed record OpenBadgeCriteria
{
    /// <summary>The criteria in words.</summary>
    public required string Narrative { get; init; }
}
