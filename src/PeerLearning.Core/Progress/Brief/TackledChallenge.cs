using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>An obstacle that was removed: what was done, what came of it, and what others could use again.</summary>
public sealed record TackledChallenge
{
    /// <summary>The obstacle.</summary>
    public required ObstacleId Obstacle { get; init; }

    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The days from raised to removed.</summary>
    public required int Days { get; init; }

    /// <summary>Who removed it; null when unknown.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>What was done; null when nothing was recorded.</summary>
    public string? Action { get; init; }

    /// <summary>What came of it; null when nothing was recorded.</summary>
    public string? Outcome { get; init; }

    /// <summary>What others could use again; null when nothing was recorded.</summary>
    public string? Reusable { get; init; }

    /// <summary>The sentences.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }
}
