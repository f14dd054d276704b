namespace PeerLearning.Optimization;

/// <summary>A set of codes of one column, and what it is worth to choose so many items that carry one of them.</summary>
/// <param name="name">The name that certificates use.</param>
/// <param name="codes">The codes that belong to the feature; no code twice.</param>
/// <param name="gain">The worth of 0, 1, ..., k chosen items; <see cref="Forbidden"/> where that number is not allowed.</param>
internal sealed class SelectionFeature(string name, int[] codes, long[] gain)
{
    /// <summary>The mark of a number of items that is not allowed.</summary>
    public const long Forbidden = long.MinValue;

    public string Name { get; } = name;

    public int[] Codes { get; } = codes;

    public long[] Gain { get; } = gain;

    /// <summary>The smallest allowed number of items.</summary>
    public int Minimum { get; } = Array.FindIndex(gain, worth => worth != Forbidden);

    /// <summary>The largest allowed number of items.</summary>
    public int Maximum { get; } = Array.FindLastIndex(gain, worth => worth != Forbidden);
}
