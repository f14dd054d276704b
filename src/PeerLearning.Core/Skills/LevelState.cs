using System.Globalization;

namespace PeerLearning.Skills;

/// <summary>One person's level in one skill as a small running state: takes one rating after the other, and merges.</summary>
/// <remarks>
/// <para>The model's variances stay as they were fitted. Fed with all ratings, in any order, it equals <see cref="ProficiencyEstimator.FuseColumns"/>
/// before calibration stretches the errors there; started from a fitted level it takes new ratings without a new fit. Updates allocate nothing.</para>
/// <para>The default value knows nothing, and has no level.</para>
/// </remarks>
public readonly record struct LevelState
{
    private LevelState(double precision, double weighted, int items)
    {
        Precision = precision;
        Weighted = weighted;
        Items = items;
    }

    /// <summary>The number of ratings taken.</summary>
    public int Items { get; }

    /// <summary>The most likely level; 0 in the default value.</summary>
    public double Level => Precision > 0 ? Weighted / Precision : 0;

    /// <summary>The standard error; undefined in the default value.</summary>
    public Measured<double> StandardError => Precision > 0 ? 1 / Math.Sqrt(Precision) : Undefined.NotInTheData("The state knows nothing yet.");

    private double Precision { get; }

    private double Weighted { get; }

    /// <summary>The state before any rating: the mean level and the spread of people.</summary>
    /// <param name="model">The fitted model of the skill.</param>
    /// <returns>The state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    public static LevelState Start(SkillModel model)
    {
        Guard.Against.Null(model);
        double precision = 1 / (model.LevelDeviation * model.LevelDeviation);
        return new(precision, precision * model.Mean, 0);
    }

    /// <summary>The state of a level that was estimated from everything so far.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The state.</returns>
    /// <exception cref="ArgumentException">The level's standard error is not positive, or a number is not finite.</exception>
    public static LevelState From(Proficiency level)
    {
        Guard.Against.NotFinite(level.Level);
        Guard.Against.NotPositive(level.StandardError);
        double precision = 1 / (level.StandardError * level.StandardError);
        return new(precision, precision * level.Level, level.Items);
    }

    /// <summary>The state after one more rating.</summary>
    /// <param name="model">The fitted model of the skill.</param>
    /// <param name="kind">The kind of the rating.</param>
    /// <param name="level">The rating, on the model's scale.</param>
    /// <param name="ageInYears">Its age.</param>
    /// <param name="driftPerYear">How far a level drifts in a year, in levels.</param>
    /// <param name="rater">What is known about the rater; null when nothing is, and then the spread of raters counts as error.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    /// <exception cref="ArgumentException">A number is not finite, or the age or drift is negative.</exception>
    public LevelState Add(SkillModel model, EvidenceKind kind, double level, double ageInYears = 0, double driftPerYear = 0, RaterSeverity? rater = null)
    {
        Guard.Against.Null(model);
        Guard.Against.NotFinite(level);

        // Guard.Against.Negative boxes; this runs per rating.
        if (!(ageInYears >= 0) || !double.IsFinite(ageInYears)) throw new ArgumentOutOfRangeException(nameof(ageInYears), ageInYears, "The age is negative or not finite.");
        if (!(driftPerYear >= 0) || !double.IsFinite(driftPerYear)) throw new ArgumentOutOfRangeException(nameof(driftPerYear), driftPerYear, "The drift is negative or not finite.");
        var (bias, variance) = model.ErrorOf(kind, rater is not null);
        if (rater is { } known)
        {
            bias += known.Leniency;
            variance += known.StandardError * known.StandardError;
        }

        double weight = 1 / (variance + (driftPerYear * driftPerYear * ageInYears));
        return new(Precision + weight, Weighted + (weight * (level - bias)), Items + 1);
    }

    /// <summary>The state after another part of the same person's ratings, which started from the same model.</summary>
    /// <param name="other">The other state.</param>
    /// <param name="model">The model that both started from, whose start is counted once.</param>
    /// <returns>The joint state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    public LevelState Merge(LevelState other, SkillModel model)
    {
        var start = Start(model);
        return new(Precision + other.Precision - start.Precision, Weighted + other.Weighted - start.Weighted, Items + other.Items);
    }

    /// <summary>The level with its error.</summary>
    /// <returns>For example <c>3.4 ± 0.3 (5)</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Level:0.00} ± {(Precision > 0 ? 1 / Math.Sqrt(Precision) : 0):0.00} ({Items})");
}
