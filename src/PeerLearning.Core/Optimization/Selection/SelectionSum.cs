namespace PeerLearning.Optimization;

/// <summary>A total over the chosen items that must lie within limits, such as a budget or a floor.</summary>
/// <param name="name">The name that certificates use.</param>
/// <param name="amounts">The amount of every item.</param>
/// <param name="minimum">The least total.</param>
/// <param name="maximum">The greatest total.</param>
internal sealed class SelectionSum(string name, long[] amounts, long minimum, long maximum)
{
    public string Name { get; } = name;

    public long[] Amounts { get; } = amounts;

    public long Minimum { get; } = minimum;

    public long Maximum { get; } = maximum;
}
