namespace PeerLearning.Progress;

/// <summary>One signal's part in a score.</summary>
public sealed record NudgeReason
{
    /// <summary>The signal.</summary>
    public required NudgeSignal Signal { get; init; }

    /// <summary>The value of the signal, or why it is not known yet.</summary>
    public required Measured<double> Value { get; init; }

    /// <summary>The points that it gives; a signal that is not known yet gives half of its points, one that the data cannot show none.</summary>
    public required int Points { get; init; }

    /// <summary>The most points that it could give.</summary>
    public required int Maximum { get; init; }

    /// <summary>The sentence.</summary>
    public required Reason Because { get; init; }
}
