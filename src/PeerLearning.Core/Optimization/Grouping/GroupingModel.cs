namespace PeerLearning.Optimization;

/// <summary>
/// A grouping problem with everything at once: weights between elements, features, ranges of sizes, links, limits and fixed places. The objective,
/// to be as large as possible, is the sum over groups of the weights inside, plus those divided by the group's size.
/// </summary>
internal sealed record GroupingModel
{
    public required int Count { get; init; }

    public required int[] Lower { get; init; }

    public required int[] Upper { get; init; }

    public int Groups => Lower.Length;

    /// <summary>The weight of each pair, row by row; null when only features count.</summary>
    public int[]? Weights { get; init; }

    /// <summary>The weight of each pair that is divided by the size of the group, row by row; null for none.</summary>
    public int[]? WeightsPerSize { get; init; }

    /// <summary>The weights before they were scaled to integers, for proofs on few elements; null to use the integers.</summary>
    public double[]? ExactWeights { get; init; }

    /// <summary>As <see cref="ExactWeights"/>, divided by the size of the group.</summary>
    public double[]? ExactWeightsPerSize { get; init; }

    /// <summary>Attributes in place of weights, for problems too large for a matrix.</summary>
    public FeatureTable? Features { get; init; }

    /// <summary>As <see cref="Features"/>, for what is divided by the size of the group.</summary>
    public FeatureTable? FeaturesPerSize { get; init; }

    /// <summary>Sets of elements that stay together.</summary>
    public IReadOnlyList<int[]> Together { get; init; } = [];

    /// <summary>Pairs that stay apart.</summary>
    public IReadOnlyList<(int First, int Second)> Apart { get; init; } = [];

    /// <summary>The group where an element must be; -1 for any.</summary>
    public int[]? Home { get; init; }

    /// <summary>Elements and groups where they must not be.</summary>
    public IReadOnlyList<(int Element, int Group)> Barred { get; init; } = [];

    public IReadOnlyList<CountLimit> Counts { get; init; } = [];

    public IReadOnlyList<DistinctLimit> Distincts { get; init; } = [];

    public IReadOnlyList<OverlapLimit> Overlaps { get; init; } = [];

    /// <summary>Where elements were before; -1 for nowhere. Null when nothing was.</summary>
    public int[]? Before { get; init; }

    /// <summary>The most elements that may be elsewhere than <see cref="Before"/>.</summary>
    public int MostMoves { get; init; } = int.MaxValue;

    public bool HasOnlySizes =>
        Before is null &&
        Together.Count == 0 && Apart.Count == 0 && Barred.Count == 0 && Counts.Count == 0 && Distincts.Count == 0 && Overlaps.Count == 0
        && (Home is null || Array.TrueForAll(Home, home => home < 0));
}
