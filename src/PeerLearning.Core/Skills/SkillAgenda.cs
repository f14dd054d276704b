namespace PeerLearning.Skills;

/// <summary>How well one skill fits the organisation's plans, as somebody responsible states it: a row that accepts anything; <see cref="SkillNeedScorer"/> judges it.</summary>
public sealed record SkillAgenda
{
    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The alignment with the performance plan, from 0 to 1; null when nothing was stated.</summary>
    public double? PerformancePlan { get; init; }

    /// <summary>The alignment with the CEO's agenda, from 0 to 1; null when nothing was stated.</summary>
    public double? CeoAgenda { get; init; }

    /// <summary>How far the stated alignment may be off either way, taken as a 90% band.</summary>
    /// <value>0.1 unless said otherwise.</value>
    public double Band { get; init; } = 0.1;
}
