using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A mentor and how many learners they take: a row that accepts anything; <see cref="CohortMatcher"/> judges it.</summary>
public sealed record MentorPlace
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The most learners the mentor takes.</summary>
    /// <value>1 unless said otherwise.</value>
    public int Places { get; init; } = 1;

    /// <summary>The fewest learners the mentor must get; a match that cannot give them is impossible.</summary>
    /// <value>0 unless said otherwise.</value>
    public int MinimumPlaces { get; init; }

    /// <summary>The learners whom the mentor would like, with ranks; ties are equal ranks.</summary>
    /// <value>Empty unless said otherwise: the mentor has no wishes.</value>
    public IReadOnlyList<Preference> Preferences { get; init => field = ValueList.Copy(value); } = ValueList<Preference>.Empty;
}
