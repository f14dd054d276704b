namespace PeerLearning.Skills;

/// <summary>The weight of a source.</summary>
[System.Diagnostics.DebuggerDisplay("{Source} {Weight}")]
public readonly record struct SourceWeight
{
    /// <summary>The source.</summary>
    public required NeedSource Source { get; init; }

    /// <summary>The weight; only the proportions between weights matter.</summary>
    public required double Weight { get; init; }
}
