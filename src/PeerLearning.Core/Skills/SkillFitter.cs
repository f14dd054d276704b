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
    private const int LargestRefined = 1_000_000;

    private const int Kinds = 6;

    public static FittedSkill Fit(RatedColumns columns, ProficiencyEstimatorOptions options, CancellationToken cancellationToken)
    {
        var design = new Design(columns, options);
        return Fit(design, design.Data, design.Start(design.Data), 2, cancellationToken);
    }

    /// <summary>Fits again with the ratings of some raters set aside.</summary>
    public static FittedSkill Refit(FittedSkill fitted, CrossedData data, CancellationToken cancellationToken) => Fit(fitted.Design, data, fitted.Variances, fitted.Reml is null ? 2 : 0, cancellationToken);

    /// <summary>The errors of the levels, stretched as calibration asks for.</summary>
    public (double[] Errors, Calibration Calibration) Finish(FittedSkill fitted, SkillProgress? progress, CancellationToken cancellationToken)
    {
        double[] errors = fitted.Posterior.LevelVariances(fitted.Data, fitted.Design.Anchor);
        var calibration = Calibrate(fitted, progress, cancellationToken);
        for (int i = 0; i < errors.Length; i++) errors[i] = IntervalCalibration.At(calibration.Stretch, calibration.Ends, fitted.Levels[i]) * Math.Sqrt(errors[i]);
        return (errors, calibration);
    }

    private static FittedSkill Fit(Design design, CrossedData data, CrossedVariances start, int carefulSteps, CancellationToken cancellationToken)
    {
        var (variances, posterior, reml, method) = Estimate(data, design, start, carefulSteps, cancellationToken);
        double mean = posterior.Effects.Fixed[0];
        double[] levels = new double[data.People];
        for (int i = 0; i < levels.Length; i++) levels[i] = mean + posterior.Effects.Person[i];
        return new FittedSkill(design, data, variances, posterior, reml, levels, mean, method);
    }

    private static (CrossedVariances Variances, CrossedPosterior Posterior, CrossedReml? Reml, string Method) Estimate(
        CrossedData data, Design design, CrossedVariances start, int carefulSteps, CancellationToken cancellationToken)
    {
        if (data.Rows <= LargestLikelihood && !Array.TrueForAll(design.IsFixed, isFixed => isFixed))
        {
            var fit = CrossedReml.Fit(data, start, design.IsFixed, mostSteps: 40, tolerance: 1e-6, carefulSteps: carefulSteps, cancellationToken: cancellationToken);
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

    /// <summary>Which kinds occur, what can be estimated, and the columns in the engine's form.</summary>
    internal sealed class Design
    {
        private readonly double[] _offset = new double[Kinds];
        private readonly int[] _kindAt = new int[Kinds];
        private readonly int[] _counts = new int[Kinds];
        private readonly ProficiencyEstimatorOptions _options;
        private readonly double _range;

        public Design(RatedColumns columns, ProficiencyEstimatorOptions options)
        {
            _options = options;
            _range = options.Scale.Range;
            var personOf = columns.Person.Span;
            var raterOf = columns.Rater.Span;
            var kindOf = columns.Kind.Span;
            foreach (byte kind in kindOf) _counts[kind]++;
            Present = [.. Enumerable.Range(0, Kinds).Where(kind => _counts[kind] > 0)];

            // A bias is estimated where another source anchors the scale.
            bool anchored = Present.Any(kind => !options.Of((EvidenceKind)kind).EstimateBias);
            var free = Present.Where(kind => anchored && options.Of((EvidenceKind)kind).EstimateBias).ToList();
            BiasColumn = new int[Kinds];
            Array.Fill(BiasColumn, -1);
            for (int c = 0; c < free.Count; c++) BiasColumn[free[c]] = 1 + c;
            Anchor = new double[1 + free.Count];
            Anchor[0] = 1;
            var kinds = new CrossedKind[Present.Length];
            for (int at = 0; at < Present.Length; at++)
            {
                int kind = Present[at];
                _kindAt[kind] = at;
                double[] x = new double[1 + free.Count];
                x[0] = 1;
                if (BiasColumn[kind] > 0) x[BiasColumn[kind]] = 1;
                else _offset[kind] = options.Of((EvidenceKind)kind).Bias * _range;
                kinds[at] = new CrossedKind(x, at);
            }

            RaterClassOf = RaterClasses(columns, options.MinimumToEstimate);
            int n = columns.Level.Length;
            byte[] kindColumn = new byte[n];
            int[] raters = new int[n];
            Step = StepOf(columns.Level, options.Scale);
            IsCutLow = Array.Exists(columns.Level, level => level <= options.Scale.Lowest);
            IsCutHigh = Array.Exists(columns.Level, level => level >= options.Scale.Highest);
            double[] y = columns.IsOwned ? columns.Level : new double[n];
            int[]?[] raterIndex = new int[]?[Kinds];
            var raterClass = new List<byte>();
            var raterRows = new List<(int Rater, byte Kind)>();
            for (int k = 0; k < n; k++)
            {
                int kind = kindOf[k];
                kindColumn[k] = (byte)_kindAt[kind];
                y[k] = columns.Level[k] - _offset[kind];
                raters[k] = -1;
                if (raterOf[k] < 0 || RaterClassOf[kind] < 0) continue;

                // Positions from 1, so that 0 means not seen yet.
                int[] index = raterIndex[kind] ??= new int[columns.Raters];
                ref int at = ref index[raterOf[k]];
                if (at == 0)
                {
                    raterClass.Add((byte)RaterClassOf[kind]);
                    raterRows.Add((raterOf[k], (byte)kind));
                    at = raterClass.Count;
                }

                raters[k] = at - 1;
            }

            RaterRows = raterRows;
            bool anyExtra = columns.ExtraVariance.Length > 0 && Array.Exists(columns.ExtraVariance, extra => extra > 0);
            Data = new CrossedData(columns.People, raterClass.Count, personOf, raters, kindColumn, y, anyExtra ? columns.ExtraVariance : [], kinds, [.. raterClass]);
            RaterClassCount = RaterClassOf.Max() + 1;
            IsFixed = Fixed(columns, options.MinimumToEstimate);
        }

        public int[] Present { get; }

        public CrossedData Data { get; }

        public double[] Anchor { get; }

        /// <summary>Column of the fixed effects that holds a kind's bias; -1 when it is not estimated.</summary>
        public int[] BiasColumn { get; }

        /// <summary>Rater class of every kind; -1 when its raters cannot be told from error.</summary>
        public int[] RaterClassOf { get; }

        public int RaterClassCount { get; }

        public IReadOnlyList<(int Rater, byte Kind)> RaterRows { get; }

        /// <summary>What was taken off the ratings of a kind as assumed bias.</summary>
        public double Offset(int kind) => _offset[kind];

        /// <summary>Per variance component, whether it is assumed.</summary>
        public bool[] IsFixed { get; }

        /// <summary>The step of the ratings: whole or half levels of the scale, or 0 when they are finer.</summary>
        public double Step { get; }

        /// <summary>Whether a rating stands at the lowest level, so that lower ones may have been cut off.</summary>
        public bool IsCutLow { get; }

        public bool IsCutHigh { get; }

        public int Count(int kind) => _counts[kind];

        public CrossedVariances Start(CrossedData data)
        {
            var fallback = Assumed();
            double[] sums = new double[Present.Length], means = new double[Present.Length], counts = new double[Present.Length];
            for (int k = 0; k < data.Rows; k++)
            {
                sums[data.Kind[k]] += data.Y[k];
                counts[data.Kind[k]]++;
            }

            for (int at = 0; at < means.Length; at++) means[at] = sums[at] / counts[at];
            return Keep(fallback, CrossedMoments.Pairs(data, means, fallback));
        }

        public CrossedVariances Keep(CrossedVariances assumed, CrossedVariances estimated)
        {
            double[] values = estimated.ToArray();
            for (int a = 0; a < values.Length; a++)
            {
                if (IsFixed[a]) values[a] = assumed[a];
            }

            return assumed.With(values);
        }

        /// <summary>Rounds and cuts a simulated rating as the real ones are.</summary>
        public double Coarsen(double value, int kindAt)
        {
            double offset = _offset[Present[kindAt]], level = value + offset;
            if (Step > 0) level = _options.Scale.Lowest + (Math.Round((level - _options.Scale.Lowest) / Step, MidpointRounding.AwayFromZero) * Step);
            if (IsCutLow) level = Math.Max(level, _options.Scale.Lowest);
            if (IsCutHigh) level = Math.Min(level, _options.Scale.Highest);
            return level - offset;
        }

        private static double StepOf(double[] levels, SkillScale scale)
        {
            double step = scale.Step > 0 ? scale.Step : scale.Range / 4;
            foreach (double candidate in (ReadOnlySpan<double>)[step, step / 2, step / 4])
            {
                bool all = true;
                foreach (double level in levels)
                {
                    double at = (level - scale.Lowest) / candidate;
                    if (Math.Abs(at - Math.Round(at)) > 1e-6)
                    {
                        all = false;
                        break;
                    }
                }

                if (all) return candidate;
            }

            return 0;
        }

        private CrossedVariances Assumed()
        {
            double person = _options.AssumedLevelDeviation * _range;
            double[] rater = new double[RaterClassCount], residual = new double[Present.Length];
            for (int at = 0; at < Present.Length; at++)
            {
                var assumption = _options.Of((EvidenceKind)Present[at]);
                double error = assumption.ErrorDeviation * _range, severity = assumption.RaterDeviation * _range;
                residual[at] = error * error;
                int raterClass = RaterClassOf[Present[at]];
                if (raterClass >= 0) rater[raterClass] = severity > 0 ? severity * severity : error * error / 4;
                else residual[at] += severity * severity;
            }

            return new CrossedVariances(person * person, rater, residual);
        }

        private static int[] RaterClasses(RatedColumns columns, int minimum)
        {
            // Raters can be told from error where enough of them rated two people in the same way.
            int[] repeated = new int[Kinds];
            int[]?[] counts = new int[]?[Kinds];
            var kindOf = columns.Kind.Span;
            var raterOf = columns.Rater.Span;
            for (int k = 0; k < kindOf.Length; k++)
            {
                if (raterOf[k] >= 0) (counts[kindOf[k]] ??= new int[columns.Raters])[raterOf[k]]++;
            }

            for (int kind = 0; kind < Kinds; kind++)
            {
                foreach (int count in counts[kind] ?? [])
                {
                    if (count > 1) repeated[kind] += count;
                }
            }

            int[] classes = new int[Kinds];
            int next = 0;
            for (int kind = 0; kind < Kinds; kind++) classes[kind] = kind != (int)EvidenceKind.Self && repeated[kind] >= minimum ? next++ : -1;
            return classes;
        }

        private bool[] Fixed(RatedColumns columns, int minimum)
        {
            int[] ratings = new int[columns.People];
            foreach (int person in columns.Person.Span) ratings[person]++;
            bool[] isFixed = new bool[1 + RaterClassCount + Present.Length];
            isFixed[0] = ratings.Count(count => count > 1) < minimum;
            for (int at = 0; at < Present.Length; at++) isFixed[1 + RaterClassCount + at] = isFixed[0] || _counts[Present[at]] < minimum;
            for (int c = 0; c < RaterClassCount; c++) isFixed[1 + c] = false;
            return isFixed;
        }
    }
}

/// <summary>By how much calibration stretched the intervals of people, in the middle and towards the ends of the scale, and of raters.</summary>
internal sealed record Calibration(double Stretch, IReadOnlyList<LevelStretch> Ends, double RaterStretch);

/// <summary>A fitted skill, before it is given its ids back.</summary>
internal sealed record FittedSkill(
    SkillFitter.Design Design, CrossedData Data, CrossedVariances Variances, CrossedPosterior Posterior, CrossedReml? Reml, double[] Levels, double Mean, string Method);
