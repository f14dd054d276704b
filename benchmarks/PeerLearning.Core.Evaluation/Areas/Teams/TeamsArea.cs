using System.Diagnostics;
using PeerLearning.Optimization;

namespace PeerLearning.Evaluation.Areas.Teams;

/// <summary>Generated pools of candidates: small ones against enumeration, large ones to proven optimality, each checked from its prices alone.</summary>
internal sealed class TeamsArea : IArea
{
    private const long Nodes = 5_000_000;

    public string Name => "teams";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        foreach (bool skewed in new[] { false, true })
        {
            for (ulong seed = 1; seed <= (ulong)options.Seeds; seed++)
            {
                foreach (int size in new[] { 3, 4 }) yield return One(40, size, skewed, seed, isEnumerated: true);
            }

            foreach (var (count, size) in new[] { (10_000, 4), (100_000, 4), (1_000_000, 4), (1_000_000, 8), (1_000_000, 12), (100_000, 50) })
            {
                for (ulong seed = 1; seed <= (ulong)options.Seeds; seed++) yield return One(count, size, skewed, seed, isEnumerated: false);
            }
        }
    }

    private static Case One(int count, int size, bool skewed, ulong seed, bool isEnumerated) =>
        new($"n{count}-k{size}-{(skewed ? "skewed" : "uniform")}-seed{seed}", () => Run(TeamInstance.Generate(count, size, seed, skewed), isEnumerated));

    private static CaseOutcome Run(TeamInstance instance, bool isEnumerated)
    {
        var problem = instance.ToProblem();
        var solve = () => SelectionSolver.Solve(problem, new SelectionOptions { Nodes = Nodes });
        var answer = solve();

        // Twice more, warm: the fastest run is the least disturbed one.
        double seconds = double.PositiveInfinity;
        long bytes = 0;
        for (int repeat = 0; repeat < 2; repeat++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            var watch = Stopwatch.StartNew();
            var again = solve();
            seconds = Math.Min(seconds, watch.Elapsed.TotalSeconds);
            bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            if (again.Bound != answer.Bound || !again.Teams.Select(team => team.Objective).SequenceEqual(answer.Teams.Select(team => team.Objective)))
            {
                return new CaseOutcome { Ok = false, Detail = "Two runs differ." };
            }
        }

        if (answer.Teams.Count == 0)
        {
            bool isSame = isEnumerated && instance.BestByEnumeration() is null;
            return new CaseOutcome { Ok = isSame && answer.Proof == Proof.Impossible, Proven = answer.Proof == Proof.Impossible, Detail = "no team" };
        }

        int[] team = answer.Teams[0].Items;
        long objective = answer.Teams[0].Objective + instance.Constant;
        double gap = (answer.Bound + instance.Constant - objective) / (double)objective;
        bool isSound = instance.IsFeasible(team) && instance.Objective(team) == objective;
        var proof = new SelectionProof(problem, answer.Prices);
        bool isConfirmed = proof.Bound == answer.PriceBound
            && (answer.Proof == Proof.Optimal ? proof.FindBetter(answer.Teams[0].Objective, []) is null : answer.Bound <= proof.Bound);
        long? reference = isEnumerated ? instance.BestByEnumeration() : null;
        bool isProven = answer.Proof == Proof.Optimal;
        return new CaseOutcome
        {
            Ok = isSound && isConfirmed && (isProven || gap <= 0.001) && (reference is null || (reference == objective && isProven)),
            Value = objective,
            Reference = reference,
            Gap = gap,
            Seconds = seconds,
            AllocatedBytes = bytes,
            Proven = isProven,
            Verified = isSound && isConfirmed,
            Detail = $"{answer.Survivors} left by the prices, {answer.Nodes} nodes, gap of the prices {answer.PriceBound + instance.Constant - objective}",
        };
    }
}
