namespace PeerLearning.Programs;

/// <summary>What shows an achievement, in the shape of Open Badges 3.0.</summary>
public sealed record OpenBadgeEvidence
{
    /// <summary>The types.</summary>
    public required IReadOnlyList<string> Type { get; init => field = ValueList.Copy(value); }

    /// <summary>What happened.</summary>
    public required string Narrative { get; init; }
}
