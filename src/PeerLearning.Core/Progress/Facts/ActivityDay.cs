using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>A day on which a learner worked, as far as the host's systems saw. A row; <see cref="ProgressFacts"/> judges it.</summary>
/// <remarks>One row a learner and day. Check-ins and attended sessions count as activity by themselves and need no row; submissions do not count.</remarks>
public readonly record struct ActivityDay
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>How much, in the host's own unit (clicks, minutes, messages); at least 0.</summary>
    /// <value>1 unless said otherwise.</value>
    public int Amount { get; init; } = 1;

    /// <summary>Initialises a row.</summary>
    public ActivityDay()
    {
    }
}
