using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>How busy a person is with mentoring already: a row that the host brings.</summary>
/// <remarks>People without a row carry no load. The default value is a row without a person, which the selector reports.</remarks>
public readonly record struct MentorLoad
{
    /// <summary>Initialises a row; whether it is sound is judged by the selector.</summary>
    /// <param name="person">The person.</param>
    /// <param name="current">How many programmes the person mentors at the moment.</param>
    /// <param name="lastEnded">The day on which the last one ended; null if there was none or it is not known.</param>
    public MentorLoad(PersonId person, int current, LocalDate? lastEnded = null)
    {
        Person = person;
        Current = current;
        LastEnded = lastEnded;
    }

    /// <summary>The person.</summary>
    public PersonId Person { get; }

    /// <summary>How many programmes the person mentors at the moment.</summary>
    public int Current { get; }

    /// <summary>The day on which the last one ended.</summary>
    public LocalDate? LastEnded { get; }
}
