using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>What one person lacks in one skill.</summary>
[System.Diagnostics.DebuggerDisplay("{Person} {Skill}: {Gap}")]
public sealed record PersonGap
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The required level less the person's; negative for somebody above; undefined for somebody who was not assessed.</summary>
    public required Measured<double> Gap { get; init; }

    /// <summary>The standard error of <see cref="Gap"/>.</summary>
    public required Measured<double> StandardError { get; init; }

    /// <summary>The probability that there is a gap; undefined when neither level states an error.</summary>
    public required Measured<double> Chance { get; init; }

    /// <summary>The gap, at least 0, times the importance.</summary>
    public required Measured<double> WeightedGap { get; init; }
}
