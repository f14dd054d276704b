using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>The ability of one person on the logit scale of an assessment.</summary>
public readonly record struct PersonAbility
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The expected ability given the scores.</summary>
    public required double Ability { get; init; }

    /// <summary>The posterior standard deviation.</summary>
    public required double StandardError { get; init; }
}
