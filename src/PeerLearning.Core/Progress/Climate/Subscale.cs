namespace PeerLearning.Progress;

/// <summary>Some items of a scale that measure one side of it.</summary>
public sealed record Subscale
{
    /// <summary>The name.</summary>
    public required string Name { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>The items, from 0.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public required IReadOnlyList<int> Items { get; init => field = ValueList.Copy(Guard.Against.NullOrEmpty(value).Distinct().Order()); }
}
