using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>A question that somebody put to a mentor, and when it was answered. A row; <see cref="ProgressFacts"/> judges it.</summary>
public sealed record HelpRequest
{
    /// <summary>Who asked.</summary>
    public required PersonId From { get; init; }

    /// <summary>Who was asked.</summary>
    public required PersonId To { get; init; }

    /// <summary>When it was asked.</summary>
    public required Instant AskedAt { get; init; }

    /// <summary>When it was answered; null while it is not.</summary>
    public Instant? AnsweredAt { get; init; }
}
