using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>How full a mentor is, and what one more place with them would be worth.</summary>
[System.Diagnostics.DebuggerDisplay("{Mentor}: {Learners} of {Places}")]
public sealed record MatchedMentor
{
    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The number of learners matched with the mentor.</summary>
    public required int Learners { get; init; }

    /// <summary>The number of places.</summary>
    public required int Places { get; init; }

    /// <summary>The price of a place: an upper bound on what one more place with this mentor adds to the objective; 0 for a mentor with an empty place. Null for methods that have no prices.</summary>
    /// <remarks>In points; a learner who could be matched on top counts as <see cref="CohortMatch.PointsPerPerson"/> of them.</remarks>
    public required long? Price { get; init; }
}
