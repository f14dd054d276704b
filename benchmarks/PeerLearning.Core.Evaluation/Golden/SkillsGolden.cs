using System.Globalization;
using System.Text.Json;
using PeerLearning.Statistics;

namespace PeerLearning.Evaluation.Golden;

/// <summary>Runs the golden cases of the skills files, by the method that each case names.</summary>
/// <remarks>Shared by the evaluation runner and the tests. Case files name their data relative to the data folder.</remarks>
internal static class SkillsGolden
{
    private static readonly Dictionary<string, Action<JsonElement, GoldenCheck, DataFolder>> Methods = new(StringComparer.Ordinal)
    {
        ["topsis"] = Topsis,
        ["weightedSum"] = WeightedSum,
        ["entropyWeights"] = EntropyWeights,
        ["criticWeights"] = CriticWeights,
        ["promethee2"] = Promethee,
        ["ahp"] = Ahp,
        ["ahpGroup"] = Ahp,
        ["rankAggregation"] = RankAggregation,
        ["kendallW"] = KendallW,
        ["rankCorrelation"] = RankCorrelations,
        ["smaaExact3"] = Acceptability,
        ["smaaExact2"] = Acceptability,
        ["weightSensitivity"] = Sensitivity,
        ["probabilityBest"] = First,
        ["icc"] = Icc,
        ["krippendorffAlpha"] = Alpha,
        ["weightedKappa"] = Kappa,
        ["crossedRandomEffects"] = SkillsGoldenModels.Crossed,
        ["blupGivenVariances"] = SkillsGoldenModels.Blup,
        ["empiricalBayesShrinkage"] = SkillsGoldenModels.Shrinkage,
        ["manyFacetRasch"] = SkillsGoldenModels.Rasch,
        ["dawidSkene"] = SkillsGoldenModels.DawidSkeneCase,
        ["proportionInterval"] = Proportion,
        ["meanInterval"] = MeanInterval,
        ["spearmanBrown"] = SpearmanBrownCase,
        ["nextBestEvidence"] = SkillsGoldenModels.NextBest,
        ["momentVarianceComponents"] = SkillsGoldenModels.Moments,
        ["triangulation"] = SkillsGoldenModels.Triangulation,
        ["skillGap"] = SkillsGoldenModels.Gap,
    };

    /// <summary>Whether a case is of this kind.</summary>
    public static bool Handles(JsonElement one) => one.TryGetProperty("method", out var method) && Methods.ContainsKey(method.GetString()!);

    /// <summary>Runs one case; null when its data is not there.</summary>
    public static GoldenCheck? Run(JsonElement one, double fileTolerance, DataFolder data)
    {
        if (one.TryGetProperty("input", out var input) && input.TryGetProperty("file", out var file) && data.Find(file.GetString()!) is null) return null;
        double tolerance = one.TryGetProperty("tolerance", out var own) && own.ValueKind == JsonValueKind.Number ? own.GetDouble() : fileTolerance;
        var check = new GoldenCheck(tolerance);
        Methods[one.GetProperty("method").GetString()!](one, check, data);
        return check;
    }

    public static double[] Row(JsonElement array) => [.. array.EnumerateArray().Select(Value)];

    public static double[][] Matrix(JsonElement array) => [.. array.EnumerateArray().Select(Row)];

    private static double Value(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String when item.GetString()!.Split('/') is [var top, var bottom] =>
            double.Parse(top, CultureInfo.InvariantCulture) / double.Parse(bottom, CultureInfo.InvariantCulture),
        JsonValueKind.String => double.TryParse(item.GetString(), CultureInfo.InvariantCulture, out double value) ? value : double.NaN,
        JsonValueKind.Null => double.NaN,
        _ => item.GetDouble(),
    };

    private static Measured<DecisionTable> Table(JsonElement input) => DecisionTable.Create(
        Matrix(input.GetProperty("matrix")),
        input.TryGetProperty("weights", out var weights) ? Row(weights) : null,
        input.TryGetProperty("directions", out var directions) ? [.. directions.EnumerateArray().Select(direction => direction.GetInt32() < 0)] : null);

