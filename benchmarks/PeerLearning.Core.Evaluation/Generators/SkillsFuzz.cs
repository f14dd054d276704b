using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Skills;
using PeerLearning.Statistics;

namespace PeerLearning.Evaluation.Generators;

/// <summary>The fuzz itself, which the tests run at reduced counts.</summary>
internal sealed class SkillsFuzz
{
    private static readonly double[] Strange =
    [
        0, 0, 0, 1, 1, -1, 0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -double.MaxValue, double.Epsilon, 1e-300, 1e300, 1e154, -1e154,
        1e-160, 5, 3, 2.5, 1e9, 1e-9, -0.0,
    ];

    public int Inputs { get; private set; }

    public int NotFinite { get; private set; }

    public int Undocumented { get; private set; }

    public string FirstFault { get; private set; } = "";

    public static SkillsFuzz Statistics(int inputs, ulong seed)
    {
        var fuzz = new SkillsFuzz();
        var random = new SeededRandom(seed);
        for (int i = 0; i < inputs; i++) fuzz.Try(ref random, i % 16);
        return fuzz;
    }

    public static SkillsFuzz Needs(int inputs, ulong seed)
    {
        var fuzz = new SkillsFuzz();
        var random = new SeededRandom(seed);
        for (int i = 0; i < inputs; i++) fuzz.TryNeed(ref random);
        return fuzz;
    }

    public static SkillsFuzz Levels(int inputs, ulong seed)
    {
        var fuzz = new SkillsFuzz();
        var random = new SeededRandom(seed);
        for (int i = 0; i < inputs; i++) fuzz.TryLevels(ref random);
        return fuzz;
    }

    private static double Number(ref SeededRandom random) => random.Next(3) switch
    {
        0 => Strange[random.Next(Strange.Length)],
        1 => random.Next(6),
        _ => random.NextDouble(),
    };

    private static double[] Row(int n, ref SeededRandom random)
    {
        double[] row = new double[n];
        bool constant = random.Next(5) == 0, tame = random.Next(3) > 0;
        double value = Number(ref random);
        for (int i = 0; i < n; i++) row[i] = constant ? value : tame ? random.NextDouble() * 4 : Number(ref random);
        return row;
    }

    private static double[][] Table(int n, int m, ref SeededRandom random)
    {
        double[][] table = new double[n][];
        for (int i = 0; i < n; i++) table[i] = Row(m, ref random);
        return table;
    }

