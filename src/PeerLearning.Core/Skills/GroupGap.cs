namespace PeerLearning.Skills;

/// <summary>The gap of one team or role in one skill.</summary>
[System.Diagnostics.DebuggerDisplay("{Group} {Skill}: {Gap}")]
public sealed record GroupGap
{
    /// <summary>The team or role.</summary>
    public required string Group { get; init; }

    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The gap; undefined when nobody of the group was assessed, or so few that single people would be seen.</summary>
    public required Measured<SkillGap> Gap { get; init; }

    /// <summary>The probability that the group's mean level lies below what is required of it on average; undefined where <see cref="Gap"/> is, or no level states an error.</summary>
    public required Measured<double> Chance { get; init; }
}
