namespace PeerLearning.Skills;

/// <summary>How far the raters of one skill agree, and how many would be enough.</summary>
/// <remarks>ICC(1) and ICC(2): agreement in the level itself; ICC(3): agreement in the order of people. Shrout and Fleiss 1979.</remarks>
public sealed record RatingReliability
{
    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The kind of rating.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>The people with at least two ratings of this kind.</summary>
    public required int People { get; init; }

    /// <summary>The ratings of those people.</summary>
    public required int Ratings { get; init; }

    /// <summary>ICC(1): one rating, raters differing from person to person.</summary>
    public required ReliabilityFigure OneWay { get; init; }

    /// <summary>ICC(1,k): the mean of the ratings.</summary>
    public required ReliabilityFigure OneWayAverage { get; init; }

    /// <summary>ICC(2,1): one rating, the same raters for all, absolute agreement.</summary>
    public required ReliabilityFigure TwoWayRandom { get; init; }

    /// <summary>ICC(2,k): the mean of the ratings.</summary>
    public required ReliabilityFigure TwoWayRandomAverage { get; init; }

    /// <summary>ICC(3,1): one rating, the same raters for all, consistency.</summary>
    public required ReliabilityFigure TwoWayMixed { get; init; }

    /// <summary>ICC(3,k): the mean of the ratings.</summary>
    public required ReliabilityFigure TwoWayMixedAverage { get; init; }

    /// <summary>Krippendorff's alpha for categories.</summary>
    public required Measured<double> NominalAlpha { get; init; }

    /// <summary>Krippendorff's alpha for ordered categories.</summary>
    public required Measured<double> OrdinalAlpha { get; init; }

    /// <summary>Krippendorff's alpha for levels with equal steps.</summary>
    public required Measured<double> IntervalAlpha { get; init; }

    /// <summary>Krippendorff's alpha for levels with a true zero.</summary>
    public required Measured<double> RatioAlpha { get; init; }

    /// <summary>The quadratically weighted kappa of the two raters, where there are exactly two, with its 95% interval.</summary>
    public required ReliabilityFigure WeightedKappa { get; init; }

    /// <summary>How many raters of this kind give a mean of the target reliability (Spearman and Brown 1910, from ICC(1)).</summary>
    public required Measured<int> RatersNeeded { get; init; }
}
