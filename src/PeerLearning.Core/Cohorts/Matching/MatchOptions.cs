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

    /// <summary>The common working time per week above which more is not better.</summary>
    /// <value>20 hours unless said otherwise.</value>
    public Duration FullOverlapPerWeek
    {
        get;
        init => field = value > Duration.Zero && value <= Duration.FromDays(7)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(FullOverlapPerWeek), value, "More than nothing and at most a whole week is needed.");
    } = Duration.FromHours(20);

    /// <summary>By how many levels a mentor must be ahead of a learner in a skill for it to be worth everything.</summary>
    /// <value>2 levels unless said otherwise.</value>
    public double FullLead { get; init => field = value is >= 0.1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(nameof(FullLead), value, "0.1 to 1000 levels."); } = 2;

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
