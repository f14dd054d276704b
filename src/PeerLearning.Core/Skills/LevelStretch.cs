namespace PeerLearning.Skills;

/// <summary>The factor by which calibration stretched the intervals around one level.</summary>
[System.Diagnostics.DebuggerDisplay("{Level}: {Factor}")]
public readonly record struct LevelStretch
{
    /// <summary>The estimated level.</summary>
    public required double Level { get; init; }

    /// <summary>The factor.</summary>
    public required double Factor { get; init; }
}
