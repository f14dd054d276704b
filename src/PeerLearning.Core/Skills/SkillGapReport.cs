namespace PeerLearning.Skills;

/// <summary>The gaps of people, of groups, and of the organisation.</summary>
public sealed class SkillGapReport
{
    internal SkillGapReport()
    {
    }

    /// <summary>The mean shortfall of each skill, in ordinal order: what <see cref="SkillNeedScorer"/> takes.</summary>
    public required IReadOnlyList<SkillGap> Skills { get; init; }

    /// <summary>The gap of each person in each required skill, by person and then by skill.</summary>
    public required IReadOnlyList<PersonGap> People { get; init; }

    /// <summary>The mean shortfall by group and skill.</summary>
    public required IReadOnlyList<GroupGap> Groups { get; init; }

    /// <summary>What was wrong in the rows, in the order of the input.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }
}
