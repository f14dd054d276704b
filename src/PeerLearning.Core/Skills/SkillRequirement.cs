using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>What one person's role requires in one skill: a row that accepts anything; <see cref="SkillGapAnalysis"/> judges it.</summary>
public readonly record struct SkillRequirement
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The level that the role requires, on the scale of the profiles.</summary>
    public required double Level { get; init; }

    /// <summary>The standard error of the required level; 0 for a level set by decree.</summary>
    public double StandardError { get; init; }

    /// <summary>The importance of the skill in the role; only proportions matter.</summary>
    /// <value>1 when it is null.</value>
    public double? Importance { get; init; }

    /// <summary>The team or role that the person is counted in; null for none.</summary>
    public string? Group { get; init; }
}
