namespace PeerLearning.Cohorts;

/// <summary>What the search found, in the order of the task.</summary>
internal sealed record GroupingSolution
{
    /// <summary>The cohort of each learner; null when there is none or none was found.</summary>
    public int[]? Group { get; init; }

    public required Proof Proof { get; init; }

    public required string Method { get; init; }

    public long Work { get; init; }

    /// <summary>By how much the nearest grouping misses the rules; 0 with an answer.</summary>
    public int LeastMiss { get; init; }

    public IReadOnlyList<Reason> Conflict { get; init; } = [];

    public IReadOnlyList<Reason> Relaxations { get; init; } = [];
}
