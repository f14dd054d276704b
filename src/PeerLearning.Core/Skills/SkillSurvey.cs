namespace PeerLearning.Skills;

/// <summary>How many employees wish to learn one skill: a row that accepts anything; <see cref="SkillNeedScorer"/> judges it.</summary>
public sealed record SkillSurvey
{
    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>How many of those who answered named the skill.</summary>
    public required int Named { get; init; }

    /// <summary>How many answered.</summary>
    public required int Answers { get; init; }

    /// <summary>How many were asked; null when unknown.</summary>
    public int? Invited { get; init; }

    /// <summary>The answers by stratum, with each stratum's share of the workforce, to correct for who answered; empty for the plain share.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<SurveyStratum> Strata { get; init => field = ValueList.Copy(value); } = ValueList<SurveyStratum>.Empty;
}
