using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Why there can be no grouping: a minimal set of rules that conflict, and the smallest changes that would make one possible.</summary>
internal sealed record GroupingObstacles(IReadOnlyList<Reason> Conflict, IReadOnlyList<Reason> Relaxations)
{
    /// <summary>The code of the obstacle that a repair may move too few learners.</summary>
    public const string MovesCode = "grouping.moves";

    /// <summary>The work that one question of an explanation may take.</summary>
    private const long MostToExplain = 2_000_000;

    /// <summary>The work that deciding whether there is a grouping at all may take, within a budget.</summary>
    public static long WorkToDecide(long allowed) => Math.Clamp(allowed / 50, 3_000_000, 30_000_000);

    /// <summary>An obstacle that counting shows, or null.</summary>
    public static GroupingObstacles? Find(GroupingTask task)
    {
        long least = task.Lower.Sum(size => (long)size);
        long most = task.Upper.Sum(size => (long)size);
        if (task.Count < least)
        {
            return new GroupingObstacles(
                [Sizes(task)], [Reason.Of("grouping.relax.minimum", "Lower the minimum sizes by {count} in all.", Figure.Of("count", least - task.Count))]);
        }

        if (task.Count > most)
        {
            return new GroupingObstacles(
                [Sizes(task)], [Reason.Of("grouping.relax.maximum", "Raise the maximum sizes by {count} in all.", Figure.Of("count", task.Count - most))]);
        }

        foreach (var constraint in task.Constraints)
        {
            if (CountObstacle(task, constraint) is { } found) return found;
        }

        // Small tasks are decided exactly, with a conflict that is minimal.
        return task.Count > SubsetGrouping.MostUnits ? CrowdObstacle(task) : null;
    }

    /// <summary>More people who must all stay apart than there are cohorts, found greedily.</summary>
    private static GroupingObstacles? CrowdObstacle(GroupingTask task)
    {
        const int MostStarts = 50;
        var apart = new SortedDictionary<int, HashSet<int>>();
        foreach (var (first, second) in task.Constraints.SelectMany(constraint => constraint.Apart))
        {
            foreach (var (one, other) in new[] { (first, second), (second, first) })
            {
                if (!apart.TryGetValue(one, out var others)) apart[one] = others = [];
                others.Add(other);
            }
        }

        int[] byDegree = [.. apart.Keys.OrderByDescending(learner => apart[learner].Count).ThenBy(learner => learner)];
        foreach (int start in byDegree.Take(MostStarts))
        {
            var crowd = new List<int> { start };
            foreach (int other in apart[start].OrderByDescending(learner => apart[learner].Count).ThenBy(learner => learner))
            {
                if (crowd.TrueForAll(member => apart[member].Contains(other))) crowd.Add(other);
            }

            if (crowd.Count <= task.Groups) continue;
            crowd.RemoveRange(task.Groups + 1, crowd.Count - task.Groups - 1);
            var inCrowd = crowd.ToHashSet();
            var parts = task.Constraints
                .Select(constraint => (Constraint: constraint, Pairs: constraint.Apart.Where(pair => inCrowd.Contains(pair.First) && inCrowd.Contains(pair.Second)).ToHashSet()))
                .Where(part => part.Pairs.Count > 0).ToList();
            for (int k = parts.Count - 1; k >= 0; k--)
            {
                // A rule whose pairs others keep apart too is no part of the conflict.
                var rest = parts.Where((_, at) => at != k).SelectMany(part => part.Pairs).ToHashSet();
                if (parts[k].Pairs.IsSubsetOf(rest)) parts.RemoveAt(k);
            }

            return new GroupingObstacles(
                [
                    Reason.Of(
                        "grouping.crowd", "{people} must all stay apart, and only {cohorts|cohort is|cohorts are} open.",
                        Figure.Of("people", string.Join(", ", crowd.Order().Select(task.IdOf))), Figure.Of("cohorts", task.Groups)),
                    .. parts.Select(part => Words(task, part.Constraint)),
                ],
                [Reason.Of("grouping.relax.cohorts", "Open {count|cohort|cohorts} in all, one for each of them.", Figure.Of("count", crowd.Count))]);
        }

        return null;
    }

