using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Two learners who could change places, and what that would cost.</summary>
[System.Diagnostics.DebuggerDisplay("{First} <-> {Second}: {Price}")]
public sealed record SwapSuggestion
{
    /// <summary>One learner.</summary>
    public required PersonId First { get; init; }

    /// <summary>The cohort that this learner would go to: the other's.</summary>
    public required CohortId To { get; init; }

    /// <summary>The learner who would come in exchange.</summary>
    public required PersonId Second { get; init; }

    /// <summary>By how much the objective would fall; negative when it would rise.</summary>
    public required double Price { get; init; }

    /// <summary>What the exchange would break.</summary>
    /// <value>Empty when all rules would still be kept.</value>
    public required IReadOnlyList<Reason> Breaks { get; init => field = ValueList.Copy(value); }
}
