using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A piece of feedback and what the leaders did with it.</summary>
public sealed record ProgramFeedback
{
    /// <summary>The id.</summary>
    public required EntryId Id { get; init; }

    /// <summary>Who gave it.</summary>
    public required PersonId GivenBy { get; init; }

    /// <summary>The giver's role at that time.</summary>
    public required ProgramRole GiverRole { get; init; }

    /// <summary>When it was given.</summary>
    public required Instant GivenAt { get; init; }

    /// <summary>What it says, in words.</summary>
    public required string What { get; init; }

    /// <summary>When it was first answered with an action; null while it is not.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>Who answered it.</summary>
    public PersonId? AnsweredBy { get; init; }

    /// <summary>When the giver, or the champion, closed it.</summary>
    public Instant? ClosedAt { get; init; }
}
