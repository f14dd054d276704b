using System.Diagnostics;
using System.Globalization;
using PeerLearning.Evaluation.Areas.Teams;
using PeerLearning.Optimization;

namespace PeerLearning.Benchmarks;

/// <summary>The same instances answered by this library and by the solvers of Google.OrTools in one process: wall and CPU seconds, ratios, and whether the optima are equal.</summary>
/// <remarks><c>team-peers PEOPLE SEEDS SECONDS [SOLVER...]</c>; the solvers are CPSAT, HIGHS, SCIP, or NONE.</remarks>
internal static class TeamPeersTable
{
    private const int Repeats = 5;

    public static void Print(string[] args)
    {
        int people = Number(args, 0, 10_000), seeds = Number(args, 1, 1), limit = Number(args, 2, 120);
        string[] solvers = args.Length > 3 ? [.. args[3..].Where(solver => solver != "NONE")] : ["CPSAT", "HIGHS", "SCIP"];
        SelectionSolver.Solve(TeamInstance.Generate(people, 4, 99, false).ToProblem(), new SelectionOptions());
        Console.WriteLine("people mode seed | solver | wall s | CPU s | objective | ratio CPU | equal");
        for (int seed = 1; seed <= seeds; seed++)
        {
            foreach (bool skewed in new[] { false, true }) One(TeamInstance.Generate(people, 4, (ulong)seed, skewed), $"{people} {(skewed ? "skewed" : "uniform")} {seed}", solvers, limit);
        }
    }

    private static void One(TeamInstance instance, string name, string[] solvers, int limit)
    {
        var problem = instance.ToProblem();
        long own = 0;
        var (wall, cpu) = Measure(Repeats, () => own = SelectionSolver.Solve(problem, new SelectionOptions()).Teams[0].Objective + instance.Constant);
        Write(name, "this library", wall, cpu, own, cpu, own);
        foreach (string solver in solvers)
        {
            long? objective = null;
            var (peerWall, peerCpu) = Measure(1, () => objective = solver == "CPSAT" ? TeamPeers.SolveCpSat(instance, limit) : TeamPeers.SolveMip(instance, solver, limit));
            Write(name, solver, peerWall, peerCpu, objective, cpu, own);
        }
    }

    private static void Write(string name, string solver, double wall, double cpu, long? objective, double ownCpu, long own) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name} | {solver} | {wall:0.0000} | {cpu:0.0000} | {objective?.ToString(CultureInfo.InvariantCulture) ?? "no proof"} | {cpu / ownCpu:0.0} | {(objective is null ? "-" : objective == own ? "yes" : "NO")}"));

    private static (double Wall, double Cpu) Measure(int repeats, Action action)
    {
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < repeats; i++) action();
        double wall = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return (wall / repeats, (process.TotalProcessorTime - before).TotalSeconds / repeats);
    }

    private static int Number(string[] args, int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
}