    /// <summary>The obstacle of a task that is known to be impossible.</summary>
    /// <param name="task">The task.</param>
    /// <param name="isExact">Whether the task is small enough to be decided again and again.</param>
    public static GroupingObstacles Explain(GroupingTask task, bool isExact)
    {
        var conflict = new List<GroupingConstraint>(task.Constraints);
        bool IsPossible(IEnumerable<GroupingConstraint> constraints)
        {
            var bare = new GroupingModel { Count = task.Count, Lower = task.Lower, Upper = task.Upper };
            var units = new GroupingUnits(GroupingConstraint.Constrain(bare, constraints));
            return units.Count <= SubsetGrouping.MostUnits && !units.IsContradictory
                ? SubsetGrouping.Solve(units, out _) is not null
                : PlacementTree.Decide(units, MostToExplain, out _, out _) != false;
        }

        // A rule without which the others still conflict is no part of the conflict.
        for (int k = conflict.Count - 1; k >= 0; k--)
        {
            var rest = conflict.Where((_, at) => at != k).ToList();
            if (!IsPossible(rest)) conflict.RemoveAt(k);
        }

        var relaxations = new List<Reason>();
        foreach (var constraint in conflict)
        {
            var others = task.Constraints.Where(other => !ReferenceEquals(other, constraint)).ToList();
            if (isExact && Weaken(constraint, others, IsPossible) is { } weaker) relaxations.Add(weaker);
            else if (IsPossible(others)) relaxations.Add(Reason.Of("grouping.relax.drop", "Drop the rule '{rule}'.", Figure.Of("rule", constraint.Rule.Describe().ToString())));
        }

        return new GroupingObstacles([Sizes(task), .. conflict.Select(constraint => Words(task, constraint))], relaxations);
    }

    private static GroupingObstacles? CountObstacle(GroupingTask task, GroupingConstraint constraint)
    {
        foreach (var limit in constraint.Counts)
        {
            int there = limit.Has.Sum(count => count);
            int bound = limit.Group < 0 ? task.Groups : 1;
            if (!limit.OnlyIfAny && (long)limit.Minimum * bound > there)
            {
                return new GroupingObstacles(
                    [Words(task, constraint)],
                    [Reason.Of(
                        "grouping.relax.count-minimum", "Lower the minimum of '{rule}' to {count}: only {there|learner counts|learners count}.",
                        Figure.Of("rule", constraint.Rule.Describe().ToString()), Figure.Of("count", there / bound), Figure.Of("there", there))]);
            }

            if (limit.Group < 0 && (long)limit.Maximum * bound < there)
            {
                return new GroupingObstacles(
                    [Words(task, constraint)],
                    [Reason.Of(
                        "grouping.relax.count-maximum", "Raise the maximum of '{rule}' to {count}: {there|learner counts|learners count}.",
                        Figure.Of("rule", constraint.Rule.Describe().ToString()), Figure.Of("count", (there + bound - 1) / bound), Figure.Of("there", there))]);
            }

            if (limit.OnlyIfAny && there > 0 && there < limit.Minimum && limit.Group < 0)
            {
                return new GroupingObstacles(
                    [Words(task, constraint)],
                    [Reason.Of(
                        "grouping.relax.count-minimum", "Lower the minimum of '{rule}' to {count}: only {there|learner has|learners have} one of the values.",
                        Figure.Of("rule", constraint.Rule.Describe().ToString()), Figure.Of("count", there), Figure.Of("there", there))]);
            }
        }

        if (constraint.Rule is ApartRule apart && constraint.Apart.Count == apart.People.Count * (apart.People.Count - 1) / 2 && apart.People.Count > task.Groups)
        {
            return new GroupingObstacles(
                [Words(task, constraint)],
                [Reason.Of("grouping.relax.cohorts", "Open {count|cohort|cohorts} in all, one for each of them.", Figure.Of("count", apart.People.Count))]);
        }

        foreach (int[] set in constraint.Together)
        {
            if (set.Length <= task.Upper.Max()) continue;
            return new GroupingObstacles(
                [Sizes(task), Words(task, constraint)],
                [Reason.Of("grouping.relax.together", "Let one cohort have {count|learner|learners}.", Figure.Of("count", set.Length))]);
        }

        return null;
    }

