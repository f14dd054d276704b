using System.Diagnostics;
using System.Globalization;
using PeerLearning.Cohorts;
using PeerLearning.Optimization;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Least-cost assignment: OR-Library files, generated dense and capacitated instances with known optima, and random small ones against brute force.</summary>
internal sealed class AssignmentArea : IArea
{
    // Optima found alike by SciPy, OR-Tools and others on the generator's instances.
    private static readonly (int N, ulong Max, long Optimum)[] Dense = [(1000, 1_000, 2_148), (1000, 1_000_000, 1_586_749), (3000, 1_000, 3_413), (3000, 1_000_000, 1_654_681), (5000, 100, 5_000), (5000, 1_000, 5_062), (5000, 1_000_000, 1_647_600)];
    private static readonly (int Learners, int Mentors, bool IsTight, long Optimum)[] Capacitated =
        [(10_000, 1_000, false, 493_994), (100_000, 10_000, false, 4_934_932), (1_000, 100, true, 4_104_818), (10_000, 1_000, true, 27_649_653), (100_000, 10_000, true, 283_755_678)];

    public string Name => "assignment";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        var files = options.Files("assign*.txt");
        foreach (string file in files) yield return new Case(options.NameOf(file), () => OrLibrary(file));
        if (files.Count == 0) yield return Case.Skipped("assignment/assign*.txt", "no OR-Library file in the data folder");
        foreach (var (n, max, optimum) in Dense) yield return new Case($"generated/lsa-int {n} 1 {max}", () => RunDense(MatchingInstances.Dense(n, 1, max), n, optimum));
        foreach (var (what, expected, found) in MatchingInstances.Checksums())
        {
            yield return new Case("checksum/" + what, () => new CaseOutcome { Ok = expected == found, Verified = expected == found, Detail = found });
        }

        yield return new Case("generated/lsa-mw 1000", () => RunDense(MatchingInstances.MacholWien(1000), 1000, 167_167_000));
        yield return new Case("generated/lsa-mw 3000", () => RunDense(MatchingInstances.MacholWien(3000), 3000, 4_504_501_000));
        foreach (var (learners, mentors, isTight, optimum) in Capacitated)
        {
            yield return new Case($"generated/{(isTight ? "b2bt" : "b2b")} {learners} {mentors} 20 1", () => RunSparse(MatchingInstances.Capacitated(learners, mentors, 20, 1, isTight), optimum));
        }

        for (ulong seed = 2; seed < 2 + (ulong)options.Seeds; seed++)
        {
            ulong one = seed;
            yield return new Case($"generated/b2bt 20000 2000 15 {seed}", () => RunSparse(MatchingInstances.Capacitated(20_000, 2_000, 15, one, tight: true), null));
            yield return new Case($"generated/lsa-int 1500 {seed} 100000", () => RunDense(MatchingInstances.Dense(1500, one, 100_000), 1500, null));
        }

