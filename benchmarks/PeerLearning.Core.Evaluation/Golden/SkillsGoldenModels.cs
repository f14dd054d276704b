using System.Globalization;
using System.Text.Json;
using PeerLearning.Statistics;

namespace PeerLearning.Evaluation.Golden;

/// <summary>The golden cases of fitted models and of real data.</summary>
internal static class SkillsGoldenModels
{
    public static void Crossed(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var rows = ReadRows(one, data);
        var expected = one.GetProperty("expected");
        double relative = Tolerance(one, "toleranceVarianceRelative", 1e-6), effect = Tolerance(one, "toleranceEffect", 1e-6);
        var start = new CrossedVariances(rows.TotalVariance / 3, [rows.TotalVariance / 3], [rows.TotalVariance / 3]);
        var fit = CrossedReml.Fit(rows.Data, start, largestExact: 4000);
        if (!fit.TryGet(out var reml))
        {
            if (expected.ValueKind == JsonValueKind.Null) check.Undefined("fit", fit);
            else check.Fault(fit.Undefined!.ToString());
            return;
        }

        foreach (var component in expected.GetProperty("varianceComponents").EnumerateObject())
        {
            double value = component.Name == "residual" ? reml.Variances.Residual[0] : component.Name == rows.PersonName ? reml.Variances.Person : reml.Variances.Rater[0];
            check.Relative(component.Name, component.Value, value, relative);
        }

        var posterior = reml.Posterior;
        int f = rows.Fixed.Length;
        foreach (var effectOf in expected.GetProperty("fixedEffects").EnumerateObject()) check.Number(effectOf.Name, effectOf.Value, posterior.Effects.Fixed[Array.IndexOf(rows.Fixed, effectOf.Name)], effect);
        foreach (var error in expected.GetProperty("fixedStandardErrors").EnumerateObject())
        {
            int at = Array.IndexOf(rows.Fixed, error.Name);
            check.Number("error of " + error.Name, error.Value, Math.Sqrt(posterior.FixedCovariance[(at * f) + at]), effect);
        }

        check.Number("log-likelihood", expected.GetProperty("logRestrictedLikelihood"), posterior.LogRestrictedLikelihood, effect);
        CheckEffects(expected, check, rows, posterior, posterior.ConditionalVariances(rows.Data), effect);
    }

    public static void Blup(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var rows = ReadRows(one, data);
        var expected = one.GetProperty("expected");
        var posterior = CrossedPosterior.Exact(rows.Data, Variances(one))!;
        check.Number("intercept", expected.GetProperty("intercept"), posterior.Effects.Fixed[0]);
        check.Number("error", expected.GetProperty("interceptSe"), Math.Sqrt(posterior.FixedCovariance[0]));
        CheckEffects(expected, check, rows, posterior, null, null);
    }

    public static void NextBest(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var rows = ReadRows(one, data);
        var expected = one.GetProperty("expected");
        var plan = NextRating.Rank(rows.Data, Variances(one));
        foreach (var now in expected.GetProperty("sdNow").EnumerateObject()) check.Number(now.Name, now.Value, Math.Sqrt(plan.Now[Array.IndexOf(rows.People, now.Name)]));
        check.Number("total", expected.GetProperty("totalVarianceNow"), plan.Now.Sum());
        int at = 0;
        check.Whole("options", JsonDocument.Parse(expected.GetProperty("options").GetArrayLength().ToString(CultureInfo.InvariantCulture)).RootElement, plan.Options.Count);
        foreach (var option in expected.GetProperty("options").EnumerateArray())
        {
            if (at >= plan.Options.Count) break;
            var actual = plan.Options[at++];
            check.Text("person", option.GetProperty("person").GetString()!, rows.People[actual.Person]);
            check.Text("rater", option.GetProperty("rater").GetString()!, actual.Rater < 0 ? "new" : rows.Raters[actual.Rater]);
            check.Number("sd after", option.GetProperty("sdAfter"), Math.Sqrt(actual.PersonVariance));
            check.Number("total after", option.GetProperty("totalVarianceAfter"), actual.TotalVariance);
        }
    }

