using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>The rated columns of one skill, checked and converted: what a fit starts from.</summary>
/// <remarks>Positions count from 0 without gaps, a rater of -1 is nobody; levels are on the estimator's scale; the extra variance holds drift and conversion. Owned levels may be overwritten.</remarks>
internal sealed record RatedColumns(int People, int Raters, ReadOnlyMemory<int> Person, ReadOnlyMemory<int> Rater, ReadOnlyMemory<byte> Kind, double[] Level, float[] ExtraVariance, bool IsOwned = false);

/// <summary>Fits the crossed model of one skill.</summary>
internal sealed class SkillFitter(ProficiencyEstimatorOptions options, int cores)
{
    /// <summary>Above so many ratings variance components come from moments and a few EM steps.</summary>
    private const int LargestLikelihood = 60_000;

    /// <summary>Above so many ratings the moments are exact enough by themselves.</summary>
    public const int LargestRefined = 1_000_000;

    public static FittedSkill Fit(RatedColumns columns, ProficiencyEstimatorOptions options, bool listRaters, CancellationToken cancellationToken)
    {
        var design = new SkillDesign(columns, options, listRaters);
        return Fit(design, design.Data, design.Start(design.Data), 2, cancellationToken);
    }

    /// <summary>Fits again with the ratings of some raters set aside.</summary>
    public static FittedSkill Refit(FittedSkill fitted, CrossedData data, CancellationToken cancellationToken) => Fit(fitted.Design, data, fitted.Variances, fitted.Reml is null ? 2 : 0, cancellationToken);

    /// <summary>The errors of the levels, stretched as calibration asks for.</summary>
    public (double[] Errors, Calibration Calibration) Finish(FittedSkill fitted, SkillProgress? progress, CancellationToken cancellationToken)
    {
        double[] errors = fitted.Posterior.LevelVariances(fitted.Data, fitted.Design.Anchor);
        var calibration = Calibrate(fitted, progress, cancellationToken);
        var ends = ValueList.Copy(calibration.Ends).AsSpan();
        for (int i = 0; i < errors.Length; i++) errors[i] = IntervalCalibration.At(calibration.Stretch, ends, fitted.Levels[i]) * Math.Sqrt(errors[i]);
        return (errors, calibration);
    }

    private static FittedSkill Fit(SkillDesign design, CrossedData data, CrossedVariances start, int carefulSteps, CancellationToken cancellationToken)
    {
        var (variances, posterior, reml, method) = Estimate(data, design, start, carefulSteps, cancellationToken);
        double mean = posterior.Effects.Fixed[0];
        double[] levels = new double[data.People];
        for (int i = 0; i < levels.Length; i++) levels[i] = mean + posterior.Effects.Person[i];
        return new FittedSkill(design, data, variances, posterior, reml, levels, mean, method);
    }

    private static (CrossedVariances Variances, CrossedPosterior Posterior, CrossedReml? Reml, string Method) Estimate(
        CrossedData data, SkillDesign design, CrossedVariances start, int carefulSteps, CancellationToken cancellationToken)
    {
        if (data.Rows <= LargestLikelihood && !Array.TrueForAll(design.IsFixed, isFixed => isFixed))
        {
            var fit = CrossedReml.Fit(data, start, design.IsFixed, mostSteps: 40, tolerance: 1e-6, carefulSteps: carefulSteps, leastError: design.LeastError, cancellationToken: cancellationToken);
            if (fit.TryGet(out var reml))
            {
                string way = reml.Posterior.IsExact ? "average information" : "average information, cavity variances";
                return (reml.Variances, reml.Posterior, reml, $"restricted maximum likelihood ({way})");
            }
        }

        if (data.Rows <= LargestLikelihood)
        {
            return (start, CrossedPosterior.Of(data, start, CrossedReml.LargestExact) ?? CrossedPosterior.Linear(data, start, withFit: true), null, "assumed variances");
        }

        bool isHuge = data.Rows > LargestRefined;
        var variances = start;
        for (int step = 0; step < (isHuge ? 0 : 3); step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var linear = CrossedPosterior.Linear(data, variances, tolerance: 1e-3, withFit: true);
            variances = design.Keep(variances, CrossedReml.EmStep(data, variances, linear));
        }

        return (variances, CrossedPosterior.Linear(data, variances, tolerance: isHuge ? 5e-3 : 1e-5), null, "moments of pairs, expectation-maximisation");
    }

