namespace PeerLearning.Cohorts;

/// <summary>A point on the frontier of moves against fit: a row of <see cref="CohortMatcher.RematchFrontier"/>.</summary>
[System.Diagnostics.DebuggerDisplay("{Moves} moves, {TotalPoints} points")]
public sealed record RematchPoint
{
    /// <summary>The smallest keep bonus tried that leads here.</summary>
    public required int KeepBonus { get; init; }

    /// <summary>The number of learners who lose the mentor they have.</summary>
    public required int Moves { get; init; }

    /// <summary>The points of all pairs.</summary>
    public required long TotalPoints { get; init; }

    /// <summary>The number of learners matched.</summary>
    public required int Matched { get; init; }
}
