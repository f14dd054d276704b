namespace PeerLearning.Skills;

/// <summary>The gap of one team or role in one skill.</summary>
[System.Diagnostics.DebuggerDisplay("{Group}: {Gap}")]
public sealed record GroupGap
{
    /// <summary>The team or role.</summary>
    public required string Group { get; init; }

    /// <summary>The gap; undefined when nobody of the group was assessed, or so few that single people would be seen.</summary>
    public required Measured<SkillGap> Gap { get; init; }
}
