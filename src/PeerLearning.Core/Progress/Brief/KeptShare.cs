namespace PeerLearning.Progress;

/// <summary>How much of what was due was kept.</summary>
public sealed record KeptShare
{
    /// <summary>What was due.</summary>
    public required int Due { get; init; }

    /// <summary>How much of it was kept.</summary>
    public required int Kept { get; init; }

    /// <summary>The plain share.</summary>
    public required Measured<double> Share { get; init; }

    /// <summary>The share drawn towards that of all mentors, the more the less was due (empirical Bayes, beta-binomial).</summary>
    public required Measured<double> Shrunk { get; init; }

    /// <summary>The share that all mentors kept together: the centre of the funnel.</summary>
    public required Measured<double> OfAll { get; init; }

    /// <summary>The funnel: the share below which chance alone hardly explains so little (exact binomial, 0.13 % tail).</summary>
    public required Measured<double> FunnelLower { get; init; }

    /// <summary>The upper side of the funnel: the share above which chance alone hardly explains so much. No mentor is marked for it.</summary>
    public required Measured<double> FunnelUpper { get; init; }

    /// <summary>Whether the share lies below the funnel, so that a talk is due.</summary>
    public required bool IsBelowFunnel { get; init; }
}
