namespace PeerLearning.Skills;

/// <summary>How far people fall short of what their roles require in one skill: a row that accepts anything; <see cref="SkillNeedScorer"/> judges it.</summary>
/// <remarks><see cref="SkillGapAnalysis"/> makes these rows from levels and requirements.</remarks>
public sealed record SkillGap
{
    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The mean shortfall in levels, over the people whose role requires the skill and who were assessed; people above the requirement count as 0.</summary>
    public required double Shortfall { get; init; }

    /// <summary>The standard error of the shortfall.</summary>
    public double StandardError { get; init; }

    /// <summary>How many people were assessed.</summary>
    public int? Assessed { get; init; }

    /// <summary>How many people's roles require the skill.</summary>
    public int? Required { get; init; }
}
