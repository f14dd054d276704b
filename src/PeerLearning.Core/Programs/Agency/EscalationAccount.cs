namespace PeerLearning.Programs;

/// <summary>How the champion and the sponsor answered what was handed up to them.</summary>
public sealed record EscalationAccount
{
    /// <summary>The number of escalations.</summary>
    public required int Asked { get; init; }

    /// <summary>The number that were answered.</summary>
    public required int Answered { get; init; }

    /// <summary>The median time to the answer, of those that were answered.</summary>
    public required Measured<Duration> MedianTime { get; init; }

    /// <summary>How long the oldest of those without an answer waits.</summary>
    public required Measured<Duration> LongestWait { get; init; }
}
