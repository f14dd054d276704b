using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A request for help and its answer.</summary>
public sealed record ProgramHelpRequest
{
    /// <summary>The id.</summary>
    public required EntryId Id { get; init; }

    /// <summary>Who asks.</summary>
    public required PersonId From { get; init; }

    /// <summary>Who is asked.</summary>
    public required PersonId To { get; init; }

    /// <summary>When it was asked.</summary>
    public required Instant AskedAt { get; init; }

    /// <summary>When it was answered; null while it is open.</summary>
    public Instant? AnsweredAt { get; init; }
}
