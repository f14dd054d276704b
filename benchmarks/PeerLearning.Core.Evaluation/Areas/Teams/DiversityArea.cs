using System.Diagnostics;
using System.Globalization;
using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Evaluation.Areas.Teams;

/// <summary>The most diverse subsets by distances alone: files of the MDPLIB kind, and generated ones of the same families.</summary>
internal sealed class DiversityArea : IArea
{
    private const long ProofNodes = 3_000_000;

    public string Name => "diversity";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        var references = ReadReferences(options);
        bool any = false;
        foreach (string file in options.Files("*.txt").Concat(options.Files("*.txt.gz")).Order(StringComparer.Ordinal))
        {
            if (!IsDistances(file)) continue;
            any = true;
            string name = options.NameOf(file);
            string key = KeyOf(file);
            var instance = new Lazy<(int Count, int Size, double[] Distances)>(() => Read(file));
            int count = NumberAfter(key, "_n");
            if (key.StartsWith("GKD_d", StringComparison.Ordinal) || NumberAfter(key, "_m") == 0)
            {
                foreach (double share in new[] { 0.1, 0.2, 0.5 })
                {
                    int size = Math.Max(2, (int)Math.Round(share * Math.Max(count, 4), MidpointRounding.AwayFromZero));
                    yield return new Case($"{name}/maxsum-p{size}", () => Judge(instance.Value.Distances, instance.Value.Count, size, references, $"{key}|{size}|sum", isMinimum: false, options.Seeds));
                }

                continue;
            }

            yield return new Case($"{name}/maxsum", () => Judge(instance.Value.Distances, instance.Value.Count, instance.Value.Size, references, $"{key}|sum", isMinimum: false, options.Seeds));
            if (references.ContainsKey($"{key}|min"))
            {
                yield return new Case($"{name}/maxmin", () => Judge(instance.Value.Distances, instance.Value.Count, instance.Value.Size, references, $"{key}|min", isMinimum: true, options.Seeds));
            }
        }

        // The family MDG (Duarte and Marti, EJOR 178(1), 2007): random reals from 0 to 10 (a) and from 0 to 1000 (b), n = 500, m = 50.
        foreach (var (name, largest, first) in new[] { ("a", 10.0, 0UL), ("b", 1000.0, 100UL) })
        {
            for (ulong seed = 1; seed <= (ulong)Math.Min(10, options.Seeds); seed++)
            {
                ulong own = seed;
                yield return new Case($"generated/mdg-{name}-n500-m50-seed{seed}/maxsum", () => Random(largest, first + own));
            }
        }

