using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>One thing that gives way, and by how much.</summary>
[System.Diagnostics.DebuggerDisplay("{Reason}")]
public sealed record RelaxationStep
{
    /// <summary>What gives way.</summary>
    public required RelaxationKind Kind { get; init; }

    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The learner of a waiver; null for places and minimums.</summary>
    public PersonId? Learner { get; init; }

    /// <summary>By how much: places more, learners fewer, or 1 for a waiver.</summary>
    public required int By { get; init; }

    /// <summary>The step in words.</summary>
    public required Reason Reason { get; init; }
}
