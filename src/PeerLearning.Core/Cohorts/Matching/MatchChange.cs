using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Something small that changes after people have been matched: see <see cref="CohortMatch.Repair"/>.</summary>
/// <remarks>The default value changes nothing. What changes who may be matched with whom (new people, other hours, other wishes, other rules) is a new request: see <see cref="CohortMatcher.Rematch"/>.</remarks>
public readonly record struct MatchChange
{
    private MatchChange(PersonId person, bool isLearner, int places)
    {
        Person = person;
        IsLearner = isLearner;
        Places = places;
    }

    /// <summary>Whom the change concerns.</summary>
    public PersonId Person { get; }

    /// <summary>Whether it concerns a learner; otherwise a mentor.</summary>
    public bool IsLearner { get; }

    /// <summary>The places of the mentor from now on; for a learner, 1 to be there and 0 to be gone.</summary>
    public int Places { get; }

    /// <summary>A learner leaves the programme.</summary>
    /// <param name="learner">The learner.</param>
    /// <returns>The change.</returns>
    public static MatchChange LearnerLeaves(PersonId learner) => new(learner, true, 0);

    /// <summary>A learner who had left comes back.</summary>
    /// <param name="learner">The learner.</param>
    /// <returns>The change.</returns>
    public static MatchChange LearnerReturns(PersonId learner) => new(learner, true, 1);

    /// <summary>A mentor leaves the programme.</summary>
    /// <param name="mentor">The mentor.</param>
    /// <returns>The change.</returns>
    public static MatchChange MentorLeaves(PersonId mentor) => new(mentor, false, 0);

    /// <summary>A mentor has more or fewer places than before.</summary>
    /// <param name="mentor">The mentor.</param>
    /// <param name="places">The places from now on.</param>
    /// <returns>The change.</returns>
    /// <exception cref="ArgumentException"><paramref name="places"/> is negative.</exception>
    public static MatchChange MentorHasPlaces(PersonId mentor, int places) => new(mentor, false, Guard.Against.Negative(places));

    /// <summary>The change in words.</summary>
    /// <returns>For example <c>P7 has 2 places</c>.</returns>
    public override string ToString() => IsLearner
        ? $"{Person} {(Places > 0 ? "returns" : "leaves")}"
        : $"{Person} has {Places.ToString(System.Globalization.CultureInfo.InvariantCulture)} places";
}
