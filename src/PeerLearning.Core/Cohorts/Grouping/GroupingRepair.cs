using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Finds the cohorts that keep all but a few learners where they were.</summary>
internal sealed class GroupingRepair(GroupingTask task)
{
    /// <summary>The cohort of each learner before; -1 for those without a place.</summary>
    public int[] Before(IReadOnlyList<GroupedCohort> current)
    {
        int[] before = new int[task.Count];
        Array.Fill(before, -1);
        var frames = new Dictionary<CohortId, int>();
        for (int g = 0; g < task.Groups; g++) frames[task.Request.Cohorts[g].Id] = g;
        foreach (var cohort in current)
        {
            if (!frames.TryGetValue(cohort.Id, out int g)) continue;
            foreach (var member in cohort.Members)
            {
                int learner = task.IndexOf(member);
                if (learner >= 0 && before[learner] < 0) before[learner] = g;
            }
        }

        return before;
    }

    /// <summary>Repairs with the fewest moves first, then spends the moves left on the objective.</summary>
    public GroupingSolution Solve(int[] before, int maximumMoves, WorkBudget budget, CancellationToken cancellation)
    {
        if (GroupingObstacles.Find(task) is { } obstacle)
        {
            return new GroupingSolution { Proof = Proof.Impossible, Method = "Counting", Conflict = obstacle.Conflict, Relaxations = obstacle.Relaxations };
        }

        var model = GroupingConstraint.Constrain(GroupingModels.Free(task), task.Constraints) with { Before = before, MostMoves = maximumMoves };
        var units = new GroupingUnits(model);
        UnitGains gains = model.Features is null && model.FeaturesPerSize is null ? new MatrixGains(units) : new FeatureGains(units);
        if (units.IsContradictory)
        {
            var explained = GroupingObstacles.Explain(task, false);
            return new GroupingSolution { Proof = Proof.Impossible, Method = "Links", Conflict = explained.Conflict, Relaxations = explained.Relaxations };
        }

        var search = new ConstrainedSearch(units, gains, task.Request.Seed);
        long allowed = budget.Or(Math.Min(600_000_000, 60_000_000 + (40_000L * task.Count)));
        long proposals = Math.Max(1_000, allowed / 150);
        int[]? group = search.Run(proposals, Start(units, before), 0.1, null, cancellation);
        if (group is null && !cancellation.IsCancellationRequested)
        {
            bool? isPossible = PlacementTree.Decide(units, GroupingObstacles.WorkToDecide(allowed), out int[]? placed, out _);
            if (isPossible == false) return Impossible(model, maximumMoves, GroupingObstacles.WorkToDecide(allowed));
            if (placed is not null) group = search.Run(proposals, placed, 0.1, null, cancellation);
        }

        return new GroupingSolution
        {
            Group = group,
            Proof = group is null ? Proof.None : Proof.Bounded,
            Method = "Annealing around the cohorts as they were",
            Work = search.Work * 150,
            LeastMiss = group is null ? search.LeastMiss : 0,
        };
    }

    /// <summary>Why no repair is possible: the rules alone, or too few moves, and then how many would do.</summary>
    private GroupingSolution Impossible(GroupingModel model, int maximumMoves, long most)
    {
        if (PlacementTree.Decide(new GroupingUnits(model with { Before = null }), most, out _, out _) == false)
        {
            var explained = GroupingObstacles.Explain(task, false);
            return new GroupingSolution { Proof = Proof.Impossible, Method = "Tree of placements", Conflict = explained.Conflict, Relaxations = explained.Relaxations };
        }

        var relaxations = new List<Reason>();
        for (int moves = maximumMoves + 1; moves <= task.Count && relaxations.Count == 0; moves++)
        {
            bool? isEnough = PlacementTree.Decide(new GroupingUnits(model with { MostMoves = moves }), most, out _, out _);
            if (isEnough is null) break;
            if (isEnough == true) relaxations.Add(Reason.Of("grouping.relax.moves", "Let {count} learners change cohort.", Figure.Of("count", moves)));
        }

        return new GroupingSolution
        {
            Proof = Proof.Impossible,
            Method = "Tree of placements",
            Conflict = [Reason.Of(GroupingObstacles.MovesCode, "At most {count} learners may change cohort.", Figure.Of("count", maximumMoves))],
            Relaxations = relaxations,
        };
    }

    /// <summary>Everybody where they were; the others where there is most room.</summary>
    private int[] Start(GroupingUnits units, int[] before)
    {
        int[] group = new int[units.Count];
        int[] size = new int[task.Groups];
        for (int u = 0; u < group.Length; u++)
        {
            group[u] = units.Home[u];
            foreach (int element in units.Members[u])
            {
                if (group[u] < 0) group[u] = before[element];
            }

            if (group[u] >= 0) size[group[u]] += units.Members[u].Length;
        }

        for (int u = 0; u < group.Length; u++)
        {
            if (group[u] >= 0) continue;
            int best = -1;
            for (int g = 0; g < size.Length; g++)
            {
                if (units.MayEnter(u, g) && (best < 0 || Room(size, g) > Room(size, best))) best = g;
            }

            group[u] = Math.Max(0, best);
            size[group[u]] += units.Members[u].Length;
        }

        return group;
    }

    private int Room(int[] size, int g) => size[g] < task.Lower[g] ? 1_000_000 + task.Lower[g] - size[g] : task.Upper[g] - size[g];
}
