using System.Globalization;
using PeerLearning.Evaluation.Golden;
using PeerLearning.People;
using PeerLearning.Skills;
using PeerLearning.Statistics;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Real ratings, each hidden in turn and predicted from all others: how often the 90% interval holds it.</summary>
/// <remarks>Every file <c>ratings-*.csv</c> with a rater column; the value is the sum of the score columns, as the golden cases have it. Labels of categories are left out.</remarks>
internal sealed class HeldOutRatingsArea : IArea
{
    private static readonly string[] RaterNames = ["rater", "reviewer", "senior", "judge"];
    private static readonly string[] PersonNames = ["stud", "paper", "person", "junior"];
    private static readonly string[] ContextNames = ["task", "trait"];

    public string Name => "calibration";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        var data = new DataFolder(options.Data);
        var files = options.Files("ratings-*.csv");
        if (files.Count == 0) yield return Case.Skipped("calibration/held-out", "there are no rating files in the data folder");
        var total = new int[2];
        foreach (string file in files)
        {
            var rows = data.Rows(Path.GetFileName(file));
            string[] columns = [.. rows[0].Keys];
            string? rater = Find(columns, RaterNames), person = Find(columns, PersonNames), context = Find(columns, ContextNames);
            if (rater is null || person is null) continue;
            string[] values = [.. columns.Where(column => column != rater && column != person && column != context)];
            yield return new Case($"calibration/held-out/{options.NameOf(file)}", () => Judge(rows, person, rater, context, values, total));
            yield return new Case($"calibration/suspicion/{options.NameOf(file)}", () => Suspicion(rows, person, rater, context, values));
        }

        yield return new Case("calibration/held-out/all", () =>
        {
            double coverage = total[0] / (double)Math.Max(1, total[1]);
            return new CaseOutcome { Ok = coverage is >= 0.88 and <= 0.92, IsSkipped = total[1] == 0, Value = coverage, Reference = 0.9, Detail = $"{total[1]} ratings" };
        });
    }

    /// <summary>Real ratings are not suspected; the same with the people mixed up, a straight line or a copied rater added are, by the name of what was planted.</summary>
    private static CaseOutcome Suspicion(IReadOnlyList<Dictionary<string, string>> rows, string personColumn, string raterColumn, string? contextColumn, string[] values)
    {
        Evidence[] clean = [.. rows.Select(row => new Evidence
        {
            Person = new PersonId(contextColumn is null ? row[personColumn] : row[personColumn] + "|" + row[contextColumn]),
            Skill = new SkillId("rated"),
            Kind = EvidenceKind.Peer,
            By = new PersonId("rater " + row[raterColumn]),
            Level = values.Sum(column => double.Parse(row[column], CultureInfo.InvariantCulture)),
        })];
        var options = new ProficiencyEstimatorOptions
        {
            Scale = new SkillScale { Name = "rated", Lowest = clean.Min(row => row.Level!.Value), Highest = clean.Max(row => row.Level!.Value) },
            CalibrationRounds = 0,
        };
        string[] suspicions = ["evidence.rater.straightline", "evidence.raters.identical", "evidence.raters.single", "evidence.labels.scrambled", "evidence.rater.careless"];
        HashSet<string> Found(IEnumerable<Evidence> evidence) =>
            [.. new ProficiencyEstimator(options).Estimate(evidence, Instant.FromUnixTimeSeconds(0)).Problems.Select(problem => problem.Code).Where(suspicions.Contains)];

        var found = Found(clean);
        var random = new Internal.SeededRandom(8);
        PersonId[] people = [.. clean.Select(row => row.Person)];
        random.Shuffle<PersonId>(people);
        var distinct = clean.Select(row => row.Person).Distinct().Take(10).ToList();
        var busiest = clean.GroupBy(row => row.By!.Value).MaxBy(group => group.Count())!;
        string[] missed =
        [
            .. Found(clean.Select((row, i) => row with { Person = people[i] })).Contains("evidence.labels.scrambled") ? [] : new[] { "mixed-up people" },
            .. Found(clean.Concat(distinct.Select(person => clean[0] with { Person = person, By = new PersonId("flat") }))).Contains("evidence.rater.straightline") ? [] : new[] { "straight line" },
            .. Found(clean.Concat(busiest.Select(row => row with { By = new PersonId("copy") }))).Contains("evidence.raters.identical") ? [] : new[] { "copied rater" },
        ];
        return new CaseOutcome
        {
            Ok = found.Count == 0 && missed.Length == 0,
            Value = found.Count + missed.Length,
            Reference = 0,
            Detail = $"clean: {(found.Count == 0 ? "nothing suspected" : string.Join(", ", found))}; planted: {(missed.Length == 0 ? "all three found" : "missed " + string.Join(", ", missed))}",
        };
    }

    private static string? Find(string[] columns, string[] names) =>
        Array.Find(columns, column => Array.Exists(names, name => column.Contains(name, StringComparison.OrdinalIgnoreCase)));

    private static CaseOutcome Judge(IReadOnlyList<Dictionary<string, string>> rows, string personColumn, string raterColumn, string? contextColumn, string[] values, int[] total)
    {
        // What is rated is a person, in a task or trait where there is one.
        string Target(Dictionary<string, string> row) => contextColumn is null ? row[personColumn] : row[personColumn] + "|" + row[contextColumn];
        string[] people = [.. rows.Select(Target).Distinct()], raters = [.. rows.Select(row => row[raterColumn]).Distinct()];
        var personIndex = people.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i, StringComparer.Ordinal);
        int[] person = [.. rows.Select(row => personIndex[Target(row)])], rater = [.. rows.Select(row => Array.IndexOf(raters, row[raterColumn]))];
        double[] y = [.. rows.Select(row => values.Sum(column => double.Parse(row[column], CultureInfo.InvariantCulture)))];
        var data = new CrossedData(people.Length, raters.Length, person, rater, new byte[y.Length], y, [], [new CrossedKind([1], 0)], new byte[raters.Length]);
        double mean = y.Average(), third = y.Sum(value => (value - mean) * (value - mean)) / (3 * (y.Length - 1.0));
        var fit = CrossedReml.Fit(data, new CrossedVariances(third, [third], [third]));
        if (!fit.TryGet(out var reml)) return new CaseOutcome { Ok = false, Detail = fit.Undefined!.ToString() };
        int inside = 0;
        var posterior = reml.Posterior;
        for (int k = 0; k < data.Rows; k++)
        {
            // The prediction without row k and its variance, in closed form from the fit with it.
            double w = posterior.System.Precision[k], left = 1 - (posterior.FitVariance[k] * w);
            double residual = posterior.Residuals[k] / left, deviation = Math.Sqrt(1 / (w * left));
            if (Math.Abs(residual) <= 1.6448536269514722 * deviation) inside++;
        }

        total[0] += inside;
        total[1] += data.Rows;
        double coverage = inside / (double)data.Rows, error = Math.Sqrt(0.09 / data.Rows);
        return new CaseOutcome
        {
            Ok = coverage >= 0.88 - (2.6 * error) && coverage <= 0.92 + (2.6 * error),
            Value = coverage,
            Reference = 0.9,
            Detail = FormattableString.Invariant($"{data.Rows} ratings, sampling error {error:0.000}; person {reml.Variances.Person:0.00}, rater {reml.Variances.Rater[0]:0.00}, residual {reml.Variances.Residual[0]:0.00}"),
        };
    }
}
