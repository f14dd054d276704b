using System.Diagnostics;
using System.Globalization;
using PeerLearning.Cohorts;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Grouping by squared distances of attributes: tables of learners against assignment-based dealing, and generated tables of up to a million.</summary>
internal sealed class LearnersArea : IArea
{
    public string Name => "learners";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        bool any = false;
        foreach (string file in options.Files("*.csv").Concat(options.Files("*.csv.gz")).Where(file => file.Replace('\\', '/').Contains("/learners/", StringComparison.Ordinal)))
        {
            if (ReadTable(file) is not { Count: >= 20 } table) continue;
            any = true;
            string name = options.NameOf(file);
            int groups = table.Count >= 1000 ? 100 : table.Count / 10;
            yield return new Case($"{name}/{groups}-groups", () => Judge(Standardize(table), groups, null, null));
            string twin = file.Replace(".csv", "_categories.csv", StringComparison.Ordinal);
            if (File.Exists(twin)) yield return new Case($"{name}/{groups}-groups/categories", () => Judge(Standardize(table), groups, null, ReadCategories(twin)));
        }

        if (!any) yield return Case.Skipped("learners", "No table of numbers in a folder 'learners'.");
        yield return new Case("generated/feat-960-8-1/24-groups", () => Judge(Features(960, 8), 24, 0.000172, null));
        yield return new Case("generated/feat-10000-8-1/500-groups", () => Judge(Features(10_000, 8), 500, 0.000339, null));
        yield return new Case("generated/feat-100000-8-1/5000-groups", () => Judge(Features(100_000, 8), 5_000, 0.00045, null));
        yield return new Case("generated/feat-1000000-8-1/50000-groups", () => Judge(Features(1_000_000, 8), 50_000, 0.00045, null));
    }

    private static CaseOutcome Judge(List<double[]> rows, int groups, double? referenceGap, string[]? categories)
    {
        int columns = rows[0].Length;
        var category = new Dimension("Category", DimensionClass.Organisational);
        var people = new List<Person>(rows.Count);
        for (int i = 0; i < rows.Count; i++) people.Add(new Person { Id = new PersonId($"p{i:0000000}"), Values = categories is null ? [] : [new DimensionValue(category, categories[i])] });
        var workforce = Workforce.Create(people);
        var request = new GroupingRequest
        {
            Learners = people.ConvertAll(person => person.Id),
            Cohorts = CohortFrame.Several(groups),
            Attributes = [.. Enumerable.Range(0, columns).Select(c => new LearnerColumn { Name = $"a{c}", Values = rows.ConvertAll(row => row[c]) })],
            Criteria = [new GroupingCriterion { Attributes = [.. Enumerable.Range(0, columns).Select(c => $"a{c}")], IsStandardized = false }],
            Rules = categories is null ? [] : [.. categories.GroupBy(value => value).OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => new CountRule
            {
                Values = [new DimensionValue(category, value.Key)], Minimum = value.Count() / groups, Maximum = (value.Count() + groups - 1) / groups,
            })],
        };
        people.Clear();
        var grouper = new CohortGrouper();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var answer = grouper.Group(workforce, request);
        double seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        processor = process.TotalProcessorTime - processor;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        double gap = answer.Certificate.Bound == 0 ? 0 : (answer.Certificate.Bound - answer.Certificate.Objective) / answer.Certificate.Bound;
        double? peer = null;
        if (referenceGap is null && rows.Count <= 20_000)
        {
            peer = Dealt(rows, groups);
            referenceGap = (answer.Certificate.Bound - peer) / answer.Certificate.Bound;
        }

        bool isVerified = answer.HasCohorts && (rows.Count > 200_000 ? VerifiesSums(rows, answer) : answer.Verify(workforce, request).Count == 0);
        return new CaseOutcome
        {
            Ok = isVerified && (referenceGap is null || categories is not null || gap <= referenceGap + 1e-12),
            Value = answer.Certificate.Objective,
            Reference = peer,
            Gap = gap,
            Seconds = seconds,
            AllocatedBytes = bytes,
            Proven = answer.Certificate.Proof == Proof.Optimal,
            Verified = isVerified,
            Detail = string.Create(
                CultureInfo.InvariantCulture,
                $"bound {answer.Certificate.Bound:F3}, gap {gap:P4}, reference gap {(referenceGap is { } r ? r.ToString("P4", CultureInfo.InvariantCulture) : "none")}{(peer is null ? "" : " of assignment-based dealing")}, work {answer.Certificate.WorkSpent}, {processor.TotalSeconds:F2} CPU seconds"),
        };
    }

    /// <summary>The objective from the definition, in one pass over the cohorts, and every learner placed once.</summary>
    private static bool VerifiesSums(List<double[]> rows, CohortGrouping answer)
    {
        int columns = rows[0].Length;
        var seen = new bool[rows.Count];
        double total = 0;
        foreach (var cohort in answer.Cohorts)
        {
            for (int c = 0; c < columns; c++)
            {
                double mean = cohort.Members.Average(member => rows[Index(member)][c]);
                total += cohort.Members.Count * cohort.Members.Sum(member => (rows[Index(member)][c] - mean) * (rows[Index(member)][c] - mean));
            }

            foreach (var member in cohort.Members)
            {
                if (seen[Index(member)]) return false;
                seen[Index(member)] = true;
            }
        }

        return seen.All(placed => placed) && Math.Abs(total - answer.Certificate.Objective) <= 1e-9 * total;
    }

    private static int Index(PersonId id) => int.Parse(id.Value.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>The peer: assignment-based anticlustering (Baumann et al., arXiv 2601.06351), batch by batch with an exact assignment.</summary>
    private static double Dealt(List<double[]> rows, int groups)
    {
        int columns = rows[0].Length;
        double[] mean = [.. Enumerable.Range(0, columns).Select(c => rows.Average(row => row[c]))];
        var centred = rows.ConvertAll(row => row.Select((value, c) => value - mean[c]).ToArray());
        int[] order = [.. Enumerable.Range(0, rows.Count).OrderByDescending(i => centred[i].Sum(value => value * value)).ThenBy(i => i)];
        double[][] sum = [.. Enumerable.Range(0, groups).Select(_ => new double[columns])];
        double[] squares = new double[groups];
        int[] size = new int[groups];
        for (int at = 0; at < order.Length; at += groups)
        {
            int batch = Math.Min(groups, order.Length - at);
            int[] cost = new int[batch * groups];
            for (int k = 0; k < batch; k++)
            {
                for (int g = 0; g < groups; g++)
                {
                    double distance = 0;
                    for (int c = 0; c < columns; c++)
                    {
                        double difference = centred[order[at + k]][c] - (size[g] == 0 ? 0 : sum[g][c] / size[g]);
                        distance += difference * difference;
                    }

                    cost[(k * groups) + g] = (int)Math.Round(-distance * 1e4);
                }
            }

            var solution = DenseAssignment.Solve(cost, batch, groups);
            for (int k = 0; k < batch; k++)
            {
                int g = solution.ColumnOf[k];
                size[g]++;
                for (int c = 0; c < columns; c++)
                {
                    sum[g][c] += centred[order[at + k]][c];
                    squares[g] += centred[order[at + k]][c] * centred[order[at + k]][c];
                }
            }
        }

        return Enumerable.Range(0, groups).Sum(g => (size[g] * squares[g]) - sum[g].Sum(value => value * value));
    }

    private static List<double[]> Features(int count, int columns)
    {
        var rows = new List<double[]>(count);
        for (int i = 0; i < count; i++)
        {
            double[] row = new double[columns];
            for (int c = 0; c < columns; c++) row[c] = MatchingInstances.Random(1, ((ulong)i * (ulong)columns) + (ulong)c) % 10_001 / 1000.0;
            rows.Add(row);
        }

        return rows;
    }

    private static string[] ReadCategories(string file)
    {
        using var reader = EvaluationOptions.Open(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>The columns of a table in which every cell is a number; a first line without numbers names them.</summary>
    private static List<double[]>? ReadTable(string file)
    {
        using var reader = EvaluationOptions.Open(file);
        var lines = new List<string[]>();
        char? separator = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            line = line.Replace("\"", "", StringComparison.Ordinal);
            separator ??= line.Contains(';', StringComparison.Ordinal) ? ';' : ',';
            lines.Add(line.Split(separator.Value));
        }

        static double? Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
        if (lines.Count < 2) return null;
        if (lines[0].All(cell => Number(cell) is null)) lines.RemoveAt(0);
        int width = lines.Min(line => line.Length);
        int[] numeric = [.. Enumerable.Range(0, width).Where(c => lines.TrueForAll(line => Number(line[c]) is not null))];
        return numeric.Length < 2 ? null : lines.ConvertAll(line => Array.ConvertAll(numeric, c => Number(line[c])!.Value));
    }

    private static List<double[]> Standardize(List<double[]> rows)
    {
        int columns = rows[0].Length;
        var result = rows.ConvertAll(row => (double[])row.Clone());
        for (int c = 0; c < columns; c++)
        {
            double mean = rows.Average(row => row[c]);
            double deviation = Math.Sqrt(rows.Average(row => (row[c] - mean) * (row[c] - mean)));

            // A table that is standardised already, by whichever divisor, stays as it is, so that published values compare.
            if (Math.Abs(mean) < 1e-6 && Math.Abs(deviation - 1) < 0.01) continue;
            foreach (double[] row in result) row[c] = deviation > 0 ? (row[c] - mean) / deviation : 0;
        }

        return result;
    }
}
