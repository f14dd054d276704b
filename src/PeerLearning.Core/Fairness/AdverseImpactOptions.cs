namespace PeerLearning.Fairness;

/// <summary>What an adverse-impact report holds against a selection.</summary>
public sealed record AdverseImpactOptions
{
    /// <summary>The confidence level of the intervals.</summary>
    /// <value>0.95 unless said otherwise; between 0 and 1.</value>
    public double ConfidenceLevel { get; init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A level between 0 and 1 is needed."); } = 0.95;

    /// <summary>The impact ratio below which a group counts as adversely affected.</summary>
    /// <value>0.8, the four-fifths rule of the Uniform Guidelines (29 CFR 1607.4 D), unless said otherwise.</value>
    public double ImpactRatio { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.8;

    /// <summary>The share of the pool below which a group is flagged as small; a small group is counted and compared, but never the reference.</summary>
    /// <value>0.02 unless said otherwise (New York City Local Law 144, § 5-301).</value>
    public double SmallGroupShare { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.02;

    /// <summary>The smallest number of people that is shown; whatever would tell about fewer is withheld.</summary>
    /// <value>5 unless said otherwise. 1 shows everything: only for somebody who may see what became of single people.</value>
    public int MinimumCount { get; init => field = Guard.Against.NegativeOrZero(value); } = 5;
}
