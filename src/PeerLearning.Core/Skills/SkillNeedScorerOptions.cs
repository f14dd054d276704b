namespace PeerLearning.Skills;

/// <summary>How three sources become one ranking of needs.</summary>
public sealed record SkillNeedScorerOptions
{
    /// <summary>The defaults.</summary>
    public static SkillNeedScorerOptions Default { get; } = new();

    /// <summary>Where the weights come from.</summary>
    /// <value><see cref="SourceWeighting.Equal"/> unless said otherwise.</value>
    public SourceWeighting Weighting { get; init; }

    /// <summary>The weights for <see cref="SourceWeighting.Given"/>; a source that is not named weighs nothing.</summary>
    /// <value>Empty unless said otherwise.</value>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or a source stands there twice.</exception>
    public IReadOnlyList<SourceWeight> Weights
    {
        get;
        init
        {
            field = ValueList.Copy(value);
            Guard.Against.Duplicates(field.Select(weight => weight.Source).ToArray(), nameof(Weights));
            foreach (var weight in field) Guard.Against.Negative(Guard.Against.NotFinite(weight.Weight, nameof(Weights)), nameof(Weights));
        }
    } = ValueList<SourceWeight>.Empty;

    /// <summary>The judgements for <see cref="SourceWeighting.Eigenvector"/> and <see cref="SourceWeighting.GeometricMean"/>.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<SourceComparison> Comparisons { get; init => field = ValueList.Copy(value); } = ValueList<SourceComparison>.Empty;

    /// <summary>The shortfall, in levels, that counts as the full need of 1.</summary>
    /// <value>2 unless said otherwise. The scale is declared, not taken from the data, so that a losing skill never changes the winner.</value>
    /// <exception cref="ArgumentException">The value is not positive.</exception>
    public double FullShortfall { get; init => field = Guard.Against.NotPositive(value); } = 2;

    /// <summary>The share of employees that counts as the full wish of 1.</summary>
    /// <value>1 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is not between 0 and 1, or is 0.</exception>
    public double FullShare { get; init => field = Guard.Against.NotPositive(Guard.Against.OutOfUnitInterval(value)); } = 1;

    /// <summary>How much the performance plan counts against the CEO's agenda, where both are stated.</summary>
    /// <value>0.5 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is not between 0 and 1.</exception>
    public double PerformancePlanShare { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.5;

    /// <summary>The response rate below which the survey is warned about.</summary>
    /// <value>0.3 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is not between 0 and 1.</exception>
    public double MinimumResponseRate { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.3;

    /// <summary>Bounds on the weights, for the question how robust the winner is.</summary>
    /// <value>Empty unless said otherwise: all weightings are admissible.</value>
    public IReadOnlyList<WeightBound> Bounds { get; init => field = ValueList.Copy(value); } = ValueList<WeightBound>.Empty;

    /// <summary>Sources in falling order of importance, for the question how robust the winner is.</summary>
    /// <value>Empty unless said otherwise: no order is asked for.</value>
    /// <exception cref="ArgumentException">A source stands there twice.</exception>
    public IReadOnlyList<NeedSource> Order { get; init => field = ValueList.Copy(Guard.Against.Duplicates(ValueList.Copy(value))); } = ValueList<NeedSource>.Empty;

    /// <summary>The probability of enough mentors below which a skill is vetoed.</summary>
    /// <value>0.8 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is not between 0 and 1.</exception>
    public double MinimumMentorChance { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.8;

    /// <summary>The actionability below which a skill is vetoed.</summary>
    /// <value>0.2 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is not between 0 and 1.</exception>
    public double MinimumActionability { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.2;

    /// <summary>The day on which a programme that starts now would be done; skills needed before it are vetoed.</summary>
    /// <value>Null unless said otherwise: dates do not veto.</value>
    public LocalDate? ReadyBy { get; init; }

    /// <summary>The seed of what is simulated: permutation tests too large to enumerate.</summary>
    /// <value>1 unless said otherwise.</value>
    public ulong Seed { get; init; } = 1;
}
