namespace PeerLearning.Cohorts;

/// <summary>How <see cref="ProjectMatcher"/> works.</summary>
public sealed record ProjectOptions
{
    /// <summary>Whether the allocation is the best stable one for every mentor at once; otherwise it is the best for every learner at once.</summary>
    /// <value>False unless said otherwise.</value>
    public bool FavoursMentors { get; init; }
}