    public static void Moments(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var rows = ReadRows(one, data);
        var expected = one.GetProperty("expected");
        var result = CrossedMoments.Of(rows.People.Length, rows.Raters.Length, rows.Person, rows.Rater, rows.Y);
        if (!result.TryGet(out var moments))
        {
            check.Fault(result.Undefined!.ToString());
            return;
        }

        check.Number("person", expected.GetProperty("person"), moments.Person);
        check.Number("rater", expected.GetProperty("rater"), moments.Rater);
        check.Number("residual", expected.GetProperty("residual"), moments.Residual);
        check.Number("Ua", expected.GetProperty("Ua"), moments.WithinPersons);
        check.Number("Ub", expected.GetProperty("Ub"), moments.WithinRaters);
        check.Number("Ue", expected.GetProperty("Ue"), moments.Total);
    }

    public static void Shrinkage(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        var expected = one.GetProperty("expected");
        double tolerance = Tolerance(one, "tolerance", 1e-8);
        var estimator = input.GetProperty("tauEstimator").GetString() switch
        {
            "DL" => BetweenEstimator.DerSimonianLaird,
            "REML" => BetweenEstimator.Reml,
            _ => BetweenEstimator.PauleMandel,
        };
        if (input.TryGetProperty("file", out var file))
        {
            var rows = data.Rows(file.GetString()!)
                .Where(row => row["Element ID"] == input.GetProperty("element").GetString() && row["Scale ID"] == input.GetProperty("scale").GetString() && row["Standard Error"].Length > 0)
                .Select(row => (Code: row["O*NET-SOC Code"], Value: Number(row["Data Value"]), Error: Number(row["Standard Error"])))
                .Where(row => row.Error > 0).OrderBy(row => row.Code, StringComparer.Ordinal).ToList();
            double[] values = [.. rows.Select(row => row.Value)], variances = [.. rows.Select(row => row.Error * row.Error)];
            var pm = ShrunkenMeans.Of(values, variances, estimator).Value;
            check.Whole("k", expected.GetProperty("k"), rows.Count);
            check.Number("tau2Dl", expected.GetProperty("tau2Dl"), ShrunkenMeans.Of(values, variances, BetweenEstimator.DerSimonianLaird).Value.BetweenVariance, tolerance);
            check.Number("tau2Pm", expected.GetProperty("tau2Pm"), pm.BetweenVariance, tolerance);
            check.Number("mean", expected.GetProperty("mean"), pm.Mean, tolerance);
            check.Number("sum", expected.GetProperty("sumShrunken"), pm.Shrunken.Sum(), tolerance);
            check.Number("weight", expected.GetProperty("meanShrinkWeight"), pm.ShrinkWeights.Average(), tolerance);
            foreach (var first in expected.GetProperty("first10").EnumerateArray())
            {
                int at = rows.FindIndex(row => row.Code == first.GetProperty("code").GetString());
                check.Number("shrunken", first.GetProperty("shrunken"), pm.Shrunken[at], tolerance);
            }

            return;
        }

        var result = ShrunkenMeans.Of(SkillsGolden.Row(input.GetProperty("estimate")), SkillsGolden.Row(input.GetProperty("variance")), estimator);
        if (!result.TryGet(out var shrunken))
        {
            check.Undefined("result", result);
            if (expected.ValueKind != JsonValueKind.Null) check.Fault(result.Undefined!.ToString());
            return;
        }

        double z = NormalDistribution.Critical(Tolerance(input, "confidence", 0.9));
        check.Number("tau2", expected.GetProperty("tau2"), shrunken.BetweenVariance, Tolerance(one, "toleranceTau2", 1e-8));
        foreach (var property in expected.EnumerateObject())
        {
            switch (property.Name)
            {
                case "mean": check.Number("mean", property.Value, shrunken.Mean, tolerance); break;
                case "meanSe": check.Number("error", property.Value, shrunken.MeanError, tolerance); break;
                case "shrunken": check.Numbers("shrunken", property.Value, shrunken.Shrunken, tolerance); break;
                case "shrunkenSe": check.Numbers("errors", property.Value, shrunken.Errors, tolerance); break;
                case "shrinkWeight": check.Numbers("weights", property.Value, shrunken.ShrinkWeights, tolerance); break;
                case "lower90" or "lower": check.Numbers("lower", property.Value, [.. shrunken.Shrunken.Select((value, i) => value - (z * shrunken.Errors[i]))], tolerance); break;
                case "upper90" or "upper": check.Numbers("upper", property.Value, [.. shrunken.Shrunken.Select((value, i) => value + (z * shrunken.Errors[i]))], tolerance); break;
            }
        }
    }

