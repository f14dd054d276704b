using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>Chooses the method for a task and runs it.</summary>
internal sealed class GroupingSolver(GroupingTask task, WorkBudget budget, IProgress<WorkProgress>? progress, CancellationToken cancellation)
{
    /// <summary>Work of an exchange judged under rules, in units of an exchange judged in a row.</summary>
    private const long UnitsPerProposal = 150;

    private readonly long _budget = budget.Or(Math.Min(12_000_000_000L, 1_500_000_000 + (6_000L * task.Count * task.Count)));

    public GroupingSolution Solve()
    {
        if (GroupingObstacles.Find(task) is { } obstacle)
        {
            return new GroupingSolution { Proof = Proof.Impossible, Method = "Counting", Conflict = obstacle.Conflict, Relaxations = obstacle.Relaxations };
        }

        var free = GroupingModels.Free(task);
        var model = GroupingConstraint.Constrain(free, task.Constraints);
        if (task.HasDispersion) return SolveDispersion(model);
        return SolveModel(model, _budget, out _);
    }

    /// <summary>The best grouping of a model; exact when it has few units.</summary>
    /// <param name="model">The model.</param>
    /// <param name="allowed">The work allowed.</param>
    /// <param name="isExact">Whether the answer is proven whatever it is.</param>
    /// <param name="explains">Whether an impossible model is the task's own, to be explained by its rules.</param>
    private GroupingSolution SolveModel(GroupingModel model, long allowed, out bool isExact, bool explains = true)
    {
        var units = new GroupingUnits(model);
        isExact = units.Count <= SubsetGrouping.MostUnits && (model.Features is null || model.Weights is not null);
        if (units.IsContradictory || isExact)
        {
            int[]? exact = isExact ? SubsetGrouping.Solve(units, out long subsets) : Nothing(out subsets);
            if (exact is not null) return new GroupingSolution { Group = exact, Proof = Proof.Optimal, Method = "Dynamic program over subsets", Work = subsets };
            return Impossible("Dynamic program over subsets", subsets, isExact, explains);
        }

        if (model.HasOnlySizes && model.WeightsPerSize is null && model.Weights is { } weights) return Mix(model, weights, allowed);
        if (model.HasOnlySizes && model.Weights is null && (model.Features ?? model.FeaturesPerSize) is not null) return MixColumns(model, allowed);
        return SearchUnderRules(units, allowed, explains);
    }

    private GroupingSolution Impossible(string method, long work, bool isExact, bool explains)
    {
        var obstacle = explains ? GroupingObstacles.Explain(task, isExact) : null;
        return new GroupingSolution { Proof = Proof.Impossible, Method = method, Work = work, Conflict = obstacle?.Conflict ?? [], Relaxations = obstacle?.Relaxations ?? [] };
    }

    private static int[]? Nothing(out long subsets)
    {
        subsets = 0;
        return null;
    }

    private GroupingSolution Mix(GroupingModel model, int[] weights, long allowed)
    {
        int n = model.Count;
        var instance = new DiversityInstance(n, (i, j) => weights[(i * n) + j], model.Lower, model.Upper);
        var (group, _, work) = DiversitySearch.Solve(instance, task.Request.Seed, allowed, Report, cancellation);
        return new GroupingSolution { Group = group, Proof = Proof.Bounded, Method = "Memetic annealing over exchanges", Work = work };
    }

    private GroupingSolution MixColumns(GroupingModel model, long allowed)
    {
        // Balancing sums needs far less work than searching pairs: about a second for 100,000 learners with 8 attributes.
        long width = (model.Features?.Columns ?? 0) + (model.FeaturesPerSize?.Columns ?? 0);
        long enough = budget.Or(Math.Max(200_000_000, 1_000L * task.Count * width));
        var (group, work) = SquaredSearch.Solve(model, task.Request.Seed, Math.Min(allowed, enough), Report, cancellation);
        return new GroupingSolution { Group = group, Proof = Proof.Bounded, Method = "Dealing and exchange over sums", Work = work };
    }