        if (!any) yield return Case.Skipped("mdplib", "no files with distances in the data folder");
        for (ulong seed = 1; seed <= (ulong)options.Seeds; seed++)
        {
            ulong own = seed;
            yield return new Case($"generated/euclidean-n14-seed{seed}/maxsum", () => Small(own, isEuclidean: true, isMinimum: false));
            yield return new Case($"generated/euclidean-n14-seed{seed}/maxmin", () => Small(own, isEuclidean: true, isMinimum: true));
            yield return new Case($"generated/integers-n14-seed{seed}/maxsum", () => Small(own, isEuclidean: false, isMinimum: false));
            yield return new Case($"generated/integers-n14-seed{seed}/maxmin", () => Small(own, isEuclidean: false, isMinimum: true));
        }
    }

    /// <summary>The exchanges of one search: enough for the size, and about as long for every size.</summary>
    private static long MovesFor(int count) => count <= 60 ? 2_000 : Math.Min(800L * count, 200_000_000L / count);

    private static CaseOutcome Judge(
        double[] distances, int count, int size, Dictionary<string, (double Value, bool IsProven, double Tolerance)> references, string key, bool isMinimum, int seeds)
    {
        _ = seeds;
        var problem = new DispersionProblem(distances, count, size);
        long moves = MovesFor(count);
        var watch = Stopwatch.StartNew();
        var answer = isMinimum ? MaxMinDispersion.Solve(problem, ProofNodes) : MaxSumDispersion.Solve(problem, moves, ProofNodes / (count > 60 ? 30 : 1), 1);
        double seconds = watch.Elapsed.TotalSeconds;
        double again = isMinimum ? problem.Minimum(answer.Team) : problem.Sum(answer.Team);
        bool isSound = answer.Team.Distinct().Count() == size && Math.Abs(again - answer.Value) <= 1e-6 * Math.Max(1, Math.Abs(again));
        if (!references.TryGetValue(key, out var reference))
        {
            return new CaseOutcome
            {
                Ok = isSound,
                Value = answer.Value,
                Gap = (answer.Bound - answer.Value) / Math.Max(1, answer.Value),
                Seconds = seconds,
                Proven = answer.IsProven,
                Verified = isSound,
                Detail = "no reference",
            };
        }

        double slack = Math.Max(reference.Tolerance, 1e-7 * Math.Abs(reference.Value));
        bool isReached = answer.Value >= reference.Value - slack;
        bool isConsistent = !reference.IsProven || answer.Value <= reference.Value + slack;
        return new CaseOutcome
        {
            Ok = isSound && isReached && isConsistent && (!reference.IsProven || answer.IsProven),
            Value = answer.Value,
            Reference = reference.Value,
            Gap = (answer.Bound - answer.Value) / Math.Max(1, answer.Value),
            Seconds = seconds,
            Proven = answer.IsProven,
            Verified = isSound,
            Detail = reference.IsProven ? "reference proven" : "reference best known",
        };
    }

    /// <summary>A random instance whose best value nobody knows: the best of the usual work against the best of runs with ten times as many moves together, from other starts.</summary>
    private static CaseOutcome Random(double largest, ulong seed)
    {
        const int Count = 500, Size = 50;
        var random = new SeededRandom(seed);
        double[] distances = new double[Count * Count];
        for (int i = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count; j++) distances[(i * Count) + j] = distances[(j * Count) + i] = largest * random.NextDouble();
        }

        var problem = new DispersionProblem(distances, Count, Size);
        long moves = MovesFor(Count);
        var watch = Stopwatch.StartNew();
        int[] team = new DispersionTabu(problem, 1).Run(moves, default);
        double seconds = watch.Elapsed.TotalSeconds, value = problem.Sum(team);
        double reference = 0;
        for (ulong start = 2; start <= 6; start++) reference = Math.Max(reference, problem.Sum(new DispersionTabu(problem, start).Run(2 * moves, default)));
        return new CaseOutcome
        {
            Ok = value >= reference * (1 - 1e-9) && team.Distinct().Count() == Size,
            Value = value,
            Reference = reference,
            Gap = Math.Max(0, (reference - value) / reference),
            Seconds = seconds,
            Proven = false,
            Verified = true,
            Detail = "reference: the best of five own runs from other starts, twice as long each; not proven",
        };
    }

    private static CaseOutcome Small(ulong seed, bool isEuclidean, bool isMinimum)
    {
        var random = new SeededRandom(seed);
        const int Count = 14;
        int size = 2 + random.Next(5);
        double[][] points = [.. Enumerable.Range(0, Count).Select(_ => new double[3])];
        foreach (double[] point in points)
        {
            for (int axis = 0; axis < 3; axis++) point[axis] = random.NextDouble() * 100;
        }

        double[] distances = new double[Count * Count];
        for (int i = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count; j++)
            {
                double distance = isEuclidean ? Math.Sqrt(points[i].Zip(points[j], (a, b) => (a - b) * (a - b)).Sum()) : random.Next(10);
                distances[(i * Count) + j] = distances[(j * Count) + i] = distance;
            }
        }

        var problem = new DispersionProblem(distances, Count, size);
        double best = double.NegativeInfinity;
        for (int mask = 0; mask < 1 << Count; mask++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)mask) != size) continue;
            int[] team = [.. Enumerable.Range(0, Count).Where(i => (mask >> i & 1) != 0)];
            best = Math.Max(best, isMinimum ? problem.Minimum(team) : problem.Sum(team));
        }

        return Judge(distances, Count, size, new() { ["own"] = (best, true, 1e-9) }, "own", isMinimum, 1);
    }

    /// <summary>Every table with the columns of a reference, by its header.</summary>
    private static Dictionary<string, (double Value, bool IsProven, double Tolerance)> ReadReferences(EvaluationOptions options)
    {
        var references = new Dictionary<string, (double Value, bool IsProven, double Tolerance)>(StringComparer.Ordinal);
        foreach (string file in options.Files("*.csv"))
        {
            using var reader = EvaluationOptions.Open(file);
            string[] header = (reader.ReadLine() ?? "").Split(',');
            int name = Array.IndexOf(header, "instance");
            if (name < 0) continue;
            int sum = Array.IndexOf(header, "optimal_maxsum"), min = Array.IndexOf(header, "optimal_maxmin"), known = Array.IndexOf(header, "best_known_maxsum");
            int size = Array.IndexOf(header, "p"), objective = Array.IndexOf(header, "objective"), gap = Array.IndexOf(header, "gap");
            while (reader.ReadLine() is { } line)
            {
                string[] cells = line.Split(',');
                if (cells.Length < header.Length) continue;
                string key = KeyOf(cells[name]);
                if (sum >= 0) references[$"{key}|sum"] = (Number(cells[sum]), true, 1e-4);
                if (min >= 0) references[$"{key}|min"] = (Number(cells[min]), true, 1e-4);
                if (known >= 0) references.TryAdd($"{key}|sum", (Number(cells[known]), false, 0.05));
                if (size >= 0 && objective >= 0 && gap >= 0)
                {
                    var value = (Number(cells[objective]), Number(cells[gap]) == 0, 1e-7 * Number(cells[objective]));
                    string place = $"{key}|{cells[size]}|sum";
                    if (!references.TryGetValue(place, out var other) || (!other.IsProven && value.Item2)) references[place] = value;
                }
            }
        }

        return references;
    }

    private static (int Count, int Size, double[] Distances) Read(string file)
    {
        using var reader = EvaluationOptions.Open(file);
        string key = KeyOf(file);
        int count = NumberAfter(key, "_n"), size = NumberAfter(key, "_m");
        double[]? distances = null;
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 2 && distances is null)
            {
                count = int.Parse(cells[0], CultureInfo.InvariantCulture);
                size = int.Parse(cells[1], CultureInfo.InvariantCulture);
            }

            if (cells.Length < 3) continue;
            distances ??= new double[count * count];
            int i = int.Parse(cells[0], CultureInfo.InvariantCulture), j = int.Parse(cells[1], CultureInfo.InvariantCulture);
            distances[(i * count) + j] = distances[(j * count) + i] = Number(cells[2]);
        }

        return (count, size, distances ?? []);
    }

    private static bool IsDistances(string file)
    {
        if (NumberAfter(KeyOf(file), "_n") == 0) return false;
        using var reader = EvaluationOptions.Open(file);
        string[] first = (reader.ReadLine() ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return first.Length is 2 or 3 && first.All(cell => double.TryParse(cell, CultureInfo.InvariantCulture, out _));
    }

    private static string KeyOf(string file)
    {
        string name = Path.GetFileName(file);
        foreach (string end in new[] { ".gz", ".txt" })
        {
            if (name.EndsWith(end, StringComparison.Ordinal)) name = name[..^end.Length];
        }

        return name;
    }

    private static int NumberAfter(string key, string mark)
    {
        int at = key.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0) return 0;
        string digits = new([.. key[(at + mark.Length)..].TakeWhile(char.IsAsciiDigit)]);
        return digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
