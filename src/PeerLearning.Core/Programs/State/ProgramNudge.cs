using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A nudge that somebody took up, and what came of it.</summary>
public sealed record ProgramNudge
{
    /// <summary>The id.</summary>
    public required EntryId Id { get; init; }

    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>When it was raised.</summary>
    public required Instant RaisedAt { get; init; }

    /// <summary>Who is to ask the learner.</summary>
    public required PersonId Owner { get; init; }

    /// <summary>When somebody asked; null before.</summary>
    public Instant? ActedAt { get; init; }

    /// <summary>The day until which it waits; null when it does not.</summary>
    public LocalDate? SnoozedUntil { get; init; }

    /// <summary>When the learner was back on the way; null before.</summary>
    public Instant? ClearedAt { get; init; }
}