    /// <summary>The smallest step by step weakening of a rule's number that makes the rest possible.</summary>
    private static Reason? Weaken(GroupingConstraint constraint, List<GroupingConstraint> others, Func<IEnumerable<GroupingConstraint>, bool> isPossible)
    {
        string rule = constraint.Rule.Describe().ToString();
        if (constraint.Counts.Count > 0)
        {
            var first = constraint.Counts[0];
            for (int step = 1; step <= 13; step++)
            {
                var lower = constraint with { Counts = [.. constraint.Counts.Select(limit => limit with { Minimum = Math.Max(0, limit.Minimum - step) })] };
                if (first.Minimum >= step && isPossible([.. others, lower]))
                {
                    return Reason.Of("grouping.relax.minimum-of", "Lower the minimum of '{rule}' to {count}.", Figure.Of("rule", rule), Figure.Of("count", first.Minimum - step));
                }

                if (first.Maximum == int.MaxValue) continue;
                var higher = constraint with { Counts = [.. constraint.Counts.Select(limit => limit with { Maximum = limit.Maximum + step })] };
                if (isPossible([.. others, higher]))
                {
                    return Reason.Of("grouping.relax.maximum-of", "Raise the maximum of '{rule}' to {count}.", Figure.Of("rule", rule), Figure.Of("count", first.Maximum + step));
                }
            }
        }

        if (constraint.Distinct is { } distinct)
        {
            for (int minimum = distinct.Minimum - 1; minimum > 0; minimum--)
            {
                if (!isPossible([.. others, constraint with { Distinct = distinct with { Minimum = minimum } }])) continue;
                return Reason.Of("grouping.relax.minimum-of", "Lower the minimum of '{rule}' to {count}.", Figure.Of("rule", rule), Figure.Of("count", minimum));
            }
        }

        if (constraint is { Overlap: { } overlap, Rule: OverlapRule hours })
        {
            long quarter = Math.Max(1, (long)Math.Round(900.0 * hours.Dates.Length / 7));
            long low = 0;
            long high = overlap.Minimum / quarter;
            while (low < high)
            {
                long middle = (low + high + 1) / 2;
                if (isPossible([.. others, constraint with { Overlap = overlap with { Minimum = Math.Max(1, middle * quarter) } }])) low = middle;
                else high = middle - 1;
            }

            if (low > 0) return Reason.Of("grouping.relax.hours", "Ask for {hours:0.##|common hour|common hours} a week in '{rule}'.", Figure.Of("hours", low / 4.0), Figure.Of("rule", rule));
        }

        return null;
    }

    private static Reason Sizes(GroupingTask task) => Reason.Of(
        "grouping.sizes", "{learners|learner|learners} in {cohorts|cohort|cohorts} of {least} to {most}.",
        Figure.Of("learners", task.Count), Figure.Of("cohorts", task.Groups), Figure.Of("least", task.Lower.Min()), Figure.Of("most", task.Upper.Max()));

    private static Reason Words(GroupingTask task, GroupingConstraint constraint) => constraint.Group < 0
        ? constraint.Rule.Describe()
        : Reason.Of("grouping.rule-of-cohort", "In cohort {cohort}: {rule}", Figure.Of("cohort", task.Request.Cohorts[constraint.Group].Id), Figure.Of("rule", constraint.Rule.Describe().ToString()));
}