    private GroupingSolution SearchUnderRules(GroupingUnits units, long allowed, bool explains)
    {
        var model = units.Model;
        bool isMatrix = model.Features is null && model.FeaturesPerSize is null;
        UnitGains gains = isMatrix ? new MatrixGains(units) : new FeatureGains(units);
        var search = new ConstrainedSearch(units, gains, task.Request.Seed);
        long proposals = Math.Max(1_000, (isMatrix ? allowed : budget.Or(3_000_000_000)) / UnitsPerProposal);
        int[]? group = search.Run(proposals, isMatrix ? null : Unruled(units), isMatrix ? 1 : 0.1, (work, _) => Report(work * UnitsPerProposal, 0), cancellation);
        long decided = 0;
        if (group is null && !cancellation.IsCancellationRequested)
        {
            bool? isPossible = PlacementTree.Decide(units, GroupingObstacles.WorkToDecide(allowed), out int[]? placed, out decided);
            if (isPossible == false) return Impossible("Tree of placements", (search.Work * UnitsPerProposal) + decided, isExact: false, explains);
            if (placed is not null) group = search.Run(proposals, placed, 1, (work, _) => Report(work * UnitsPerProposal, 0), cancellation);
        }

        return new GroupingSolution
        {
            Group = group,
            Proof = group is null ? Proof.None : Proof.Bounded,
            Method = "Annealing under all rules",
            Work = (search.Work * UnitsPerProposal) + decided,
            LeastMiss = group is null ? search.LeastMiss : 0,
        };
    }

    /// <summary>Where units stand in a good grouping that knows sizes only: the place to start from when there are many.</summary>
    private int[] Unruled(GroupingUnits units)
    {
        var model = units.Model;
        var free = new GroupingModel { Count = model.Count, Lower = model.Lower, Upper = model.Upper, Features = model.Features, FeaturesPerSize = model.FeaturesPerSize };
        var (group, _) = SquaredSearch.Solve(free, task.Request.Seed, 100_000_000, null, cancellation);
        int[] start = new int[units.Count];
        for (int u = 0; u < start.Length; u++) start[u] = units.Home[u] >= 0 ? units.Home[u] : group[units.Members[u][0]];
        return start;
    }

    /// <summary>Raises the least distance as far as a grouping can be found, then spends the rest on the other criteria.</summary>
    private GroupingSolution SolveDispersion(GroupingModel model)
    {
        var criterion = task.Criteria.First(c => c.Measure == GroupingMeasure.Dispersion);
        var distances = new List<double>();
        for (int i = 0; i < task.Count; i++)
        {
            for (int j = i + 1; j < task.Count; j++) distances.Add(criterion.Distance(i, j));
        }

        // Distances that differ by rounding alone are one level.
        distances.Sort();
        var levels = new List<double>();
        foreach (double distance in distances)
        {
            if (levels.Count == 0 || distance > levels[^1] + (1e-9 * Math.Max(1, distance))) levels.Add(distance);
        }

        var best = SolveModel(model, _budget / 4, out bool isExact);
        long work = best.Work;
        int low = 0;
        int high = levels.Count - 1;
        bool isTopProven = true;
        while (best.Group is not null && low < high && !cancellation.IsCancellationRequested)
        {
            int middle = (low + high + 1) / 2;
            var trial = SolveModel(AtLeast(model, criterion, levels[middle]), _budget / 24, out bool isTrialExact, explains: false);
            isExact &= isTrialExact;
            work += trial.Work;
            if (trial.Group is null)
            {
                high = middle - 1;
                isTopProven = trial.Proof == Proof.Impossible;
                continue;
            }

            low = middle;
            best = trial;
        }

        if (best.Group is null || isExact || levels.Count == 0) return best with { Work = work, Proof = best.Group is not null && !isExact ? Proof.Bounded : best.Proof };
        bool isDone = isTopProven && low == high && task.Criteria.All(c => c.Measure == GroupingMeasure.Dispersion);
        if (isDone) return best with { Work = work, Proof = Proof.Optimal, Method = "Trees of placements, distance by distance" };
        var last = SolveModel(AtLeast(model, criterion, levels[low]), Math.Max(1, _budget - work), out _, explains: false);
        return (last.Group is null ? best : last) with { Work = work + last.Work, Proof = Proof.Bounded };
    }

    private GroupingModel AtLeast(GroupingModel model, CriterionTask criterion, double level)
    {
        var apart = new List<(int, int)>(model.Apart);
        for (int i = 0; i < task.Count; i++)
        {
            for (int j = i + 1; j < task.Count; j++)
            {
                if (criterion.Distance(i, j) < level) apart.Add((i, j));
            }
        }

        return model with { Apart = apart };
    }

    private void Report(long work, long objective) => progress?.Report(new WorkProgress { Done = Math.Min(work, _budget), Budget = _budget });
}
