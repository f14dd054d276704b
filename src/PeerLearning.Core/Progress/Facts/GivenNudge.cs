using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>A nudge that an earlier brief raised, and what became of it. A row; <see cref="ProgressFacts"/> judges it.</summary>
/// <remarks>With these rows a nudge stays up until it is really over (hysteresis), a snooze is kept, and mentors are asked what they did.</remarks>
public sealed record GivenNudge
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The day on which it was raised.</summary>
    public required LocalDate RaisedOn { get; init; }

    /// <summary>Who was to act; null when nobody was named.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>The day on which the owner acted; null while they have not.</summary>
    public LocalDate? ActedOn { get; init; }

    /// <summary>The last day on which the owner does not want to be reminded; null without a snooze.</summary>
    public LocalDate? SnoozedUntil { get; init; }

    /// <summary>The day on which it was over; null while it is up.</summary>
    public LocalDate? ClearedOn { get; init; }
}
