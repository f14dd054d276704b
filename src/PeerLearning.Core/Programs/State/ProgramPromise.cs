using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A promise with its owner, its day and what became of it.</summary>
public sealed record ProgramPromise
{
    /// <summary>The id.</summary>
    public required EntryId Id { get; init; }

    /// <summary>Who promised.</summary>
    public required PersonId Owner { get; init; }

    /// <summary>The owner's role at that time.</summary>
    public required ProgramRole OwnerRole { get; init; }

    /// <summary>To whom it was promised; null for everybody.</summary>
    public PersonId? To { get; init; }

    /// <summary>What was promised, in words.</summary>
    public required string What { get; init; }

    /// <summary>When it was promised.</summary>
    public required Instant MadeAt { get; init; }

    /// <summary>The day by which it is to be kept.</summary>
    public required LocalDate DueOn { get; init; }

    /// <summary>What became of it.</summary>
    public PromiseOutcome Outcome { get; init; }

    /// <summary>When that was recorded; null while the promise is open.</summary>
    public Instant? ClosedAt { get; init; }

    /// <summary>Whether it was kept after its day.</summary>
    public bool IsLate { get; init; }
}