    public static void Rasch(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        var expected = one.GetProperty("expected");
        double tolerance = Tolerance(one, "tolerance", 1e-5);
        var responses = new List<FacetResponse>();
        string[] people, raters;
        int items;
        if (input.TryGetProperty("file", out var file))
        {
            var rows = data.Rows(file.GetString()!);
            string[] columns = input.TryGetProperty("items", out var names) && names.ValueKind == JsonValueKind.Array
                ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
                : [.. rows[0].Keys.Skip(2)];
            string personColumn = input.TryGetProperty("person", out var p) ? p.GetString()! : rows[0].Keys.First();
            string raterColumn = input.TryGetProperty("rater", out var r) && r.ValueKind == JsonValueKind.String ? r.GetString()! : rows[0].Keys.ElementAt(1);
            people = [.. rows.Select(row => row[personColumn]).Distinct()];
            raters = [.. rows.Select(row => row[raterColumn]).Distinct().Order(StringComparer.Ordinal)];
            items = columns.Length;
            var personIndex = people.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i, StringComparer.Ordinal);
            foreach (var row in rows)
            {
                for (int i = 0; i < items; i++)
                {
                    if (int.TryParse(row[columns[i]], CultureInfo.InvariantCulture, out int score)) responses.Add(new(personIndex[row[personColumn]], i, Array.IndexOf(raters, row[raterColumn]), score));
                }
            }
        }
        else
        {
            var table = input.GetProperty("responses");
            double[] rater = input.TryGetProperty("rater", out var list) ? SkillsGolden.Row(list) : [.. Enumerable.Repeat(1.0, table.GetArrayLength())];
            double[] distinct = [.. rater.Distinct().Order()];
            raters = [.. distinct.Select(value => value.ToString(CultureInfo.InvariantCulture))];
            people = [.. Enumerable.Range(0, table.GetArrayLength()).Select(i => i.ToString(CultureInfo.InvariantCulture))];
            items = table[0].GetArrayLength();
            for (int i = 0; i < people.Length; i++)
            {
                for (int j = 0; j < items; j++)
                {
                    if (table[i][j].ValueKind == JsonValueKind.Number) responses.Add(new(i, j, Array.IndexOf(distinct, rater[i]), table[i][j].GetInt32()));
                }
            }
        }

        var fit = FacetRasch.Fit(responses, people.Length, items, raters.Length, responses.Max(response => response.Score));
        if (!fit.TryGet(out var rasch))
        {
            check.Fault(fit.Undefined!.ToString());
            return;
        }

