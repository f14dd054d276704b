using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>When a learner came to the cohort and left it, where that is not the whole programme. A row; <see cref="ProgressFacts"/> judges it.</summary>
/// <remarks>A learner without a row belongs to the cohort from its first to its last day. One row a learner.</remarks>
public readonly record struct Enrolment
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The day on which the learner joined; null for before the start.</summary>
    public LocalDate? JoinedOn { get; init; }

    /// <summary>The first day on which the learner was gone; null while they belong.</summary>
    public LocalDate? LeftOn { get; init; }

    /// <summary>How it ended; counts only with <see cref="LeftOn"/>.</summary>
    /// <value><see cref="Ending.Withdrawn"/> unless said otherwise.</value>
    public Ending Ending { get; init; }
}
