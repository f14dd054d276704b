using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A lead mentor as the programme knows them.</summary>
public sealed record MentorSeat
{
    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The number of learners that the mentor takes.</summary>
    public required int Places { get; init; }

    /// <summary>The number of learners that the mentor has now.</summary>
    public int Learners { get; init; }

    /// <summary>When the mentor took it over.</summary>
    public required Instant Since { get; init; }

    /// <summary>Whether the mentor is away for a while.</summary>
    public bool IsPaused { get; init; }

    /// <summary>When the mentor handed over to somebody else; null while in the seat.</summary>
    public Instant? HandedOverAt { get; init; }

    /// <summary>The one who took over; null while in the seat.</summary>
    public PersonId? HandedOverTo { get; init; }
}