        yield return new Case("generated/organisation 100000 10000 with all rules", () => Organisation(100_000, 10_000, verify: false));
        yield return new Case("generated/organisation 1000000 100000 with all rules", () => Organisation(1_000_000, 100_000, verify: false));
        yield return new Case("generated/organisation 150 30 with all rules", () => Organisation(150, 30, verify: true));
        yield return new Case("brute-force/sparse", () => BruteForce(4000));
    }

    private static CaseOutcome OrLibrary(string file)
    {
        using var reader = EvaluationOptions.Open(file);
        int[] numbers = [.. reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        int n = numbers[0];

        // The file names no optimum: the published one of assign100 is 305, and any other is proven by its dual values.
        return RunDense(numbers[1..], n, n == 100 && Path.GetFileName(file) == "assign100.txt" ? 305 : null);
    }

    private static CaseOutcome RunDense(int[] cost, int n, long? optimum)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var solution = DenseAssignment.Solve(cost, n, n);
        double seconds = watch.Elapsed.TotalSeconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        long bound = 0, total = 0;
        bool isSound = true;
        bool[] taken = new bool[n];
        for (int i = 0; i < n; i++)
        {
            int j = solution.ColumnOf[i];
            isSound &= !taken[j];
            taken[j] = true;
            total += cost[(i * n) + j];
            bound += solution.RowPrices[i] + solution.ColumnPrices[i];
            for (int c = 0; c < n; c++) isSound &= solution.RowPrices[i] + solution.ColumnPrices[c] <= cost[(i * n) + c];
        }

        return Outcome(total, bound, isSound, optimum, seconds, bytes, $"{solution.Scans} row scans{(solution.UsedAuction ? ", auction" : "")}");
    }

    private static CaseOutcome RunSparse(AssignmentGraph graph, long? optimum)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var engine = new SparseAssignment(graph);
        engine.Solve();
        double seconds = watch.Elapsed.TotalSeconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        var (total, bound, isSound) = Check(graph, engine);
        return Outcome(total, bound, isSound, optimum, seconds, bytes, $"{engine.Work} edges looked at{(engine.UsedAuction ? ", auction" : "")}");
    }

    /// <summary>The total, the bound by the prices, and whether places and prices are sound: nothing of the solver's own.</summary>
    internal static (long Total, long Bound, bool IsSound) Check(AssignmentGraph graph, SparseAssignment engine, Func<int, bool>? isGone = null)
    {
        long total = 0, bound = 0;
        bool isSound = true;
        int[] used = new int[graph.RightCount];
        for (int i = 0; i < graph.LeftCount; i++)
        {
            if (isGone?.Invoke(i) == true) continue;
            long value = graph.OutCost[i];
            int edge = engine.EdgeOf(i);
            total += edge < 0 ? graph.OutCost[i] : graph.Cost[edge] + graph.FloorOf(graph.To[edge]);
            isSound &= edge < 0 || (edge >= graph.Start[i] && edge < graph.Start[i + 1]);
            if (edge >= 0) used[graph.To[edge]]++;
            for (int e = graph.Start[i]; e < graph.Start[i + 1]; e++)
            {
                int j = graph.To[e];
                if (engine.PlacesOf(j) > 0) value = Math.Min(value, graph.Cost[e] + graph.FloorOf(j) + engine.PriceOf(j));
            }

            bound += value;
        }

        for (int j = 0; j < graph.RightCount; j++)
        {
            isSound &= used[j] <= engine.PlacesOf(j) && engine.PriceOf(j) >= 0;
            bound -= engine.PriceOf(j) * engine.PlacesOf(j);
        }

        return (total, bound, isSound);
    }

    private static CaseOutcome Outcome(long total, long bound, bool isSound, long? optimum, double seconds, long bytes, string detail) => new()
    {
        Ok = isSound && total == bound && (optimum is null || total == optimum),
        Value = total,
        Reference = optimum ?? bound,
        Gap = Math.Abs(total - bound),
        Seconds = seconds,
        AllocatedBytes = bytes,
        Proven = total == bound,
        Verified = isSound && total == bound,
        Detail = detail,
    };

    /// <summary>An organisation with reporting lines, units, languages and time zones, matched through the public door: candidates are priced, not all pairs listed.</summary>
    private static CaseOutcome Organisation(int learners, int mentors, bool verify)
    {
        var (workforce, request) = MatchingInstances.Organisation(learners, mentors);
        var matcher = new CohortMatcher(new MatchOptions { RequiresCommonLanguage = true });
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var match = matcher.Match(workforce, request);
        double seconds = watch.Elapsed.TotalSeconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        bool? isVerified = verify ? match.Verify(workforce, request).Count == 0 : null;
        return new CaseOutcome
        {
            Ok = match.Certificate.Proof == Proof.Optimal && isVerified != false && match.Problems.All(problem => problem.Severity != ProblemSeverity.Error),
            Value = match.Certificate.Objective,
            Reference = match.Certificate.Bound,
            Gap = match.Certificate.Gap,
            Seconds = seconds,
            AllocatedBytes = bytes,
            Proven = match.Certificate.Proof == Proof.Optimal,
            Verified = isVerified,
            Detail = $"{match.Pairs.Count} of {learners} matched, {match.TotalPoints} points",
        };
    }

    private static CaseOutcome BruteForce(int count)
    {
        int equal = 0;
        ulong counter = 0;
        int Next(int bound) => (int)(MatchingInstances.Random(99, counter++) % (ulong)bound);
        for (int t = 0; t < count; t++)
        {
            int left = Next(6) + 1, right = Next(4) + 1;
            int[] start = new int[left + 1], capacity = new int[right];
            List<int> to = [], cost = [];
            for (int i = 0; i < left; i++)
            {
                for (int j = 0; j < right; j++)
                {
                    if (Next(3) == 0) continue;
                    to.Add(j);
                    cost.Add(Next(60) - 10);
                }

                start[i + 1] = to.Count;
            }

            for (int j = 0; j < right; j++) capacity[j] = Next(4);
            long[] outCost = [.. Enumerable.Range(0, left).Select(_ => (long)Next(90))];
            var graph = new AssignmentGraph { LeftCount = left, RightCount = right, Start = start, To = [.. to], Cost = [.. cost], Capacity = capacity, OutCost = outCost };
            var engine = new SparseAssignment(graph);
            engine.Solve(t % 2 == 0 ? -1 : 0);
            if (engine.Total() == Best(0)) equal++;

            long Best(int i)
            {
                if (i == left) return 0;
                long best = outCost[i] + Best(i + 1);
                for (int e = start[i]; e < start[i + 1]; e++)
                {
                    if (capacity[to[e]] == 0) continue;
                    capacity[to[e]]--;
                    best = Math.Min(best, cost[e] + Best(i + 1));
                    capacity[to[e]]++;
                }

                return best;
            }
        }

        return new CaseOutcome { Ok = equal == count, Value = equal, Reference = count, Gap = count - equal, Proven = true, Verified = equal == count, Detail = "random instances whose optimum equals brute force" };
    }
}
