using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A learner whose mentor changes from one match to the next.</summary>
[System.Diagnostics.DebuggerDisplay("{Learner}: {From} to {To}")]
public sealed record MatchMove
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The mentor until now; null when there was none.</summary>
    public required PersonId? From { get; init; }

    /// <summary>The mentor from now on; null when there is none.</summary>
    public required PersonId? To { get; init; }

    /// <summary>Why the learner does not stay.</summary>
    public required Reason Reason { get; init; }
}
