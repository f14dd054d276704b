namespace PeerLearning.Optimization;

/// <summary>How many of certain elements a group may have.</summary>
/// <param name="Has">How often each element counts, usually 0 or 1.</param>
/// <param name="Minimum">The fewest.</param>
/// <param name="Maximum">The most.</param>
/// <param name="OnlyIfAny">Whether a group without any of them keeps the limit.</param>
/// <param name="Group">The group that the limit binds; -1 for every group.</param>
internal sealed record CountLimit(byte[] Has, int Minimum, int Maximum, bool OnlyIfAny, int Group)
{
    public bool Binds(int group) => Group < 0 || Group == group;

    /// <summary>By how many elements a count misses the limit.</summary>
    public int Miss(int count) => count < Minimum ? (count == 0 && OnlyIfAny ? 0 : Minimum - count) : count > Maximum ? count - Maximum : 0;
}

/// <summary>How many different values a group must have.</summary>
/// <param name="Codes">The values of each element.</param>
/// <param name="Values">The number of values that occur.</param>
/// <param name="Minimum">The fewest different values.</param>
/// <param name="Group">The group that the limit binds; -1 for every group.</param>
internal sealed record DistinctLimit(int[][] Codes, int Values, int Minimum, int Group)
{
    public bool Binds(int group) => Group < 0 || Group == group;
}

/// <summary>How much weight of slots the members of a group must have in common; a group of one keeps it.</summary>
/// <param name="Slots">The slots of each element, one bit each; null when unknown, and then the element can only be alone.</param>
/// <param name="Weights">The weight of each slot.</param>
/// <param name="Minimum">The least common weight.</param>
/// <param name="Group">The group that the limit binds; -1 for every group.</param>
internal sealed record OverlapLimit(ulong[]?[] Slots, long[] Weights, long Minimum, int Group)
{
    public bool Binds(int group) => Group < 0 || Group == group;

    /// <summary>How far a common weight misses the limit, in eighths of it and at least 1.</summary>
    public int Miss(long common) => common >= Minimum ? 0 : 1 + (int)((Minimum - common) * 8 / Minimum);
}