        foreach (var property in expected.EnumerateObject())
        {
            switch (property.Name)
            {
                case "item": check.Numbers("item", property.Value, rasch.Item, tolerance); break;
                case "step": check.Numbers("step", property.Value, rasch.Step, tolerance); break;
                case "rater": check.Numbers("rater", property.Value, rasch.Rater, tolerance); break;
                case "variance": check.Number("variance", property.Value, rasch.Variance, tolerance); break;
                case "deviance": check.Number("deviance", property.Value, rasch.Deviance, tolerance); break;
                case "eap": check.Numbers("eap", property.Value, rasch.Eap, tolerance); break;
                case "posteriorSd": check.Numbers("sd", property.Value, rasch.PosteriorSd, tolerance); break;
            }
        }
    }

    public static void DawidSkeneCase(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        var expected = one.GetProperty("expected");
        double tolerance = Tolerance(one, "tolerance", 1e-6);
        var labels = new List<(string Item, string Rater, int Class)>();
        if (input.TryGetProperty("file", out var file))
        {
            labels.AddRange(data.Rows(file.GetString()!).Select(row => (row["item"], row["rater"], (int)Number(row["rating"]))));
        }
        else
        {
            labels.AddRange(input.GetProperty("labels").EnumerateArray().Select(row => row.ValueKind == JsonValueKind.Array
                ? (row[0].ToString(), row[1].ToString(), row[2].GetInt32())
                : (row.GetProperty("item").ToString(), row.GetProperty("rater").ToString(), row.GetProperty("rating").GetInt32())));
        }

        string[] items = InOrder(labels.Select(label => label.Item)), raters = InOrder(labels.Select(label => label.Rater));
        int classes = input.GetProperty("classes").GetInt32(), lowest = labels.Min(label => label.Class) == 0 ? 0 : 1;
        var fit = DawidSkene.Fit(
            [.. labels.Select(label => new Label(Array.IndexOf(items, label.Item), Array.IndexOf(raters, label.Rater), label.Class - lowest))], items.Length, raters.Length, classes);
        if (!fit.TryGet(out var model))
        {
            check.Fault(fit.Undefined!.ToString());
            return;
        }

        check.Numbers("prevalence", expected.GetProperty("prevalence"), model.Prevalence, tolerance);
        int at = 0;
        foreach (var table in expected.GetProperty("errorRates").EnumerateArray()) check.Table($"rates[{at}]", table, model.ErrorRates[at++], tolerance);
        check.Number("log-likelihood", expected.GetProperty("logLikelihood"), model.LogLikelihood, tolerance);
        check.Table("posterior", expected.GetProperty("posterior"), model.Posterior, tolerance);
        if (expected.TryGetProperty("mode", out var mode)) check.Numbers("mode", mode, [.. model.Posterior.Select(row => (double)(Array.IndexOf(row, row.Max()) + lowest))]);
    }

    public static void Gap(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var input = one.GetProperty("input");
        var rows = data.Rows(input.GetProperty("file").GetString()!);
        string current = input.GetProperty("current").GetString()!, required = input.GetProperty("required").GetString()!;
        double Error(string text) => text.Length == 0 ? 0 : Number(text);
        (double Value, double Error) At(string code, string element, string scale)
        {
            var row = rows.First(candidate => candidate["O*NET-SOC Code"] == code && candidate["Element ID"] == element && candidate["Scale ID"] == scale);
            return (Number(row["Data Value"]), Error(row["Standard Error"]));
        }

        foreach (var gap in one.GetProperty("expected").GetProperty("gaps").EnumerateArray())
        {
            string element = gap.GetProperty("element").GetString()!;
            var have = At(current, element, "LV");
            var need = At(required, element, "LV");
            double importance = At(required, element, "IM").Value;
            var shortfall = Shortfall.Of(have.Value, have.Error, need.Value, need.Error);
            check.Number("current", gap.GetProperty("current"), have.Value);
            check.Number("required", gap.GetProperty("required"), need.Value);
            check.Number(element, gap.GetProperty("gap"), shortfall.Gap);
            check.Number(element + " se", gap.GetProperty("se"), shortfall.StandardError);
            check.Number(element + " p", gap.GetProperty("probabilityOfGap"), shortfall.Probability.TryGet(out double probability) ? probability : null);
            check.Number(element + " importance", gap.GetProperty("importance"), importance);
            check.Number(element + " weighted", gap.GetProperty("weightedGap"), Math.Max(0, shortfall.Gap) * importance);
        }
    }

    public static void Triangulation(JsonElement one, GoldenCheck check, DataFolder data)
    {
        var expected = one.GetProperty("expected");
        var rows = data.Rows(one.GetProperty("input").GetProperty("file").GetString()!);
        static HashSet<string> Set(Dictionary<string, string> row, string column) =>
            row.TryGetValue(column, out string? text) ? [.. text.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0 && part != "NA")] : [];
        var have = new Dictionary<string, int>(StringComparer.Ordinal);
        var want = new Dictionary<string, int>(StringComparer.Ordinal);
        var pay = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        int respondents = 0;
        foreach (var row in rows)
        {
            var has = Set(row, "LanguageHaveWorkedWith");
            var wants = Set(row, "LanguageWantToWorkWith");
            if (has.Count == 0 && wants.Count == 0) continue;
            respondents++;
            bool paid = double.TryParse(row["ConvertedCompYearly"], CultureInfo.InvariantCulture, out double compensation) && compensation > 0;
            foreach (string skill in has)
            {
                have[skill] = have.GetValueOrDefault(skill) + 1;
                if (!pay.TryGetValue(skill, out var list)) pay[skill] = list = [];
                if (paid) list.Add(compensation);
            }

            foreach (string skill in wants)
            {
                if (!has.Contains(skill)) want[skill] = want.GetValueOrDefault(skill) + 1;
            }
        }

        check.Whole("respondents", expected.GetProperty("respondents"), respondents);
        string[] skills = [.. expected.GetProperty("skills").EnumerateArray().Select(skill => skill.GetProperty("skill").GetString()!)];
        string[] found = [.. have.Keys.Where(skill => pay[skill].Count >= 20).Order(StringComparer.Ordinal)];
        check.Text("skills", string.Join(";", skills.Order(StringComparer.Ordinal)), string.Join(";", found));
        double[][] scores = [.. skills.Select(skill => new[] { 1 - (have[skill] / (double)respondents), want.GetValueOrDefault(skill) / (double)respondents, Median(pay[skill]) })];
        var table = DecisionTable.Create(scores).Value;
        var sum = WeightedSum.Of(table, Normalisation.MinMax).Value;
        int at = 0;
        foreach (var skill in expected.GetProperty("skills").EnumerateArray())
        {
            string name = skills[at];
            check.Whole(name + " have", skill.GetProperty("have"), have[name]);
            check.Whole(name + " want", skill.GetProperty("wantNotHave"), want.GetValueOrDefault(name));
            check.Number(name + " pay", skill.GetProperty("medianCompensation"), Median(pay[name]));
            check.Number(name + " score", skill.GetProperty("score"), sum.Scores[at++]);
            var wilson = Proportion.Wilson(want.GetValueOrDefault(name), respondents, 0.9).Value;
            check.Numbers(name + " wilson", skill.GetProperty("surveyWilson90"), [wilson.Lower, wilson.Upper]);
        }

        string[] order = [.. Ranking.Order(sum.Scores).Select(i => skills[i])];
        check.Text("order", string.Join(";", expected.GetProperty("orderByScore").EnumerateArray().Select(skill => skill.GetString())), string.Join(";", order));
        double[][] columns = [.. Enumerable.Range(0, 3).Select(j => scores.Select(row => row[j]).ToArray())];
        check.Number("W", expected.GetProperty("kendallW"), KendallConcordance.Of([.. columns.Select(column => Ranking.Mid(column))]).Value.W);
        var spearman = expected.GetProperty("pairwiseSpearman");
        check.Number("gap-survey", spearman.GetProperty("gap-survey"), RankCorrelation.Spearman(columns[0], columns[1]).Value);
        check.Number("gap-plan", spearman.GetProperty("gap-plan"), RankCorrelation.Spearman(columns[0], columns[2]).Value);
        check.Number("survey-plan", spearman.GetProperty("survey-plan"), RankCorrelation.Spearman(columns[1], columns[2]).Value);
        double[][] scaled = [.. skills.Select(_ => new double[3])];
        for (int j = 0; j < 3; j++)
        {
            double[] column = Normaliser.Column(table, j, Normalisation.MinMax);
            for (int i = 0; i < column.Length; i++) scaled[i][j] = column[i];
        }

        var acceptability = RankAcceptability.Of(scaled).Value;
        foreach (var first in expected.GetProperty("firstRankAcceptabilityMonteCarlo").EnumerateObject())
        {
            check.Number(first.Name + " first", first.Value, acceptability.Acceptability[Array.IndexOf(skills, first.Name)][0], Tolerance(one, "toleranceMonteCarlo", 0.004));
        }
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        int middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static void CheckEffects(JsonElement expected, GoldenCheck check, Rows rows, CrossedPosterior posterior, (double[] Person, double[] Rater)? conditional, double? tolerance)
    {
        foreach (var group in expected.GetProperty("effects").EnumerateObject())
        {
            bool isPerson = group.Name == rows.PersonName;
            string[] ids = isPerson ? rows.People : rows.Raters;
            foreach (var effect in group.Value.EnumerateArray())
            {
                int at = Array.IndexOf(ids, effect.GetProperty("id").ToString());
                check.Number($"{group.Name} {at}", effect.GetProperty("estimate"), isPerson ? posterior.Effects.Person[at] : posterior.Effects.Rater[at], tolerance);
                check.Number($"{group.Name} {at} sd", effect.GetProperty("predictionSd"), Math.Sqrt(isPerson ? posterior.PersonVariance[at] : posterior.RaterVariance[at]), tolerance);
                if (conditional is { } known && effect.TryGetProperty("conditionalSd", out var sd)) check.Number($"{group.Name} {at} conditional", sd, Math.Sqrt(isPerson ? known.Person[at] : known.Rater[at]), tolerance);
            }
        }
    }

    private static CrossedVariances Variances(JsonElement one)
    {
        var variances = one.GetProperty("input").GetProperty("variances");
        return new(variances.GetProperty("person").GetDouble(), [variances.GetProperty("rater").GetDouble()], [variances.GetProperty("residual").GetDouble()]);
    }

    private static double Tolerance(JsonElement one, string name, double otherwise) =>
        one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : otherwise;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string[] InOrder(IEnumerable<string> ids)
    {
        string[] distinct = [.. ids.Distinct()];
        return distinct.All(id => double.TryParse(id, CultureInfo.InvariantCulture, out _)) ? [.. distinct.OrderBy(Number)] : [.. distinct.Order(StringComparer.Ordinal)];
    }

    private static Rows ReadRows(JsonElement one, DataFolder data)
    {
        var input = one.GetProperty("input");
        string model = input.TryGetProperty("model", out var text) ? text.GetString()! : "y = intercept + person + rater + residual";

        // "score = intercept + paper + reviewer + residual (REML)": the last two names before the residual are the crossed effects.
        string[] terms = [.. model.Split('=')[1].Split('(')[0].Split('+').Select(term => term.Trim())];
        string personName = terms[^3], raterName = terms[^2], valueName = model.Split('=')[0].Trim();
        string[] covariates = terms[1..^3];
        var table = new List<Dictionary<string, string>>();
        if (input.TryGetProperty("file", out var file))
        {
            table.AddRange(data.Rows(file.GetString()!));
        }
        else
        {
            var list = input.TryGetProperty("rows", out var rows) ? rows : input.GetProperty("ratings");
            foreach (var row in list.EnumerateArray()) table.Add(row.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString(), StringComparer.Ordinal));
        }

        string Column(string name, string setting)
        {
            if (input.TryGetProperty(setting, out var own) && own.ValueKind == JsonValueKind.String) return own.GetString()!;
            return table[0].ContainsKey(name) ? name : table[0].ContainsKey("id" + name) ? "id" + name : name;
        }

        string personColumn = Column(personName, "person"), raterColumn = Column(raterName, "rater");
        string valueColumn = Column(valueName, "value");
        string[] parts = valueColumn.StartsWith("sum of ", StringComparison.Ordinal) ? valueColumn["sum of ".Length..].Split(',', StringSplitOptions.TrimEntries) : [valueColumn];
        string[] people = InOrder(table.Select(row => row[personColumn])), raters = InOrder(table.Select(row => row[raterColumn]));
        var personIndex = people.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i, StringComparer.Ordinal);
        var raterIndex = raters.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i, StringComparer.Ordinal);
        int[] person = [.. table.Select(row => personIndex[row[personColumn]])], rater = [.. table.Select(row => raterIndex[row[raterColumn]])];
        double[] y = [.. table.Select(row => parts.Sum(part => row.TryGetValue(part, out string? value) ? Number(value) : 0))];
        var kinds = new List<CrossedKind>();
        byte[] kind = new byte[table.Count];
        for (int k = 0; k < table.Count; k++)
        {
            double[] design = [1, .. covariates.Select(name => Number(table[k][name]))];
            int at = kinds.FindIndex(known => known.Design.SequenceEqual(design));
            if (at < 0)
            {
                at = kinds.Count;
                kinds.Add(new(design, 0));
            }

            kind[k] = (byte)at;
        }

        var crossed = new CrossedData(people.Length, raters.Length, person, rater, kind, y, [], [.. kinds], new byte[raters.Length]);
        double mean = y.Average();
        return new(crossed, people, raters, person, rater, y, ["(Intercept)", .. covariates], personName, y.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, y.Length - 1));
    }

    private sealed record Rows(CrossedData Data, string[] People, string[] Raters, int[] Person, int[] Rater, double[] Y, string[] Fixed, string PersonName, double TotalVariance);
}
