using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>Something in the team's way, from the day it was raised to the day it was removed.</summary>
public sealed record ProgramObstacle
{
    /// <summary>The id.</summary>
    public required ObstacleId Id { get; init; }

    /// <summary>The kind of obstacle in the host's own words, such as <c>time</c> or <c>tooling</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What is in the way, in words.</summary>
    public required string What { get; init; }

    /// <summary>Who raised it.</summary>
    public required PersonId RaisedBy { get; init; }

    /// <summary>When it was raised.</summary>
    public required Instant RaisedAt { get; init; }

    /// <summary>Who takes care of it; null while nobody does.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>When somebody first took care of it.</summary>
    public Instant? OwnedAt { get; init; }

    /// <summary>When it was last handed up to the champion.</summary>
    public Instant? EscalatedAt { get; init; }

    /// <summary>When the champion answered the last escalation.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>When it was removed; null while it is in the way.</summary>
    public Instant? RemovedAt { get; init; }

    /// <summary>How often it came back after it had been removed.</summary>
    public int Returns { get; init; }
}
