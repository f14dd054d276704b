using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A person's decision that a learner and a mentor may be matched whatever the rules say: a row that accepts anything; <see cref="CohortMatcher"/> judges it.</summary>
/// <remarks>It makes the pair possible and changes nothing about its fit. Nobody can be made their own mentor.</remarks>
public sealed record PairWaiver
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>Why, for the record.</summary>
    public required string Why { get; init; }
}
