using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Progress;

/// <summary>How one person's level in one skill changed, beside its error of measurement.</summary>
public sealed record PersonChange
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The level before.</summary>
    public required double Before { get; init; }

    /// <summary>The level after.</summary>
    public required double After { get; init; }

    /// <summary>The change over the standard error of a difference (Jacobson and Truax, 1991, with each measurement's own error).</summary>
    public required Measured<double> ReliableChangeIndex { get; init; }

    /// <summary>Whether the change is larger than measurement error explains (index beyond 1.96).</summary>
    public required bool IsReliable { get; init; }
}