    private void Try(ref SeededRandom random, int which)
    {
        Inputs++;
        int n = 1 + random.Next(5), m = 1 + random.Next(4);
        try
        {
            switch (which)
            {
                case 0: On(DecisionTable.Create(Table(n, m, ref random), Row(m, ref random)), Methods); break;
                case 1: On(DecisionTable.Create(Table(n, m, ref random)), Methods); break;
                case 2: Check(AnalyticHierarchy.Of(Table(m, m, ref random)), result => [.. result.Eigenvector, .. result.GeometricMean, result.LambdaMax, result.ConsistencyIndex]); break;
                case 3: Check(RankAggregation.Of(Table(n, m, ref random)), result => result.Borda); break;
                case 4: Check(KendallConcordance.Of(Table(n, m, ref random)), result => [result.W, result.PValue, result.ChiSquare]); break;
                case 5: Check(RankCorrelation.Spearman(Row(n, ref random), Row(n, ref random)), value => [value]); break;
                case 6: Check(RankCorrelation.Pearson(Row(n, ref random), Row(n, ref random)), value => [value]); break;
                case 7: Check(RankCorrelation.TauB(Row(n, ref random), Row(n, ref random)), value => [value]); break;
                case 8: Check(IntraclassCorrelation.Of(Table(n, m, ref random)), Icc); break;
                case 9: Check(KrippendorffAlpha.Of(Table(n, m, ref random), (MeasurementLevel)random.Next(4)), value => [value]); break;
                case 10: Check(RankAcceptability.Of(Table(n, 1 + random.Next(3), ref random)), result => [.. result.Acceptability.SelectMany(row => row), .. result.PairwiseWinning.SelectMany(row => row)]); break;
                case 11: Check(ProbabilityFirst.Of(Row(n, ref random), Row(n, ref random)), values => values); break;
                case 12: Check(ShrunkenMeans.Of(Row(n, ref random), Row(n, ref random), (BetweenEstimator)random.Next(3)), result => [result.BetweenVariance, result.Mean, result.MeanError, .. result.Shrunken, .. result.Errors]); break;
                case 13: Check(TTest.OneSample(Row(n, ref random)), result => [result.Difference, result.StandardError, result.Interval(0.9).Lower, result.Interval(0.9).Upper]); break;
                case 14: Crossed(n, m, ref random); break;
                default: Check(SpearmanBrown.Reliability(Number(ref random), Number(ref random)), value => [value]); break;
            }
        }
#pragma warning disable CA1031 // Any exception here is a finding.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Undocumented++;
            if (FirstFault.Length == 0) FirstFault = $"[{which}] {exception}";
        }
    }

    private static double[] Icc(IntraclassCorrelation icc)
    {
        var values = new List<double>();
        foreach (var form in new[] { icc.OneWay, icc.OneWayAverage, icc.TwoWayRandom, icc.TwoWayRandomAverage, icc.TwoWayMixed, icc.TwoWayMixedAverage })
        {
            if (form.Value.TryGet(out double value)) values.Add(value);
            if (form.Interval.TryGet(out var bounds)) values.AddRange([bounds.Lower, bounds.Upper]);
        }

        return [.. values];
    }

    private void Crossed(int people, int raters, ref SeededRandom random)
    {
        int rows = 1 + random.Next(12);
        int[] person = new int[rows], rater = new int[rows];
        double[] y = Row(rows, ref random);
        for (int k = 0; k < rows; k++)
        {
            person[k] = random.Next(people);
            rater[k] = random.Next(raters);
        }

        Check(CrossedMoments.Of(people, raters, person, rater, y), result => [result.Person, result.Rater, result.Residual]);
    }

    private void Methods(DecisionTable table)
    {
        Check(WeightedSum.Of(table), result => result.Scores);
        Check(WeightedSum.Of(table, Normalisation.MinMax), result => result.Scores);
        foreach (var norm in new[] { Normalisation.Vector, Normalisation.MinMax, Normalisation.Sum })
        {
            Check(Topsis.Of(table, norm), result => [.. result.ToIdeal, .. result.ToAntiIdeal, .. result.Closeness.TryGet(out double[]? closeness) ? closeness : []]);
        }

        Check(CriterionWeights.Entropy(table), values => values);
        Check(CriterionWeights.Critic(table), values => values);
        var preferences = Enumerable.Range(0, table.Criteria).Select(j => new Preference((PreferenceShape)(j % 6), 0.1, 0.5, 0.2)).ToArray();
        Check(Promethee.Of(table, preferences), result => result.Net);
        Check(WeightSensitivity.Of(table), result =>
            [.. result.Scores, .. result.Intervals.SelectMany(interval => new[] { interval.Low, interval.High }), .. result.Challengers.SelectMany(challenger => challenger?.NewWeights ?? [])]);
    }

    private void TryNeed(ref SeededRandom random)
    {
        Inputs++;
        int m = random.Next(5);
        var gaps = new List<SkillGap>();
        var survey = new List<SkillSurvey>();
        var agenda = new List<SkillAgenda>();
        for (int i = 0; i < m; i++)
        {
            var skill = random.Next(8) == 0 ? default : new SkillId("s" + random.Next(4));
            gaps.Add(new SkillGap { Skill = skill, Shortfall = Number(ref random), StandardError = Number(ref random) });
            survey.Add(new SkillSurvey { Skill = skill, Named = random.Next(12) - 1, Answers = random.Next(12), Invited = random.Next(3) == 0 ? random.Next(20) : null });
            agenda.Add(new SkillAgenda { Skill = skill, PerformancePlan = random.Next(3) == 0 ? null : Number(ref random), CeoAgenda = random.Next(3) == 0 ? null : random.NextDouble(), Band = random.Next(4) == 0 ? Number(ref random) : 0.1 });
        }

        try
        {
            var options = new SkillNeedScorerOptions { Weighting = (SourceWeighting)random.Next(6) };
            var ranking = new SkillNeedScorer(options).Rank(gaps, survey, agenda);
            foreach (var need in ranking.Skills)
            {
                Finite([need.Score, need.StandardError, need.ChanceFirst, .. need.RankShares, .. need.Sources.SelectMany(source => new[] { source.Score, source.StandardError, source.Share, source.Lower, source.Upper })]);
                if (need.TippingPoint is { } point) Finite([point.ScoreGap, point.WeightToMove ?? 0, point.ScoreToGain ?? 0]);
            }

            foreach (var reason in ranking.Reasons) _ = reason.ToString();
        }
#pragma warning disable CA1031 // Any exception here is a finding.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Undocumented++;
            if (FirstFault.Length == 0) FirstFault = exception.ToString();
        }
    }

    private void TryLevels(ref SeededRandom random)
    {
        Inputs++;
        int rows = random.Next(30);
        var evidence = new List<Evidence>();
        bool constant = random.Next(4) == 0;
        for (int i = 0; i < rows; i++)
        {
            evidence.Add(new Evidence
            {
                Person = random.Next(15) == 0 ? default : new PersonId("p" + random.Next(5)),
                Skill = new SkillId("s" + random.Next(2)),
                Kind = (EvidenceKind)random.Next(7),
                Level = constant ? 3 : random.Next(3) == 0 ? Number(ref random) : 1 + random.Next(5),
                By = random.Next(3) == 0 ? null : new PersonId("p" + random.Next(6)),
                At = random.Next(4) == 0 ? Instant.FromUnixTimeSeconds(random.Next(2_000_000_000)) : null,
            });
        }

        try
        {
            var profiles = new ProficiencyEstimator(new ProficiencyEstimatorOptions { MinimumToEstimate = 2 + random.Next(8), CalibrationRounds = 1 }).Estimate(evidence, Instant.FromUnixTimeSeconds(1_800_000_000));
            foreach (var skill in profiles.Skills)
            {
                foreach (var level in profiles.Of(skill))
                {
                    Finite([level.Level, level.StandardError, level.ChanceAtLeast(3)]);
                    var explanation = profiles.Explain(level.Person, skill)!;
                    Finite([explanation.PriorShare, .. explanation.Items.SelectMany(item => new[] { item.Share, item.AdjustedLevel, item.LevelWithout })]);
                }
            }

            foreach (var model in profiles.Models) Finite([model.Mean, model.LevelDeviation, model.Stretch, .. model.Sources.SelectMany(source => new[] { source.Bias, source.ErrorDeviation, source.RaterDeviation })]);
        }
#pragma warning disable CA1031 // Any exception here is a finding.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Undocumented++;
            if (FirstFault.Length == 0) FirstFault = exception.ToString();
        }
    }

    private static void On<T>(Measured<T> measured, Action<T> action)
        where T : notnull
    {
        if (measured.TryGet(out var value)) action(value);
    }

    private void Check<T>(Measured<T> measured, Func<T, IEnumerable<double>> numbers)
        where T : notnull
    {
        if (measured.TryGet(out var value)) Finite(numbers(value));
    }

    private void Finite(IEnumerable<double> values)
    {
        foreach (double value in values)
        {
            if (double.IsFinite(value)) continue;
            NotFinite++;
            if (FirstFault.Length == 0) FirstFault = new System.Diagnostics.StackTrace(1).ToString().Split('\n')[0..3].Aggregate((a, b) => a + b);
            return;
        }
    }
}
