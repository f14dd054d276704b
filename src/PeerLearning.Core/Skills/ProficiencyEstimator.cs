using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>Turns evidence of several kinds, ages and raters into levels with honest intervals.</summary>
/// <remarks>
/// <para>Per skill: rating = bias of the source + level + severity of the rater + error. Variances are estimated by restricted maximum likelihood where the data
/// can tell them, and assumed, and said to be, where it cannot; levels are the best linear unbiased predictions (Henderson 1975) with intervals calibrated by a
/// seeded parametric bootstrap.</para>
/// <para>This type is stateless and immutable.</para>
/// </remarks>
public sealed class ProficiencyEstimator
{
    private readonly ProficiencyEstimatorOptions _options;

    /// <summary>Initialises the service.</summary>
    /// <param name="options">How to estimate; null for <see cref="ProficiencyEstimatorOptions.Default"/>.</param>
    public ProficiencyEstimator(ProficiencyEstimatorOptions? options = null) => _options = options ?? ProficiencyEstimatorOptions.Default;

    /// <summary>How many cores are used; -1 for all. The result does not depend on it, which a test shows.</summary>
    internal int Cores { get; init; } = -1;

    /// <summary>Estimates the levels that the evidence shows.</summary>
    /// <param name="evidence">The rows, read once; unsound ones are left out and named in <see cref="SkillProfiles.Problems"/>.</param>
    /// <param name="asOf">The moment that ages are counted to; evidence from after it is left out.</param>
    /// <param name="progress">Told how many fits are done, of one per skill and one more per skill and round of calibration; from any thread, one report at a time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One level for every person and skill with sound evidence.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="evidence"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>
    /// O(n log n) in the number of rows, and for skills with few raters cubic in the number of raters. Skills are fitted on all cores; the result is the same, bit for
    /// bit, on any number of them.
    /// </remarks>
    public SkillProfiles Estimate(IEnumerable<Evidence> evidence, Instant asOf, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(evidence);
        var door = new EvidenceDoor(_options, asOf);
        int row = 0;
        foreach (var item in evidence) door.Add(item, row++);
        var (ids, skills) = door.Sort();
        var works = new SkillWork[skills.Count];
        var reports = progress is null ? null : new SkillProgress(progress, works.Length * (1L + _options.CalibrationRounds));
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Cores };
        Parallel.For(0, works.Length, parallel, s =>
        {
            works[s] = SkillWork.Start(skills[s], _options, cancellationToken);
            reports?.Add(1);
        });

        SuspicionScreen.Run(ids, works, door.Problems);
        var credibility = new CarelessScreen(_options, ids).Run(works, parallel);
        foreach (var rater in credibility)
        {
            door.Problems.Warn(
                "evidence.rater.careless", $"evidence.By={rater.Rater}", $"'{rater.Rater}' rates as if at random; the {rater.Ratings} ratings are set aside.", "Ask the rater, or leave the ratings out.");
        }

