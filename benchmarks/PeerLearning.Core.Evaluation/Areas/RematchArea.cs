using System.Diagnostics;
using PeerLearning.Optimization;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Repair of an optimum after changes: every total equals that of a cold solution, proven by prices, and the times of single repairs.</summary>
internal sealed class RematchArea : IArea
{
    public string Name => "rematch";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("generated/b2b 100000 10000: mentors leave", () => Run(100_000, 10_000, false, 200, 1, "mentors"));
        yield return new Case("generated/b2b 100000 10000: learners leave and return", () => Run(100_000, 10_000, false, 400, 2, "learners"));
        yield return new Case("generated/b2b 100000 10000: places change", () => Run(100_000, 10_000, false, 400, 3, "places"));
        yield return new Case("generated/b2bt 10000 1000: everything changes", () => Run(10_000, 1_000, true, 400, 4, "all"));
        for (ulong seed = 1; seed <= (ulong)options.Seeds; seed++)
        {
            ulong one = seed;
            yield return new Case($"generated/b2bt 300 40: cold after each change {seed}", () => Run(300, 40, true, 120, one, "all", coldEachTime: true));
        }
    }

    private static CaseOutcome Run(int learners, int mentors, bool isTight, int changes, ulong seed, string kind, bool coldEachTime = false)
    {
        var graph = MatchingInstances.Capacitated(learners, mentors, Math.Min(20, mentors), 1, isTight);
        var engine = new SparseAssignment(graph);
        engine.Solve();
        var gone = new HashSet<int>();
        int[] places = [.. graph.Capacity];
        var times = new List<double>(changes);
        ulong counter = 0;
        int Next(int bound) => (int)(MatchingInstances.Random(seed, counter++) % (ulong)bound);
        int moves = 0, displaced = 0, unequal = 0;
        for (int c = 0; c < changes; c++)
        {
            int[] before = engine.Edges();
            string what = kind == "all" ? new[] { "mentors", "learners", "places" }[Next(3)] : kind;
            int learner = Next(learners), mentor = Next(mentors), target = what == "mentors" ? 0 : Math.Max(0, places[mentor] + Next(5) - 2);
            var watch = Stopwatch.StartNew();
            if (what == "learners")
            {
                if (gone.Remove(learner)) engine.Return(learner);
                else
                {
                    gone.Add(learner);
                    engine.Leave(learner);
                }
            }
            else
            {
                displaced += Math.Max(0, engine.UsedOf(mentor) - target);
                places[mentor] = target;
                engine.SetPlaces(mentor, target);
            }

            times.Add(watch.Elapsed.TotalMilliseconds);
            int[] after = engine.Edges();
            for (int i = 0; i < learners; i++) moves += before[i] >= 0 && !gone.Contains(i) && after[i] != before[i] ? 1 : 0;
            if (coldEachTime && Cold() != AssignmentArea.Check(graph, engine, gone.Contains).Total) unequal++;
        }

        long cold = Cold();
        var (total, bound, isSound) = AssignmentArea.Check(graph, engine, gone.Contains);
        times.Sort();
        double p95 = times[(int)(0.95 * times.Count)];
        return new CaseOutcome
        {
            Ok = isSound && total == cold && total == bound && unequal == 0,
            Value = total,
            Reference = cold,
            Gap = Math.Abs(total - cold),
            Seconds = times.Sum() / 1000,
            Proven = total == bound,
            Verified = isSound && total == bound,
            Detail = $"ms per change: median {times[times.Count / 2]:0.000}, p95 {p95:0.000}, most {times[^1]:0.000}; {displaced} displaced, {moves} moves",
        };

        long Cold()
        {
            var rest = new List<int>(learners);
            int[] start = new int[learners + 1 - gone.Count];
            List<int> to = [], cost = [];
            for (int i = 0, at = 0; i < learners; i++)
            {
                if (gone.Contains(i)) continue;
                rest.Add(i);
                for (int e = graph.Start[i]; e < graph.Start[i + 1]; e++)
                {
                    to.Add(graph.To[e]);
                    cost.Add(graph.Cost[e]);
                }

                start[++at] = to.Count;
            }

            var fresh = new SparseAssignment(new AssignmentGraph
            {
                LeftCount = rest.Count,
                RightCount = mentors,
                Start = start,
                To = [.. to],
                Cost = [.. cost],
                Capacity = [.. places],
                OutCost = [.. rest.Select(i => graph.OutCost[i])],
            });
            fresh.Solve();
            return fresh.Total();
        }
    }
}
