using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PeerLearning.Cohorts;
using PeerLearning.Evaluation.Areas;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Benchmarks;

/// <summary>Matching timed directly, OR-Tools in the same run: wall and CPU seconds, allocations, and the value found, which must agree.</summary>
/// <remarks><c>dotnet run -c Release --project benchmarks/PeerLearning.Core.Benchmarks -- matching [PART OF A NAME]</c>. Every row is the best of three runs by CPU time; building the peer's arcs is timed apart from its solving.</remarks>
internal static class MatchingTimings
{
    private const int Runs = 3;
    private const int ThreadCpuClock = 3;

    public static void Run(string only)
    {
        Console.WriteLine("| what | value | wall s | CPU s | MB |");
        Console.WriteLine("|---|---|---|---|---|");
        (string Name, Func<int[]> Make, int Size)[] dense =
        [
            ("dense 3000", () => MatchingInstances.Dense(3000, 1, 1_000_000), 3000), ("dense 5000", () => MatchingInstances.Dense(5000, 1, 1_000_000), 5000), ("Machol-Wien 3000", () => MatchingInstances.MacholWien(3000), 3000),
        ];
        foreach (var (name, make, size) in dense)
        {
            if (!Wanted(name, only)) continue;
            int[] cost = make();
            Time(name, () => DenseAssignment.Solve(cost, size, size).Total);
            TimePeer(name, () => MatchingPeers.Arcs(cost, size), peer => peer.Solve(), peer => peer.OptimalCost());
        }

        foreach (bool tight in new[] { false, true })
        {
            string name = "capacitated 100,000 x 10,000 x 20, " + (tight ? "tight" : "slack");
            if (!Wanted(name, only)) continue;
            var graph = MatchingInstances.Capacitated(100_000, 10_000, 20, 1, tight);
            Time(name, () => Solved(graph).Total());
            TimePeer(name, () => MatchingPeers.Arcs(graph), peer => peer.Solve(), peer => peer.OptimalCost());
        }

        if (Wanted("stable 100,000", only))
        {
            var market = MatchingInstances.Market(100_000, 10_000, 10, 10);
            Time("stable 100,000 x 10,000 x 10", () => DeferredAcceptance.LeftOptimal(market).Sum(edge => edge < 0 ? 0L : market.LeftRank[edge] + 1));
        }

        foreach (int n in new[] { 1000, 2000 })
        {
            if (!Wanted($"pairs {n}", only)) continue;
            int[] weight = MatchingInstances.Pairs(n, 1);
            for (int i = 0; i < n; i++) weight[(i * n) + i] = -1;
            long bonus = (weight.Max() * (long)n) + 1;
            Time($"pairs {n}", () => PairMatching.Solve(n, weight, bonus).Total - (bonus * (n / 2)));
        }

        if (Wanted("all rules", only))
        {
            var (workforce, request) = MatchingInstances.Organisation(100_000, 10_000);
            var matcher = new CohortMatcher(new MatchOptions { RequiresCommonLanguage = true });
            Time("public door, all rules, 100,000 x 10,000", () => matcher.Match(workforce, request).TotalPoints);
            Time("candidates only, all rules, 100,000 x 10,000", () => MatchModel.Build(MatchInput.Read(workforce, request), matcher.Options, default).Mentor.Length);
        }

        if (Wanted("repair", only)) Repairs();
    }

    private static bool Wanted(string name, string only) => name.Contains(only, StringComparison.OrdinalIgnoreCase);

    private static SparseAssignment Solved(AssignmentGraph graph)
    {
        var engine = new SparseAssignment(graph);
        engine.Solve();
        return engine;
    }

    private static void Time(string name, Func<long> work)
    {
        (double Wall, double Cpu, double Megabytes) best = (double.MaxValue, double.MaxValue, 0);
        long value = 0;
        for (int run = 0; run < Runs; run++)
        {
            var one = Measure(() => value = work());
            if (one.Cpu < best.Cpu) best = one;
        }

        Row(name, value, best);
    }

    private static void TimePeer<T>(string name, Func<T> build, Action<T> solve, Func<T, long> value)
        where T : IDisposable
    {
        (double Wall, double Cpu, double Megabytes) built = (double.MaxValue, double.MaxValue, 0), solved = built;
        long found = 0;
        for (int run = 0; run < Runs; run++)
        {
            T? peer = default;
            var one = Measure(() => peer = build());
            if (one.Cpu < built.Cpu) built = one;
            one = Measure(() => solve(peer!));
            if (one.Cpu < solved.Cpu) solved = one;
            found = value(peer!);
            peer!.Dispose();
        }

        Row($"{name}: OR-Tools, building", found, built);
        Row($"{name}: OR-Tools, solving", found, solved);
    }

    private static (double Wall, double Cpu, double Megabytes) Measure(Action work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        work();
        double wall = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return (wall, (process.TotalProcessorTime - cpu).TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / 1048576.0);
    }

    private static void Row(string name, long value, (double Wall, double Cpu, double Megabytes) one) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {value:N0} | {one.Wall:0.000} | {one.Cpu:0.000} | {one.Megabytes:0.0} |"));

    /// <summary>Repairs through <see cref="CohortMatch.Repair"/>, one change after another: mentors leave, learners leave and return, places change.</summary>
    private static void Repairs()
    {
        var hosted = MatchingInstances.Hosted(100_000, 10_000, 20);
        Repairs("listed pairs", hosted.Request, new CohortMatcher().Match(hosted.Workforce, hosted.Request));
        var priced = MatchingInstances.Organisation(100_000, 10_000);
        Repairs("priced pairs", priced.Request, new CohortMatcher(new MatchOptions { RequiresCommonLanguage = true }).Match(priced.Workforce, priced.Request));
    }

    private static void Repairs(string pairs, MatchRequest request, CohortMatch match)
    {
        ulong counter = 0;
        int Next(int bound) => (int)(MatchingInstances.Random(6, counter++) % (ulong)bound);
        foreach (string kind in new[] { "mentors leave", "learners leave or return", "places change" })
        {
            List<double> times = [], work = [];
            var away = new HashSet<PersonId>();
            for (int step = 0; step < 400; step++)
            {
                var learner = request.Learners[Next(100_000)].Person;
                var mentor = request.MentorPlaces[Next(10_000)];
                var change = kind switch
                {
                    "mentors leave" => MatchChange.MentorLeaves(mentor.Person),
                    "places change" => MatchChange.MentorHasPlaces(mentor.Person, Math.Max(0, mentor.Places + Next(5) - 2)),
                    _ => away.Remove(learner) ? MatchChange.LearnerReturns(learner) : MatchChange.LearnerLeaves(learner),
                };
                if (change is { IsLearner: true, Places: 0 }) away.Add(learner);
                double before = ThreadMilliseconds();
                var watch = Stopwatch.StartNew();
                match = match.Repair(change);
                times.Add(watch.Elapsed.TotalMilliseconds);
                work.Add(ThreadMilliseconds() - before);
            }

            times.Sort();
            work.Sort();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| repair, public door, {pairs}, {kind}: ms median, p95, most: wall {times[200]:0.00}, {times[380]:0.00}, {times[^1]:0.00}; CPU of the thread {work[200]:0.00}, {work[380]:0.00}, {work[^1]:0.00} |"));
        }
    }

    /// <summary>The CPU time of this thread, which other processes do not lengthen; wall time where the system does not tell.</summary>
    private static double ThreadMilliseconds() =>
        OperatingSystem.IsLinux() && ClockGetTime(ThreadCpuClock, out var time) == 0 ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6) : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