        var fitter = new SkillFitter(_options, Cores);
        var columns = new SkillColumn[works.Length];
        Parallel.For(0, columns.Length, parallel, s => columns[s] = Finish(fitter, ids, works[s], reports, cancellationToken));
        return new SkillProfiles(ids, columns, door.Problems.ToList(), _options.Scale) { CarelessRaters = credibility };
    }

    /// <summary>Estimates the levels of one skill from columns: for millions of people, skill by skill.</summary>
    /// <param name="columns">The evidence of one skill, people and raters by position.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The level of every person by position; people without evidence have the mean level, its full error and no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ProblemsException">The columns have different lengths, or hold a position, kind, level or age that does not exist.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Linear in the number of rows: moments, conjugate gradients and cavity variances. Random raters are not looked for. Calls for different skills may run at the same time.</remarks>
    public ProficiencyColumns EstimateColumns(EvidenceColumns columns, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(columns);
        var input = columns.Check(_options);
        var fitted = SkillFitter.Fit(input, _options, listRaters: false, cancellationToken);
        var (errors, calibration) = new SkillFitter(_options, Cores).Finish(fitted, null, cancellationToken);
        var model = Model(null, [], columns.Skill, input, fitted, calibration);
        int[] start = fitted.Data.Start, items = new int[columns.People];
        for (int i = 0; i < items.Length; i++) items[i] = start[i + 1] - start[i];
        return new ProficiencyColumns(columns.Skill, fitted.Levels, errors, items, model);
    }

    /// <summary>Joins the evidence of one skill under a known model: no raters are corrected and nothing is fitted.</summary>
    /// <param name="columns">The evidence of one skill, people and raters by position.</param>
    /// <param name="model">The model, from <see cref="EstimateColumns"/> or <see cref="SkillProfiles.Models"/>.</param>
    /// <returns>The level of every person by position.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ProblemsException">The columns have different lengths, or hold a position, kind, level or age that does not exist.</exception>
    /// <remarks>One pass. The variance of raters counts as error; the result equals <see cref="LevelState"/> fed row by row.</remarks>
    public ProficiencyColumns FuseColumns(EvidenceColumns columns, SkillModel model)
    {
        Guard.Against.Null(columns);
        Guard.Against.Null(model);
        return columns.Fuse(_options, model);
    }

    private SkillColumn Finish(SkillFitter fitter, string[] ids, SkillWork work, SkillProgress? progress, CancellationToken cancellationToken)
    {
        var fitted = work.Fitted;
        var (errors, calibration) = fitter.Finish(fitted, progress, cancellationToken);
        var model = Model(ids, work.Raters, work.Rows.Skill, work.Columns, fitted, calibration);
        double[] kindBias = [.. fitted.Design.Present.Select(kind => fitted.Design.BiasColumn[kind] > 0 ? fitted.Posterior.Effects.Fixed[fitted.Design.BiasColumn[kind]] : 0)];
        var fit = new SkillFit(model, work.Rows.Source, fitted.Data, fitted.Posterior.System, fitted.Posterior.Effects, work.Columns.Level, [.. fitted.Design.Present.Select(fitted.Design.Offset)], kindBias);
        int[] items = new int[work.People.Length];
        foreach (int person in work.Columns.Person.Span) items[person]++;
        return new SkillColumn(work.Rows.Skill, work.People, fitted.Levels, errors, items, fit);
    }

    private SkillModel Model(string[]? ids, int[] raters, SkillId skill, RatedColumns input, FittedSkill fitted, Calibration calibration)
    {
        var design = fitted.Design;
        var posterior = fitted.Posterior;
        var sources = design.Present.Select((kind, at) => new SourceModel
        {
            Kind = (EvidenceKind)kind,
            Items = design.Count(kind),
            Bias = design.BiasColumn[kind] > 0 ? posterior.Effects.Fixed[design.BiasColumn[kind]] : _options.Of((EvidenceKind)kind).Bias * _options.Scale.Range,
            IsBiasAssumed = design.BiasColumn[kind] < 0,
            ErrorDeviation = Math.Sqrt(fitted.Variances.Residual[at]),
            IsErrorAssumed = design.IsFixed[1 + design.RaterClassCount + at],
            RaterDeviation = design.RaterClassOf[kind] >= 0 ? Math.Sqrt(fitted.Variances.Rater[design.RaterClassOf[kind]]) : 0,
        });
        int[] ratings = new int[ids is null ? 0 : design.Data.Raters];
        foreach (int j in ids is null ? [] : design.Data.Rater)
        {
            if (j >= 0) ratings[j]++;
        }

        var severities = (ids is null ? [] : design.RaterRows).Select((row, j) => new RaterSeverity
        {
            Rater = new PersonId(ids![raters[row.Rater]]),
            Kind = (EvidenceKind)row.Kind,
            Leniency = posterior.Effects.Rater[j],
            StandardError = calibration.RaterStretch * Math.Sqrt(posterior.RaterVariance[j]),
            Ratings = ratings[j],
        }).OrderBy(severity => severity.Rater).ThenBy(severity => severity.Kind);
        var sets = new UnionFind(input.People + input.Raters);
        var rated = new bool[input.People];
        int components = 0;
        var personOf = input.Person.Span;
        var raterOf = input.Rater.Span;
        for (int k = 0; k < personOf.Length; k++)
        {
            rated[personOf[k]] = true;
            if (raterOf[k] >= 0) sets.Join(personOf[k], input.People + raterOf[k]);
        }

        var roots = new bool[input.People + input.Raters];
        int counted = 0;
        for (int i = 0; i < input.People; i++)
        {
            if (!rated[i]) continue;
            counted++;
            ref bool root = ref roots[sets.Find(i)];
            if (!root) components++;
            root = true;
        }

        return new SkillModel
        {
            Skill = skill,
            People = counted,
            Items = input.Person.Length,
            Mean = fitted.Mean,
            LevelDeviation = Math.Sqrt(fitted.Variances.Person),
            IsLevelDeviationAssumed = design.IsFixed[0],
            Sources = ValueList.Copy(sources),
            Raters = ValueList.Copy(severities),
            Stretch = calibration.Stretch,
            EndStretches = calibration.Ends,
            Components = components,
            Method = fitted.Method,
            Options = _options,
        };
    }
}
