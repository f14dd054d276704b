using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>One piece of evidence about one person's level in one skill: a row that accepts anything; <see cref="ProficiencyEstimator"/> judges it.</summary>
public readonly record struct Evidence
{
    /// <summary>The person it is about.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The skill it is about.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>Where it comes from.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>The level that it states, on <see cref="Scale"/>; null for "not assessed", which is never a zero.</summary>
    public double? Level { get; init; }

    /// <summary>The person who rated; null when nobody did, or nobody knows who.</summary>
    public PersonId? By { get; init; }

    /// <summary>When it was observed; null when unknown, and then it counts as fresh.</summary>
    public Instant? At { get; init; }

    /// <summary>The scale of <see cref="Level"/>; null for the estimator's own.</summary>
    public SkillScale? Scale { get; init; }
}
