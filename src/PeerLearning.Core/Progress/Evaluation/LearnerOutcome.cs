using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>How a past programme ended for a learner. A row; the evaluator judges it.</summary>
public readonly record struct LearnerOutcome
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>Whether a nudge would have been in place: the learner failed or gave up.</summary>
    public required bool NeededHelp { get; init; }

    /// <summary>The group for the audit of flag rates, such as a value of one dimension; null for none. It is never an input of the score.</summary>
    public string? Group { get; init; }
}
