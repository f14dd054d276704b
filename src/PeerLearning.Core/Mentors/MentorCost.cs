using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>What it costs to have a person in the team: a row that the host brings.</summary>
/// <remarks>The default value is a row without a person, which the selector reports.</remarks>
public readonly record struct MentorCost
{
    /// <summary>Initialises a row; whether it is sound is judged by the selector.</summary>
    /// <param name="person">The person.</param>
    /// <param name="units">The cost in whole units of the host's choice.</param>
    public MentorCost(PersonId person, long units)
    {
        Person = person;
        Units = units;
    }

    /// <summary>The person.</summary>
    public PersonId Person { get; }

    /// <summary>The cost in whole units of the host's choice.</summary>
    public long Units { get; }
}
