using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Somebody a person would like to work with, and how much: a rank from 1, the most wanted.</summary>
/// <remarks>Equal ranks are a tie. Whether the person exists and the rank is at least 1 is judged at the door of the service. The default value names nobody.</remarks>
public readonly record struct Preference
{
    /// <summary>Initialises a preference.</summary>
    /// <param name="person">Who is wanted.</param>
    /// <param name="rank">The rank, 1 for the most wanted; equal ranks are a tie.</param>
    public Preference(PersonId person, int rank)
    {
        Person = person;
        Rank = rank;
    }

    /// <summary>Who is wanted.</summary>
    public PersonId Person { get; }

    /// <summary>The rank, 1 for the most wanted.</summary>
    public int Rank { get; }

    /// <summary>Preferences without ties, the most wanted first.</summary>
    /// <param name="people">The people in order.</param>
    /// <returns>The preferences with ranks 1, 2, 3 and so on.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="people"/> is null.</exception>
    public static IReadOnlyList<Preference> InOrder(params IReadOnlyList<PersonId> people) =>
        ValueList.Copy(Guard.Against.Null(people).Select((person, index) => new Preference(person, index + 1)));

    /// <summary>The person and the rank.</summary>
    /// <returns>For example <c>P7 (1)</c>.</returns>
    public override string ToString() => $"{Person} ({Rank.ToString(System.Globalization.CultureInfo.InvariantCulture)})";
}
