namespace PeerLearning.Progress;

/// <summary>How often one kind of obstacle came, as in a Pareto chart.</summary>
public sealed record ObstacleKind
{
    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>How many were raised.</summary>
    public required int Raised { get; init; }

    /// <summary>How many of them are open.</summary>
    public required int Open { get; init; }

    /// <summary>How many were raised after one of the same kind had been removed.</summary>
    public required int Recurred { get; init; }

    /// <summary>The share of all obstacles that this kind and the more frequent ones make up.</summary>
    public required double CumulativeShare { get; init; }
}
