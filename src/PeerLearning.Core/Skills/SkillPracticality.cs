namespace PeerLearning.Skills;

/// <summary>Whether a skill could be taught here: a row that accepts anything; <see cref="SkillNeedScorer"/> judges it.</summary>
/// <remarks>Each of the marks stands beside the score and may veto the skill; none of them changes the score.</remarks>
public sealed record SkillPracticality
{
    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The probability that enough eligible lead mentors exist; null when unknown. <see cref="SkillProfiles.ChanceOfEnough"/> computes it.</summary>
    public double? MentorChance { get; init; }

    /// <summary>By when the skill is needed; null when there is no date.</summary>
    public LocalDate? NeededBy { get; init; }

    /// <summary>The champion's mark, from 0 to 1, for how directly the skill can be put to work here; null when there is none.</summary>
    public double? Actionability { get; init; }
}