    private static Normalisation NormalisationOf(JsonElement one) => (one.TryGetProperty("normalization", out var name) ? name.GetString() : "none") switch
    {
        "vector" => Normalisation.Vector,
        "minmax" => Normalisation.MinMax,
        "sum" => Normalisation.Sum,
        "max" => Normalisation.Max,
        _ => Normalisation.None,
    };

    /// <summary>When the case expects nothing, a typed reason is right.</summary>
    private static bool ExpectsNothing(JsonElement one) =>
        !one.TryGetProperty("expected", out var expected) || expected.ValueKind == JsonValueKind.Null ||
        expected.TryGetProperty("error", out _) || expected.TryGetProperty("undefined", out _);

    private static bool Open<T>(JsonElement one, GoldenCheck check, Measured<T> result, out T value, out JsonElement expected)
        where T : notnull
    {
        expected = default;
        bool defined = result.TryGet(out value!);
        if (ExpectsNothing(one))
        {
            check.Undefined("result", result);
            return false;
        }

        expected = one.GetProperty("expected");
        if (!defined && !expected.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.Null))
        {
            check.Fault($"undefined: {result.Undefined}");
            return false;
        }

        if (!defined) check.Undefined("result", result);
        return defined;
    }

    private static Measured<TOut> Then<TIn, TOut>(Measured<TIn> input, Func<TIn, Measured<TOut>> next)
        where TIn : notnull
        where TOut : notnull => input.TryGet(out var value) ? next(value) : input.Undefined!;

    private static double[] Ranks(int[] ranks) => [.. ranks.Select(rank => (double)rank)];

    private static void Topsis(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var result = Then(Table(one.GetProperty("input")), table => Statistics.Topsis.Of(table, NormalisationOf(one)));
        if (!Open(one, check, result, out var value, out var expected)) return;
        foreach (var property in expected.EnumerateObject())
        {
            switch (property.Name)
            {
                case "closeness": check.Numbers("closeness", property.Value, value.Closeness.TryGet(out double[]? closeness) ? closeness : null); break;
                case "distanceToIdeal": check.Numbers("ideal", property.Value, value.ToIdeal); break;
                case "distanceToAntiIdeal": check.Numbers("anti-ideal", property.Value, value.ToAntiIdeal); break;
                case "rank": check.Numbers("rank", property.Value, Ranks(value.Ranks)); break;
            }
        }
    }

    private static void WeightedSum(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var result = Then(Table(one.GetProperty("input")), table => Statistics.WeightedSum.Of(table, NormalisationOf(one)));
        if (!Open(one, check, result, out var value, out var expected)) return;
        check.Numbers("score", expected.GetProperty("score"), value.Scores);
        if (expected.TryGetProperty("rank", out var rank)) check.Numbers("rank", rank, Ranks(value.Ranks));
        if (expected.TryGetProperty("contribution", out var contribution)) check.Table("contribution", contribution, value.Contributions);
    }

    private static void EntropyWeights(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var result = Then(Table(one.GetProperty("input")), CriterionWeights.Entropy);
        if (Open(one, check, result, out double[] value, out var expected)) check.Numbers("weights", expected.GetProperty("weights"), value);
    }

    private static void CriticWeights(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var result = Then(Table(one.GetProperty("input")), CriterionWeights.Critic);
        if (Open(one, check, result, out double[] value, out var expected)) check.Numbers("weights", expected.GetProperty("weights"), value);
    }

    private static void Promethee(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        string[] shapes = [.. input.GetProperty("preference").EnumerateArray().Select(shape => shape.GetString()!)];
        double At(string name, int j) => input.TryGetProperty(name, out var row) && row[j].ValueKind == JsonValueKind.Number ? row[j].GetDouble() : 0;
        var preferences = shapes.Select((shape, j) => new Preference(
            shape.ToLowerInvariant() switch
            {
                "usual" => PreferenceShape.Usual,
                "ushape" => PreferenceShape.UShape,
                "vshape" => PreferenceShape.VShape,
                "level" => PreferenceShape.Level,
                "gaussian" => PreferenceShape.Gaussian,
                _ => PreferenceShape.Linear,
            },
            At("q", j), At("p", j), At("s", j))).ToArray();
        var result = Then(Table(input), table => Statistics.Promethee.Of(table, preferences));
        if (!Open(one, check, result, out var value, out var expected)) return;
        check.Table("index", expected.GetProperty("preferenceIndex"), value.Index);
        check.Numbers("positive", expected.GetProperty("positiveFlow"), value.Positive);
        check.Numbers("negative", expected.GetProperty("negativeFlow"), value.Negative);
        check.Numbers("net", expected.GetProperty("netFlow"), value.Net);
        if (expected.TryGetProperty("rank", out var rank)) check.Numbers("rank", rank, Ranks(value.Ranks));
    }

    private static void Ahp(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        Measured<double[][]> joint = input.TryGetProperty("matrices", out var matrices)
            ? AnalyticHierarchy.Group([.. matrices.EnumerateArray().Select(Matrix)], input.TryGetProperty("memberWeights", out var voices) ? Row(voices) : [])
            : Matrix(input.GetProperty("matrix"));
        if (!Open(one, check, Then(joint, AnalyticHierarchy.Of), out var value, out var expected)) return;
        foreach (var property in expected.EnumerateObject())
        {
            switch (property.Name)
            {
                case "eigenvectorPriorities": check.Numbers(property.Name, property.Value, value.Eigenvector); break;
                case "geometricMeanPriorities": check.Numbers(property.Name, property.Value, value.GeometricMean); break;
                case "lambdaMax": check.Number(property.Name, property.Value, value.LambdaMax); break;
                case "consistencyIndex": check.Number(property.Name, property.Value, value.ConsistencyIndex); break;
                case "geometricConsistencyIndex": check.Number(property.Name, property.Value, Get(value.GeometricConsistencyIndex)); break;
                case "consistencyRatioDoneganDodd": check.Number(property.Name, property.Value, value.ConsistencyIndex / input.GetProperty("randomIndexDoneganDodd").GetDouble()); break;
                case "consistencyRatioSaaty": check.Number(property.Name, property.Value, Get(value.ConsistencyRatio)); break;
            }
        }
    }

    private static double? Get(Measured<double> measured) => measured.TryGet(out double value) ? value : null;

    private static void RankAggregation(JsonElement one, GoldenCheck check, DataFolder data)
    {
        double[][] ranks = Matrix(one.GetProperty("input").GetProperty("ranks"));
        if (!Open(one, check, Statistics.RankAggregation.Of(ranks), out var value, out var expected)) return;
        check.Numbers("borda", expected.GetProperty("bordaPoints"), value.Borda);
        check.Table("pairwise", expected.GetProperty("pairwisePreferred"), [.. value.Preferred.Select(row => row.Select(count => (double)count).ToArray())]);
        check.Numbers("copeland", expected.GetProperty("copeland"), value.Copeland);
        if (expected.TryGetProperty("condorcetWinner", out var condorcet)) check.Whole("condorcet", condorcet, value.CondorcetWinner);
        var kemeny = Kemeny.Of(value.Preferred, 10_000);
        check.Whole("kemeny", expected.GetProperty("kemenyCost"), kemeny.Cost);
        check.Table("orders", expected.GetProperty("kemenyOrders"), [.. kemeny.Orders.Select(Ranks)]);
        if (!kemeny.IsProven) check.Fault("the Kemeny order is not proven");
        if (!expected.TryGetProperty("kemenyWeakDistance", out var distance)) return;
        var weak = Kemeny.Weak(value.Preferred, ranks.Length, 10_000);
        if (!weak.TryGet(out var consensus))
        {
            check.Fault(weak.Undefined!.ToString());
            return;
        }

        check.Whole("weak distance", distance, consensus.Distance);
        var expectedWeak = Matrix(expected.GetProperty("kemenyWeakRankings")).Select(row => string.Join(",", row)).Order(StringComparer.Ordinal);
        check.Text("weak rankings", string.Join(" ", expectedWeak), string.Join(" ", consensus.Rankings.Select(row => string.Join(",", row)).Order(StringComparer.Ordinal)));
    }

    private static void KendallW(JsonElement one, GoldenCheck check, DataFolder data)
    {
        double[][] ranks = Matrix(one.GetProperty("input").GetProperty("ranks"));
        if (!Open(one, check, KendallConcordance.Of(ranks), out var value, out var expected)) return;
        foreach (var property in expected.EnumerateObject())
        {
            switch (property.Name)
            {
                case "W": check.Number("W", property.Value, value.W); break;
                case "WWithoutTieCorrection": check.Number(property.Name, property.Value, value.WithoutTieCorrection); break;
                case "chiSquare": check.Number(property.Name, property.Value, value.ChiSquare); break;
                case "df": check.Whole("df", property.Value, value.DegreesOfFreedom); break;
                case "pValue": check.Number(property.Name, property.Value, value.PValue); break;
                case "meanSpearman": check.Number(property.Name, property.Value, value.MeanSpearman); break;
                case "exactPermutationP": check.Number(property.Name, property.Value, KendallConcordance.PermutationP(ranks).P); break;
            }
        }
    }

    private static void RankCorrelations(JsonElement one, GoldenCheck check, DataFolder data)
    {
        double[] x = Row(one.GetProperty("input").GetProperty("x")), y = Row(one.GetProperty("input").GetProperty("y"));
        var expected = one.GetProperty("expected");
        if (expected.ValueKind == JsonValueKind.Null)
        {
            check.Undefined("spearman", RankCorrelation.Spearman(x, y));
            return;
        }

        foreach (var property in expected.EnumerateObject())
        {
            check.Number(property.Name, property.Value, Get(property.Name switch
            {
                "spearman" => RankCorrelation.Spearman(x, y),
                "kendallTauB" => RankCorrelation.TauB(x, y),
                _ => RankCorrelation.Pearson(x, y),
            }));
        }
    }

    private static void Acceptability(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        var constraints = new List<WeightConstraint>();
        if (input.TryGetProperty("weightConstraints", out var list))
        {
            foreach (var item in list.EnumerateArray())
            {
                // a w1 + b w2 + c >= 0 with w1 + w2 + w3 = 1 is (a + c) w1 + (b + c) w2 + c w3 >= 0.
                double a = item.GetProperty("a").GetDouble(), b = item.GetProperty("b").GetDouble(), c = item.GetProperty("c").GetDouble();
                constraints.Add(new(a + c, b + c, c));
            }
        }

        if (!Open(one, check, RankAcceptability.Of(Matrix(input.GetProperty("scores")), constraints), out var value, out var expected)) return;
        check.Table("acceptability", expected.GetProperty("rankAcceptability"), value.Acceptability);
        if (expected.TryGetProperty("centralWeights", out var central)) check.Table("central", central, value.CentralWeights);
        if (expected.TryGetProperty("pairwiseWinning", out var pairwise)) check.Table("pairwise", pairwise, value.PairwiseWinning);
    }

    private static void Sensitivity(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        var table = DecisionTable.Create(Matrix(input.GetProperty("scores")), Row(input.GetProperty("weights")));
        if (!Open(one, check, Then(table, WeightSensitivity.Of), out var value, out var expected)) return;
        check.Numbers("scores", expected.GetProperty("scores"), value.Scores);
        check.Whole("winner", expected.GetProperty("winner"), value.Winner);
        int at = 0;
        foreach (var interval in expected.GetProperty("stabilityIntervals").EnumerateArray())
        {
            var actual = value.Intervals[at++];
            check.Number($"low[{at}]", interval.GetProperty("low"), actual.Low);
            check.Number($"high[{at}]", interval.GetProperty("high"), actual.High);
            check.Whole($"low by[{at}]", interval.GetProperty("lowTakenOverBy"), actual.LowTakenOverBy);
            check.Whole($"high by[{at}]", interval.GetProperty("highTakenOverBy"), actual.HighTakenOverBy);
        }

        foreach (var challenger in expected.GetProperty("challengers").EnumerateArray())
        {
            if (challenger.ValueKind == JsonValueKind.Null) continue;
            int index = challenger.GetProperty("challenger").GetInt32();
            var actual = value.Challengers[index]!;
            check.Number($"move[{index}]", challenger.GetProperty("weightToMove"), actual.WeightToMove);
            check.Number($"gap[{index}]", challenger.GetProperty("scoreGap"), actual.ScoreGap);
            check.Numbers($"weights[{index}]", challenger.GetProperty("newWeights"), actual.NewWeights);
            check.Numbers($"increase[{index}]", challenger.GetProperty("singleScoreIncreaseToTie"), actual.ScoreIncrease);
        }

        if (expected.TryGetProperty("smallestWeightToMove", out var smallest)) check.Number("smallest", smallest, value.SmallestWeightToMove);
    }

    private static void First(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        var result = ProbabilityFirst.Of(Row(input.GetProperty("mean")), Row(input.GetProperty("sd")));
        if (Open(one, check, result, out double[] value, out var expected)) check.Numbers("first", expected.GetProperty("probabilityBest"), value);
    }

    private static void Icc(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        double confidence = input.TryGetProperty("confidence", out var level) ? level.GetDouble() : 0.95;
        if (!Open(one, check, IntraclassCorrelation.Of(Matrix(input.GetProperty("ratings")), confidence), out var value, out var expected)) return;
        IccForm Form(string name) => name switch
        {
            "ICC1" => value.OneWay,
            "ICC1k" => value.OneWayAverage,
            "ICC2" => value.TwoWayRandom,
            "ICC2k" => value.TwoWayRandomAverage,
            "ICC3" => value.TwoWayMixed,
            _ => value.TwoWayMixedAverage,
        };
        foreach (var property in expected.GetProperty("icc").EnumerateObject()) check.Number(property.Name, property.Value, Get(Form(property.Name).Value));
        foreach (string name in new[] { "confidenceInterval95", "confidenceInterval" })
        {
            if (!expected.TryGetProperty(name, out var intervals)) continue;
            foreach (var property in intervals.EnumerateObject())
            {
                var interval = Form(property.Name).Interval;
                check.Numbers(property.Name, property.Value, interval.TryGet(out var bounds) ? [bounds.Lower, bounds.Upper] : (double[]?)null);
            }
        }

        if (one.TryGetProperty("undefinedInterval", out var undefined))
        {
            foreach (var name in undefined.EnumerateArray()) check.Undefined(name.GetString()!, Form(name.GetString()!).Interval);
        }

        if (!expected.TryGetProperty("meanSquares", out var squares)) return;
        check.Number("MSR", squares.GetProperty("MSR"), value.BetweenTargets);
        check.Number("MSC", squares.GetProperty("MSC"), value.BetweenRaters);
        check.Number("MSE", squares.GetProperty("MSE"), value.Residual);
        check.Number("MSW", squares.GetProperty("MSW"), value.WithinTargets);
    }

    private static void Alpha(JsonElement one, GoldenCheck check, DataFolder data)
    {
        double[][] raters = Matrix(one.GetProperty("input").GetProperty("ratersByUnits"));
        int units = raters[0].Length;
        double[][] byUnit = [.. Enumerable.Range(0, units).Select(u => raters.Select(rater => rater[u]).Where(value => !double.IsNaN(value)).ToArray())];
        foreach (var property in one.GetProperty("expected").EnumerateObject())
        {
            MeasurementLevel? level = property.Name switch
            {
                "nominal" => MeasurementLevel.Nominal,
                "ordinal" => MeasurementLevel.Ordinal,
                "interval" => MeasurementLevel.Interval,
                "ratio" => MeasurementLevel.Ratio,
                _ => null,
            };
            if (level is { } known) check.Number(property.Name, property.Value, Get(KrippendorffAlpha.Of(byUnit, known)));
        }
    }

    private static void Kappa(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        double[] categories = Row(input.GetProperty("categories"));
        int[] Indices(string name) => [.. Row(input.GetProperty(name)).Select(value => Array.IndexOf(categories, value))];
        foreach (var property in one.GetProperty("expected").EnumerateObject())
        {
            var weights = property.Name switch { "none" => KappaWeights.None, "linear" => KappaWeights.Linear, _ => KappaWeights.Quadratic };
            var result = WeightedKappa.Of(Indices("raterA"), Indices("raterB"), categories.Length, weights);
            if (property.Value.ValueKind == JsonValueKind.Null)
            {
                check.Undefined(property.Name, result);
                continue;
            }

            if (!result.TryGet(out var value))
            {
                check.Fault(result.Undefined!.ToString());
                continue;
            }

            check.Number("kappa", property.Value.GetProperty("kappa"), value.Kappa);
            check.Number("observed", property.Value.GetProperty("observed"), value.Observed);
            check.Number("expected", property.Value.GetProperty("expected"), value.Expected);
            check.Number("error", property.Value.GetProperty("standardError"), value.StandardError);
            check.Number("lower", property.Value.GetProperty("lower95"), value.Interval.Lower);
            check.Number("upper", property.Value.GetProperty("upper95"), value.Interval.Upper);
        }
    }

    private static void Proportion(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        int successes = input.GetProperty("successes").GetInt32(), trials = input.GetProperty("trials").GetInt32();
        double confidence = input.GetProperty("confidence").GetDouble();
        foreach (var property in one.GetProperty("expected").EnumerateObject())
        {
            var bounds = property.Name switch
            {
                "wilson" => Statistics.Proportion.Wilson(successes, trials, confidence),
                "clopperPearson" => Statistics.Proportion.ClopperPearson(successes, trials, confidence),
                _ => Statistics.Proportion.Jeffreys(successes, trials, confidence, closedEnds: true),
            };
            check.Numbers(property.Name, property.Value, [bounds.Value.Lower, bounds.Value.Upper]);
        }
    }

    private static void MeanInterval(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        double[] values = Row(input.GetProperty("values"));
        double confidence = input.GetProperty("confidence").GetDouble();
        if (!Open(one, check, TTest.OneSample(values), out var test, out var expected)) return;
        double mean = Moments.Mean(values), sd = Moments.StandardDeviation(values), error = sd / Math.Sqrt(values.Length);
        double normal = NormalDistribution.Critical(confidence) * error;
        check.Number("mean", expected.GetProperty("mean"), mean);
        check.Number("difference", expected.GetProperty("mean"), test.Difference);
        check.Number("sd", expected.GetProperty("sd"), sd);
        check.Number("se", expected.GetProperty("se"), error);

        // The t quantile of scipy 1.10.1, which these files quote, is off in its ninth digit for 4 degrees of freedom: the closed form of the
        // distribution there gives 2.13184678632665, as this library does, against 2.1318467813. So t bounds are held to 2e-9.
        check.Numbers("t", expected.GetProperty("t"), [test.Interval(confidence).Lower, test.Interval(confidence).Upper], 2e-9);
        check.Numbers("normal", expected.GetProperty("normal"), [mean - normal, mean + normal]);
    }

    private static void SpearmanBrownCase(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        var result = SpearmanBrown.Reliability(input.GetProperty("single").GetDouble(), input.GetProperty("raters").GetDouble());
        if (Open(one, check, result, out double value, out var expected)) check.Number("reliability", expected.GetProperty("reliability"), value);
    }
}
