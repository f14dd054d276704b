namespace PeerLearning.Skills;

/// <summary>How evidence becomes levels.</summary>
public sealed record ProficiencyEstimatorOptions
{
    /// <summary>The defaults.</summary>
    public static ProficiencyEstimatorOptions Default { get; } = new();

    /// <summary>The scale of the answer, and of evidence that names none.</summary>
    /// <value><see cref="SkillScale.OneToFive"/> unless said otherwise.</value>
    public SkillScale Scale { get; init => field = Guard.Against.Null(value); } = SkillScale.OneToFive;

    /// <summary>How far a level drifts in a year, as a standard deviation in shares of the scale's range: evidence of age t has the variance drift² t on top of its own.</summary>
    /// <value>0.05 unless said otherwise: 0.2 levels a year on a scale from 1 to 5.</value>
    /// <remarks>A random walk of the skill. Unlike a weight that halves with age it does not claim that old evidence was worse, only that the person has moved since.</remarks>
    /// <exception cref="ArgumentException">The value is negative or not finite.</exception>
    public double DriftPerYear { get; init => field = Guard.Against.Negative(Guard.Against.NotFinite(value)); } = 0.05;

    /// <summary>The standard deviation of true levels between people that is assumed where the data is too thin to tell, as a share of the scale's range.</summary>
    /// <value>0.2 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is not positive.</exception>
    public double AssumedLevelDeviation { get; init => field = Guard.Against.NotPositive(value); } = 0.2;

    /// <summary>What is assumed about each source where the data is too thin.</summary>
    /// <value>The published reliabilities named at <see cref="SourceAssumption"/>; self-ratings are biased, the other sources anchor the scale.</value>
    /// <exception cref="ArgumentException">A source stands there twice.</exception>
    public IReadOnlyList<SourceAssumption> Assumptions
    {
        get;
        init
        {
            field = ValueList.Copy(value);
            Guard.Against.Duplicates(field.Select(assumption => assumption.Kind).ToArray(), nameof(Assumptions));
        }
    } = ValueList.Of(
        new SourceAssumption { Kind = EvidenceKind.Self, Bias = 0.08, EstimateBias = true, ErrorDeviation = 0.30 },
        new SourceAssumption { Kind = EvidenceKind.Peer, ErrorDeviation = 0.19, RaterDeviation = 0.13 },
        new SourceAssumption { Kind = EvidenceKind.Manager, ErrorDeviation = 0.16, RaterDeviation = 0.10 },
        new SourceAssumption { Kind = EvidenceKind.Assessment, ErrorDeviation = 0.10 },
        new SourceAssumption { Kind = EvidenceKind.Certification, ErrorDeviation = 0.15 },
        new SourceAssumption { Kind = EvidenceKind.ProjectHistory, ErrorDeviation = 0.20 });

    /// <summary>How many ratings of a source, and how many people or raters with at least two, are needed before its spread is estimated rather than assumed.</summary>
    /// <value>20 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is below 2.</exception>
    public int MinimumToEstimate { get; init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(MinimumToEstimate), value, "At least 2 are needed."); } = 20;

    /// <summary>How often the fitted model is simulated and fitted again to calibrate the intervals; 0 for uncalibrated ones.</summary>
    /// <value>5 unless said otherwise.</value>
    /// <remarks>Parametric bootstrap (Efron and Tibshirani 1993) on the same design with the same rounding and the same scale ends.</remarks>
    /// <exception cref="ArgumentException">The value is negative.</exception>
    public int CalibrationRounds { get; init => field = Guard.Against.Negative(value); } = 5;

    /// <summary>Whether raters who answer as if at random are looked for and set aside.</summary>
    /// <value>True unless said otherwise.</value>
    public bool ScreenCarelessRaters { get; init; } = true;

    /// <summary>The share of raters who are expected to answer at random, from which the search starts; the share that the data shows takes its place.</summary>
    /// <value>0.05 unless said otherwise.</value>
    /// <exception cref="ArgumentException">The value is not between 0 and 1.</exception>
    public double ExpectedCarelessShare { get; init => field = Guard.Against.OutOfUnitInterval(value); } = 0.05;

    /// <summary>The seed of the calibration.</summary>
    /// <value>1 unless said otherwise.</value>
    public ulong Seed { get; init; } = 1;

    internal SourceAssumption Of(EvidenceKind kind) =>
        Assumptions.FirstOrDefault(assumption => assumption.Kind == kind) ?? Default.Assumptions.First(assumption => assumption.Kind == kind);
}
