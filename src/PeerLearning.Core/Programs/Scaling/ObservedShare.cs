namespace PeerLearning.Programs;

/// <summary>How many of how many, as it was observed.</summary>
/// <remarks>The default value is nothing observed: every share alike.</remarks>
public readonly record struct ObservedShare
{
    /// <summary>Initialises a share.</summary>
    /// <param name="count">The number who did, from 0 to <paramref name="of"/>.</param>
    /// <param name="of">The number of all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The numbers are no share.</exception>
    public ObservedShare(int count, int of)
    {
        if (count < 0 || of < count) throw new ArgumentOutOfRangeException(nameof(count), count, $"{count} of {of} is not a share.");
        Count = count;
        Of = of;
    }

    /// <summary>The number who did.</summary>
    public int Count { get; }

    /// <summary>The number of all.</summary>
    public int Of { get; }

    /// <summary>The share in words.</summary>
    /// <returns>For example <c>17 of 24</c>.</returns>
    public override string ToString() => $"{Count} of {Of}";
}