    /// <summary>Simulates from the fit on the same design, fits again, and compares the interval's promise with what it keeps.</summary>
    private Calibration Calibrate(FittedSkill fitted, SkillProgress? progress, CancellationToken cancellationToken)
    {
        if (options.CalibrationRounds == 0 || fitted.Reml is null || fitted.Data.People < 20)
        {
            progress?.Add(options.CalibrationRounds);
            return new Calibration(1, ValueList<LevelStretch>.Empty, 1);
        }

        // Every round has a sequence of its own, so that rounds on several cores give the same numbers.
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = cores };
        var seed = new SeededRandom(options.Seed);
        var world = World(fitted, seed, parallel);
        var people = new IntervalCalibration.Miss[options.CalibrationRounds][];
        double[][] raters = new double[options.CalibrationRounds][];
        Parallel.For(0, people.Length, parallel, round =>
        {
            (people[round], raters[round]) = Misses(fitted, world, seed.Fork((ulong)round));
            progress?.Add(1);
        });
        var (middle, ends) = IntervalCalibration.ByLevel([.. people.SelectMany(round => round)], fitted.Design.IsCutLow, fitted.Design.IsCutHigh);
        return new Calibration(middle, ends, IntervalCalibration.Factor([.. raters.SelectMany(round => round)]));
    }

    /// <summary>The world to simulate: the fit, or, where the ends of the scale cut ratings off, the world whose fit is this one (Gourieroux, Monfort and Renault 1993).</summary>
    private (CrossedVariances Variances, double[] Means) World(FittedSkill fitted, SeededRandom seed, ParallelOptions parallel)
    {
        var (design, variances, means) = (fitted.Design, fitted.Variances, fitted.Posterior.Effects.Fixed);
        if (!design.IsCutLow && !design.IsCutHigh) return (variances, means);
        int rounds = options.CalibrationRounds;
        double[][] fittedVariances = new double[rounds][], fittedMeans = new double[rounds][];
        Parallel.For(0, rounds, parallel, round =>
        {
            var (data, _, _) = Simulate(fitted, (variances, means), seed.Fork((ulong)(rounds + round)));
            var posterior = fitted.Posterior.With(data, 1e-5);
            fittedVariances[round] = fitted.Reml!.Rescore(data, posterior, design.IsFixed).ToArray();
            fittedMeans[round] = posterior.Effects.Fixed;
        });
        double[] corrected = variances.ToArray(), shifted = [.. means];
        for (int a = 0; a < corrected.Length; a++)
        {
            double lost = fittedVariances.Sum(round => round[a]) / rounds / corrected[a];
            corrected[a] /= Math.Clamp(lost, 0.5, 2);
        }

        for (int f = 0; f < shifted.Length; f++) shifted[f] += means[f] - (fittedMeans.Sum(round => round[f]) / rounds);
        return (variances.With(corrected), shifted);
    }

    /// <summary>Ratings on the design of a fit, with the true levels and severities behind them.</summary>
    private static (CrossedData Data, double[] Truth, double[] Severity) Simulate(FittedSkill fitted, (CrossedVariances Variances, double[] Means) world, SeededRandom random)
    {
        var (design, data, variances) = (fitted.Design, fitted.Data, world.Variances);
        double[] truth = new double[data.People], severity = new double[data.Raters], y = new double[data.Rows];
        for (int i = 0; i < truth.Length; i++) truth[i] = Math.Sqrt(variances.Person) * random.NextNormal();
        for (int j = 0; j < severity.Length; j++) severity[j] = Math.Sqrt(variances.Rater[data.RaterClass[j]]) * random.NextNormal();
        for (int i = 0; i < truth.Length; i++)
        {
            for (int k = data.Start[i]; k < data.Start[i + 1]; k++)
            {
                double[] x = data.Kinds[data.Kind[k]].Design;
                double value = truth[i] + (data.Rater[k] >= 0 ? severity[data.Rater[k]] : 0);
                for (int f = 0; f < x.Length; f++) value += x[f] * world.Means[f];
                value += Math.Sqrt(variances.Residual[data.Kinds[data.Kind[k]].ResidualClass] + (data.Extra?[k] ?? 0)) * random.NextNormal();
                y[k] = design.Coarsen(value, data.Kind[k]);
            }
        }

        return (data.With(y), truth, severity);
    }

    /// <summary>How many standard errors the levels and the severities of one simulated organisation lie off.</summary>
    private static (IntervalCalibration.Miss[] People, double[] Raters) Misses(FittedSkill fitted, (CrossedVariances Variances, double[] Means) world, SeededRandom random)
    {
        var (data, truth, severity) = Simulate(fitted, world, random);
        if (fitted.Reml!.Again(data, fitted.Design.IsFixed, tolerance: 1e-5) is not { } refit) return ([], []);
        double[] errors = refit.LevelVariances(data, fitted.Design.Anchor);
        var people = new List<IntervalCalibration.Miss>(truth.Length);
        for (int i = 0; i < truth.Length; i++)
        {
            if (data.Start[i] == data.Start[i + 1]) continue;
            double level = refit.Effects.Fixed[0] + refit.Effects.Person[i];
            people.Add(new(level, Math.Abs(level - world.Means[0] - truth[i]) / Math.Sqrt(errors[i])));
        }

        double[] raters = new double[severity.Length];
        for (int j = 0; j < severity.Length; j++) raters[j] = Math.Abs(refit.Effects.Rater[j] - severity[j]) / Math.Sqrt(refit.RaterVariance[j]);
        return ([.. people], raters);
    }
}

/// <summary>By how much calibration stretched the intervals of people, in the middle and towards the ends of the scale, and of raters.</summary>
internal sealed record Calibration(double Stretch, IReadOnlyList<LevelStretch> Ends, double RaterStretch);

/// <summary>A fitted skill, before it is given its ids back.</summary>
internal sealed record FittedSkill(
    SkillDesign Design, CrossedData Data, CrossedVariances Variances, CrossedPosterior Posterior, CrossedReml? Reml, double[] Levels, double Mean, string Method);
