namespace PeerLearning.People;

/// <summary>A learner in a cohort, and the mentor who goes with them.</summary>
public sealed record CohortMember
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The learner's mentor; null when nobody is assigned.</summary>
    public PersonId? Mentor { get; init; }
}
