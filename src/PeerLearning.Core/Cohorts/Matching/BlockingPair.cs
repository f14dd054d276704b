using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A learner and a mentor who would both rather have each other than what the match gives them.</summary>
[System.Diagnostics.DebuggerDisplay("{Learner} and {Mentor}")]
public sealed record BlockingPair
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The number of the mentor among the learner's choices, 1 for the first.</summary>
    public required int Choice { get; init; }
}
