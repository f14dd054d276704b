namespace PeerLearning.Skills;

/// <summary>The answers of one part of the workforce, such as a business unit.</summary>
public sealed record SurveyStratum
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The stratum's share of the workforce; the shares of all strata sum to 1.</summary>
    public required double Share { get; init; }

    /// <summary>How many of those who answered named the skill.</summary>
    public required int Named { get; init; }

    /// <summary>How many answered.</summary>
    public required int Answers { get; init; }
}
