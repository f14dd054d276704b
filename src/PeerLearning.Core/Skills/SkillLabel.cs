using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>One label that a rater gave, such as "has the skill" or a level in words: a row that accepts anything; <see cref="LabelAnalysis"/> judges it.</summary>
public readonly record struct SkillLabel
{
    /// <summary>The person labelled.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The rater; somebody may label a person more than once.</summary>
    public required PersonId By { get; init; }

    /// <summary>The label.</summary>
    public required string Label { get; init; }
}
