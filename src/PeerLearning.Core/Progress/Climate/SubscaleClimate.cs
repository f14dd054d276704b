namespace PeerLearning.Progress;

/// <summary>What the answers say on one side of a scale, over all teams.</summary>
public sealed record SubscaleClimate
{
    /// <summary>The subscale.</summary>
    public required Subscale Subscale { get; init; }

    /// <summary>Cronbach's alpha of its items.</summary>
    public required Measured<double> Alpha { get; init; }

    /// <summary>The lower 95 % limit of alpha (Feldt, 1965).</summary>
    public required Measured<double> AlphaLower { get; init; }

    /// <summary>The upper 95 % limit of alpha.</summary>
    public required Measured<double> AlphaUpper { get; init; }

    /// <summary>The mean, on the answer scale; withheld for few people, and for a scale of the team.</summary>
    public required Measured<double> Mean { get; init; }
}
