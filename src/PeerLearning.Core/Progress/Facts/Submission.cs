using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>A milestone that a learner reached or handed in. A row; <see cref="ProgressFacts"/> judges it.</summary>
public readonly record struct Submission
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The milestone.</summary>
    public required MilestoneId Milestone { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The mark as a share of the best possible, from 0 to 1; null when it is not marked, or not yet.</summary>
    public double? Mark { get; init; }

    /// <summary>Whether it was carried over from an earlier programme, so that its day says nothing about this one.</summary>
    /// <value>False unless said otherwise.</value>
    public bool IsCarriedOver { get; init; }
}
