namespace PeerLearning.Skills;

/// <summary>What one source adds to the score of a skill.</summary>
[System.Diagnostics.DebuggerDisplay("{Source}: {Score} x {Weight}")]
public sealed record NeedContribution
{
    /// <summary>The source.</summary>
    public required NeedSource Source { get; init; }

    /// <summary>The score in this source, from 0 to 1 on its declared scale.</summary>
    public required double Score { get; init; }

    /// <summary>The standard error of the score.</summary>
    public required double StandardError { get; init; }

    /// <summary>The lower end of the 90% interval: Wilson's for the survey, symmetric for the others.</summary>
    public required double Lower { get; init; }

    /// <summary>The upper end of the 90% interval.</summary>
    public required double Upper { get; init; }

    /// <summary>The weight of the source; the weights of all sources sum to 1.</summary>
    public required double Weight { get; init; }

    /// <summary>Score times weight.</summary>
    public double Contribution => Score * Weight;

    /// <summary>The share of this source in the skill's score; the shares sum to 1 unless the score is 0.</summary>
    public required double Share { get; init; }
}
