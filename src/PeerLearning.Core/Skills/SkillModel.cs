namespace PeerLearning.Skills;

/// <summary>What the evidence says about one skill as a whole: the spread of levels, the sources, the raters.</summary>
/// <remarks>
/// rating = bias of the source + level of the person + severity of the rater + error of the source and its age. A crossed random effects model (Searle, Casella and
/// McCulloch 1992), fitted per skill.
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Skill}: {People} people, mean {Mean}")]
public sealed record SkillModel
{
    /// <summary>The skill.</summary>
    public required SkillId Skill { get; init; }

    /// <summary>The number of people with evidence.</summary>
    public required int People { get; init; }

    /// <summary>The number of pieces of evidence that were used.</summary>
    public required int Items { get; init; }

    /// <summary>The mean level.</summary>
    public required double Mean { get; init; }

    /// <summary>The standard deviation of true levels between people.</summary>
    public required double LevelDeviation { get; init; }

    /// <summary>Whether <see cref="LevelDeviation"/> is assumed because too few people have two pieces of evidence.</summary>
    public required bool IsLevelDeviationAssumed { get; init; }

    /// <summary>The sources that occur, in the order of <see cref="EvidenceKind"/>.</summary>
    public required IReadOnlyList<SourceModel> Sources { get; init => field = ValueList.Copy(value); }

    /// <summary>The raters whose severity could be estimated, in ordinal order of ids.</summary>
    public IReadOnlyList<RaterSeverity> Raters { get; init => field = ValueList.Copy(value); } = ValueList<RaterSeverity>.Empty;

    /// <summary>The factor by which calibration stretched the intervals, in the middle of the scale; 1 without calibration.</summary>
    public required double Stretch { get; init; }

    /// <summary>The factors towards the ends of the scale, in rising order of levels; levels between have factors between.</summary>
    /// <value>Empty where ratings are not cut off by the scale's ends: then <see cref="Stretch"/> holds for everybody.</value>
    public IReadOnlyList<LevelStretch> EndStretches { get; init => field = ValueList.Copy(value); } = ValueList<LevelStretch>.Empty;

    /// <summary>The groups of people that no rater connects; their levels are comparable only as far as the sources are anchored.</summary>
    public required int Components { get; init; }

    /// <summary>The method that fitted the model.</summary>
    public required string Method { get; init; }

    /// <summary>The options of the fit, for what is assumed about kinds that did not occur.</summary>
    internal ProficiencyEstimatorOptions Options { get; init; } = ProficiencyEstimatorOptions.Default;

    internal double StretchAt(double level) => IntervalCalibration.At(Stretch, ValueList.Copy(EndStretches).AsSpan(), level);

    /// <summary>Bias and variance of one rating of a kind; a kind that did not occur has the bias and error that are assumed.</summary>
    internal (double Bias, double Variance) ErrorOf(EvidenceKind kind, bool raterKnown = false)
    {
        for (int s = 0; s < Sources.Count; s++)
        {
            if (Sources[s].Kind != kind) continue;
            double error = Sources[s].ErrorDeviation, rater = raterKnown ? 0 : Sources[s].RaterDeviation;
            return (Sources[s].Bias, (error * error) + (rater * rater));
        }

        var assumption = Options.Of(kind);
        double range = Options.Scale.Range, assumed = assumption.ErrorDeviation * range, raters = raterKnown ? 0 : assumption.RaterDeviation * range;
        return (assumption.Bias * range, (assumed * assumed) + (raters * raters));
    }
}
