namespace PeerLearning.Skills;

/// <summary>What was learned, or assumed, about one source of evidence in one skill.</summary>
[System.Diagnostics.DebuggerDisplay("{Kind}: bias {Bias}, error {ErrorDeviation}, raters {RaterDeviation}")]
public sealed record SourceModel
{
    /// <summary>The source.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>The number of pieces of evidence.</summary>
    public required int Items { get; init; }

    /// <summary>How much too high the source stands on average, in levels.</summary>
    public required double Bias { get; init; }

    /// <summary>Whether the bias is assumed: the source anchors the scale, or no other source is there to compare with.</summary>
    public required bool IsBiasAssumed { get; init; }

    /// <summary>The standard deviation of one rating's error, in levels, before age; raters that could not be told from error are in it.</summary>
    public required double ErrorDeviation { get; init; }

    /// <summary>Whether <see cref="ErrorDeviation"/> is assumed because the source is too rare.</summary>
    public required bool IsErrorAssumed { get; init; }

    /// <summary>The standard deviation of the raters' severities, in levels; 0 when it could not be told from error.</summary>
    public required double RaterDeviation { get; init; }
}
