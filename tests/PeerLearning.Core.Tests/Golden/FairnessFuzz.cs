using PeerLearning.Fairness;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Golden;

/// <summary>Random input of every kind for Fairness and Statistics: nothing is thrown, nothing that is not a number comes out.</summary>
internal static class FairnessFuzz
{
    private static readonly double[] Odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1, 5, 1e-300, 1e300, double.MaxValue, double.Epsilon, 0.5, 1e15];

    /// <summary>Throws when something does not hold.</summary>
    public static void Run(ref SeededRandom random)
    {
        switch (random.Next(6))
        {
            case 0:
                Table(ref random);
                break;
            case 1:
                Policy(ref random);
                break;
            case 2:
                Impact(ref random);
                break;
            case 3:
                Ledger(ref random);
                break;
            default:
                Numbers(ref random);
                break;
        }
    }

    private static void Table(ref SeededRandom random)
    {
        int rows = random.Next(4), columns = random.Next(4);
        var layers = new List<CountLayer>();
        for (int layer = random.Next(3); layer >= 0; layer--)
        {
            var counts = new List<int[]>();
            for (int row = 0; row < rows + (random.Next(9) == 0 ? 1 : 0); row++)
            {
                var line = new int[columns + (random.Next(19) == 0 ? 1 : 0)];
                for (int column = 0; column < line.Length; column++) line[column] = random.Next(12) == 0 ? int.MaxValue : random.Next(14) - (random.Next(20) == 0 ? 9 : 0);
                counts.Add(line);
            }

            layers.Add(new CountLayer { Filters = Texts(random.Next(3), ref random), Counts = counts });
        }

        var linked = new LinkedCountTables
        {
            Rows = Texts(rows, ref random),
            Columns = Texts(columns, ref random),
            RowGroups = random.Next(3) == 0 ? Texts(rows, ref random) : [],
            Layers = layers,
        };
        var suppressor = new SmallCellSuppressor(new SmallCellOptions { MinimumCount = 1 + random.Next(9), Budget = new WorkBudget(50) });
        var answer = suppressor.SuppressLinked(linked);
        if (answer.Problems.Count == 0) Require(answer.Verify(linked).Count == 0, "The linked tables are not safe.");
        var table = new CountTable { Rows = linked.Rows, Columns = linked.Columns, RowGroups = linked.RowGroups, Counts = layers[0].Counts };
        var one = suppressor.Suppress(table);
        if (one.Problems.Count == 0) Require(one.Verify(table).Count == 0, "The table is not safe.");
    }

    private static void Policy(ref SeededRandom random)
    {
        var bases = new List<LegalBasis>();
        for (int i = random.Next(4); i > 0; i--)
        {
            bases.Add(new LegalBasis
            {
                Dimension = random.Next(9) == 0 ? null! : new Dimension(Name(ref random, "d"), (DimensionClass)random.Next(6)),
                Uses = random.Next(5) == 0 ? [] : [(AttributeUse)random.Next(5)],
                Jurisdiction = Name(ref random, ""),
                Provision = Name(ref random, ""),
                Purpose = random.Next(9) == 0 ? null! : Name(ref random, ""),
                ApprovedBy = random.Next(5) == 0 ? default : new PersonId(Name(ref random, "")),
                ApprovedOn = new LocalDate(2026, 1, 1).PlusDays(random.Next(800)),
                ExpiresOn = new LocalDate(2026, 1, 1).PlusDays(random.Next(800)),
            });
        }

        bool isSound = AttributePolicy.TryCreate(bases, new LocalDate(2026, 1, 1).PlusDays(random.Next(800)), out var policy, out var problems);
        Require(isSound == !problems.Any(problem => problem.Severity == ProblemSeverity.Error), "The answer and the problems differ.");
        var dimension = new Dimension(Name(ref random, "d"), (DimensionClass)random.Next(6));
        foreach (var use in Enum.GetValues<AttributeUse>())
        {
            Require(policy.Allows(dimension, use) == policy.FindProblems(dimension, use, "x").All(problem => problem.Severity == ProblemSeverity.Warning), "The policy contradicts itself.");
        }

        AuditSection.Of("policy", policy);
    }

    private static void Impact(ref SeededRandom random)
    {
        Dimension[] dimensions = [new("a", DimensionClass.Protected), new("b", DimensionClass.Organisational), new("c", DimensionClass.Geographic)];
        var people = new List<Person>();
        for (int i = random.Next(60); i >= 0; i--)
        {
            var values = new List<DimensionValue>();
            foreach (var dimension in dimensions)
            {
                for (int more = random.Next(3); more > 0; more--) values.Add(new DimensionValue(dimension, $"v{random.Next(3)}"));
            }

            people.Add(new Person { Id = new($"p{random.Next(60)}"), Values = values });
        }

        Workforce.TryCreate(people, out var workforce, out _);
        PersonId[] Someone(int count, ref SeededRandom generator)
        {
            var some = new PersonId[count];
            for (int i = 0; i < count; i++) some[i] = generator.Next(20) == 0 ? default : new($"p{generator.Next(61)}");
            return some;
        }

        var pool = random.Next(2) == 0 ? people.Select(person => person.Id).ToArray() : Someone(random.Next(60), ref random);
        var request = new AdverseImpactRequest
        {
            Pool = pool,
            Selected = Someone(random.Next(30), ref random),
            Dimensions = dimensions[..random.Next(4)],
            Intersections = random.Next(2) == 0 ? [] : [[dimensions[random.Next(3)], dimensions[random.Next(3)]], [dimensions[random.Next(3)], dimensions[random.Next(3)]]],
        };
        var report = new AdverseImpactAuditor(new AdverseImpactOptions { MinimumCount = 1 + random.Next(6) }).Audit(workforce, request);
        Require(report.Verify(workforce, request).Count == 0, "The report does not follow from the people.");
        foreach (var group in report.Comparisons.SelectMany(comparison => comparison.Groups))
        {
            foreach (var figure in new[] { group.Rate, group.ImpactRatio, group.ImpactRatioLower, group.ImpactRatioUpper, group.Difference, group.DifferenceLower, group.DifferenceUpper, group.FisherP, group.FisherMidP, group.StandardDeviations, group.Shortfall })
            {
                Require(!figure.TryGet(out double value) || double.IsFinite(value), "A figure is not a number.");
            }
        }

        var chances = pool.Select(person => new SelectionChance { Person = person, Chance = 0.5 }).ToArray();
        if (chances.Length > 0 && random.Next(3) == 0) chances[0] = chances[0] with { Chance = Odd[random.Next(Odd.Length)] };
        new AdverseImpactAuditor().AuditChances(workforce, chances, dimensions);
    }

    private static void Ledger(ref SeededRandom random)
    {
        var ledger = new PublicationLedger(new SmallCellOptions { MinimumCount = 1 + random.Next(7) });
        for (int i = random.Next(6); i >= 0; i--)
        {
            var people = new PersonId[random.Next(14)];
            for (int person = 0; person < people.Length; person++) people[person] = random.Next(40) == 0 ? default : new($"p{random.Next(24)}");
            ledger.TryAdd(new Publication { Topic = Name(ref random, "t"), Group = Name(ref random, ""), People = people }, out ledger, out _);
        }
    }

    private static void Numbers(ref SeededRandom random)
    {
        double[] x = Series(ref random), y = Series(ref random), same = Series(ref random, x.Length);
        int a = random.Next(9) - 1, b = random.Next(9) - 1, c = random.Next(9) - 1, d = random.Next(9) - 1;
        double p = Odd[random.Next(Odd.Length)], q = random.NextDouble();
        Check(TTest.Paired(x, same), t => [t.T, t.TwoSidedP, t.Interval().Lower, t.Interval().Upper]);
        Check(TTest.Welch(x, y), t => [t.T, t.DegreesOfFreedom, t.TwoSidedP, t.GreaterP, t.Interval().Lower]);
        Check(TTest.Student(x, y), t => [t.T, t.TwoSidedP]);
        Check(CliffDelta.Of(x, y), cliff => [cliff.Delta, cliff.ProbabilityOfSuperiority]);
        Check(SignedRank.Test(x), s => [s.Plus, s.HodgesLehmann, s.Corrected.TwoSided]);
        Check(MannWhitney.Test(x, y), m => [m.U, m.HodgesLehmannShift, m.Corrected.TwoSided]);
        Check(LeastSquares.Fit(x, same), line => [line.Slope, line.Intercept, line.P, line.Prediction(1).Upper]);
        Check(TheilSen.Fit(x, same), line => [line.Slope, line.MedianIntercept]);
        Check(Kendall.Trend(x, same), trend => [trend.Z, trend.P]);
        Check(Kendall.TauB(x, same), tau => [tau]);
        Check(Moments.Correlation(x, same), r => [r]);
        bool[] flags = x.Select(value => value > 0).ToArray();
        Check(KaplanMeier.Fit(x, flags), curve => [curve.RestrictedMean().Mean, curve.RestrictedMean().StandardError, curve.At(1)]);
        Check(LogRank.Test(x, flags, x.Select((_, i) => i % 3).ToArray()), test => [test.ChiSquared, test.P]);
        Check(Roc.Test(x, flags), roc => [roc.Area]);
        Check(AlertScores.AveragePrecision(x, flags), value => [value]);
        Check(AlertScores.Brier(x, flags), value => [value]);
        Check(AlertScores.CalibrationError(x, flags), value => [value]);
        Check(Proportion.Wilson(a, b), limits => [limits.Lower, limits.Upper]);
        Check(Proportion.ClopperPearson(a, b), limits => [limits.Lower, limits.Upper]);
        Check(Proportion.Jeffreys(a, b), limits => [limits.Lower, limits.Upper]);
        Check(Proportion.Difference(a, b, c, d), difference => [difference.Limits.Lower, difference.Limits.Upper]);
        Check(RiskRatio.Score(a, b, c, d), limits => [limits.Lower, limits.Upper]);
        Check(RiskRatio.Katz(a, b, c, d), limits => [limits.Lower, limits.Upper]);
        Check(FisherExact.Test(a, b, c, d), test => [test.TwoSidedP, test.TwoSidedMidP]);
        Check(PilotEvidence.Of(a, b, q, p, q, c, d), pilot => [pilot.Mean, pilot.ChanceOfTarget, pilot.ChanceOfFuture]);
        Check(ReturnOnInvestment.Of(p, q, q, Odd[random.Next(Odd.Length)]), roi => [roi.AdjustedBenefit]);
        Check(ReliableChange.Of(p, q, Odd[random.Next(Odd.Length)], q), change => [change.ErrorOfDifference, change.SmallestDetectable]);
        Check(NormalisedGain.Change(p, q, 0, 1), value => [value]);
        Check(IndividualsChart.Limits(x), chart => [chart.Centre, chart.Sigma, chart.Limits.Upper]);
        Check(MemoryCharts.Cusum(x, p, q, 0.5, 4), chart => chart.Plus);
        Check(MemoryCharts.Ewma(x, p, q, 0.2, 3), chart => chart.Averages.ToArray());
        Check(Runs.TestOnMedian(x), runs => [runs.Longest]);
        Check(ThroughputForecast.DoneByWeek([a, b, c], d, 5), done => done);
        if (x.Length > 0) CronbachAlpha.Of(x, 1 + random.Next(1)).Feldt();
    }

    private static void Check<T>(Measured<T> measured, Func<T, double[]> read)
        where T : notnull
    {
        if (!measured.TryGet(out var value)) return;
        foreach (double number in read(value)) Require(double.IsFinite(number), $"{typeof(T).Name} holds {number}.");
    }

    private static double[] Series(ref SeededRandom random, int? length = null)
    {
        var series = new double[length ?? random.Next(9)];
        int kind = random.Next(5);
        for (int i = 0; i < series.Length; i++)
        {
            series[i] = kind switch
            {
                0 => Odd[random.Next(Odd.Length)],
                1 => 3,
                2 => random.Next(5),
                3 => random.NextNormal(),
                _ => 1e9 + random.NextDouble(),
            };
        }

        return series;
    }

    private static string[] Texts(int count, ref SeededRandom random)
    {
        var texts = new string[count];
        for (int i = 0; i < count; i++) texts[i] = random.Next(12) == 0 ? Name(ref random, "") : $"n{i}";
        return texts;
    }

    private static string Name(ref SeededRandom random, string otherwise) => random.Next(4) switch
    {
        0 when otherwise.Length == 0 => "",
        1 => "\u0000\uD800 x",
        2 => "{brace",
        _ => otherwise.Length == 0 ? "ok" : otherwise,
    };

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new InvalidOperationException(message);
    }
}
