namespace PeerLearning.Cohorts;

/// <summary>How <see cref="CohortMatcher"/> works.</summary>
public sealed record MatchOptions
{
    /// <summary>What makes one match better than another.</summary>
    /// <value><see cref="MatchMethod.MostPeople"/> unless said otherwise.</value>
    public MatchMethod Method { get; init => field = Guard.Against.EnumOutOfRange(value); } = MatchMethod.MostPeople;

    /// <summary>How much each side of the fit counts; ignored for pairs whose fit the host brings.</summary>
    /// <value>The defaults of <see cref="FitWeights"/>.</value>
    public FitWeights Weights { get; init => field = Guard.Against.Null(value); } = new();

    /// <summary>Whether a pair must have a language in common; people whose languages are unknown have none.</summary>
    /// <value>False unless said otherwise.</value>
    public bool RequiresCommonLanguage { get; init; }

    /// <summary>Whether a learner may only be matched with a mentor whom they name; otherwise those not listed come after those listed.</summary>
    /// <value>False unless said otherwise.</value>
    public bool OnlyPreferred { get; init; }

    /// <summary>Whether a match that leaves a learner out is impossible rather than incomplete.</summary>
    /// <value>False unless said otherwise.</value>
    public bool RequiresEveryone { get; init; }
}
