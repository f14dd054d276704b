namespace PeerLearning.Programs;

/// <summary>What a simulation gives for a number: the middle, and the limits between which four in five runs end.</summary>
public readonly record struct ScalingRange
{
    internal ScalingRange(int low, int middle, int high)
    {
        Low = low;
        Middle = middle;
        High = high;
    }

    /// <summary>One run in ten ends below.</summary>
    public int Low { get; }

    /// <summary>Half of the runs end at or below.</summary>
    public int Middle { get; }

    /// <summary>One run in ten ends above.</summary>
    public int High { get; }

    /// <summary>The range in words.</summary>
    /// <returns>For example <c>5 (4 to 7)</c>.</returns>
    public override string ToString() => $"{Middle} ({Low} to {High})";
}
