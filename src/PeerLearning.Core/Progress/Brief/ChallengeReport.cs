namespace PeerLearning.Progress;

/// <summary>What is in the way, and how it is tackled.</summary>
public sealed record ChallengeReport
{
    /// <summary>The open obstacles, the biggest first.</summary>
    public required IReadOnlyList<Challenge> Open { get; init => field = ValueList.Copy(value); }

    /// <summary>The removed obstacles, the latest first.</summary>
    public required IReadOnlyList<TackledChallenge> Tackled { get; init => field = ValueList.Copy(value); }

    /// <summary>The kinds, the most frequent first.</summary>
    public required IReadOnlyList<ObstacleKind> Kinds { get; init => field = ValueList.Copy(value); }

    /// <summary>The time to removal.</summary>
    public required Measured<RemovalTime> TimeToRemoval { get; init; }

    /// <summary>The sentences.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }
}
