namespace PeerLearning.Optimization;

/// <summary>Attributes of elements, row by row.</summary>
/// <param name="Columns">The number of attributes.</param>
/// <param name="Values">The values, centred at the mean of each column.</param>
internal sealed record FeatureTable(int Columns, double[] Values)
{
    /// <summary>1 for a column in which groups shall mix, -1 for one in which they shall be alike; null when all mix.</summary>
    public double[]? Signs { get; init; }

    public ReadOnlySpan<double> Row(int element) => Values.AsSpan(element * Columns, Columns);
}
