using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A fit of a learner and a mentor that the host has worked out itself.</summary>
/// <remarks>Bulk rows: they accept anything, and <see cref="CohortMatcher"/> judges them. The default value names nobody.</remarks>
public readonly record struct PairFit
{
    /// <summary>The highest number of points of a pair.</summary>
    public const int MaximumPoints = 1_000_000;

    /// <summary>Initialises a fit.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="mentor">The mentor.</param>
    /// <param name="points">The fit, 0 to <see cref="MaximumPoints"/>; more is better.</param>
    public PairFit(PersonId learner, PersonId mentor, int points)
    {
        Learner = learner;
        Mentor = mentor;
        Points = points;
    }

    /// <summary>The learner.</summary>
    public PersonId Learner { get; }

    /// <summary>The mentor.</summary>
    public PersonId Mentor { get; }

    /// <summary>The fit in points; more is better.</summary>
    public int Points { get; }
}
