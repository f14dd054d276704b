namespace PeerLearning.Cohorts;

/// <summary>How <see cref="PeerPairer"/> works.</summary>
public sealed record PairOptions
{
    /// <summary>What makes one way of pairing better than another.</summary>
    /// <value><see cref="PairMethod.MostPeople"/> unless said otherwise.</value>
    public PairMethod Method { get; init => field = Guard.Against.EnumOutOfRange(value); } = PairMethod.MostPeople;

    /// <summary>How much each side of the fit counts; the weight of mentors' preferences is not used.</summary>
    /// <value>The defaults of <see cref="FitWeights"/>.</value>
    public FitWeights Weights { get; init => field = Guard.Against.Null(value); } = new();

    /// <summary>Whether a pair must have a language in common; people whose languages are unknown have none.</summary>
    /// <value>False unless said otherwise.</value>
    public bool RequiresCommonLanguage { get; init; }

    /// <summary>Whether people may only be paired who name each other.</summary>
    /// <value>False unless said otherwise.</value>
    public bool OnlyPreferred { get; init; }

    /// <summary>Whether a person left over joins a pair as a third where the rules allow it.</summary>
    /// <value>True unless said otherwise; not used by <see cref="PairMethod.Stable"/>.</value>
    public bool MakesTrios { get; init; } = true;
}
