using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The cohorts that came out, what they are worth and why.</summary>
/// <remarks>
/// <para>The objective is the sum of the criteria, each times its weight and negative where members shall be alike; <see cref="GroupingMeasure.Dispersion"/>
/// is decided first and stands outside the sum, unless it is the only criterion. Everything here is computed when asked for, so that an answer for a
/// million learners stays small.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Cohorts.Count} cohorts, {Certificate}")]
public sealed class CohortGrouping
{
    private readonly GroupingTask? _task;
    private readonly int[][] _members;

    private CohortGrouping(GroupingTask? task, int[][] members, Certificate certificate, IReadOnlyList<Problem> problems)
    {
        _task = task;
        _members = members;
        Certificate = certificate;
        Problems = problems;
        Cohorts = task is null
            ? ValueList<GroupedCohort>.Empty
            : ValueList.Copy(members.Select((list, g) => new GroupedCohort { Id = task.Request.Cohorts[g].Id, Members = ValueList.Copy(list.Select(task.IdOf)) }));
    }

    /// <summary>Whether there are cohorts.</summary>
    public bool HasCohorts => Cohorts.Count > 0;

    /// <summary>The cohorts in the order of the request, members in ordinal order; empty when there is no answer.</summary>
    public IReadOnlyList<GroupedCohort> Cohorts { get; }

    /// <summary>What the cohorts are worth, and what no others can exceed.</summary>
    public Certificate Certificate { get; }

    /// <summary>The problems of the request; with an error there are no cohorts.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>What was decided and what it rests on, or why there is no answer.</summary>
    public IReadOnlyList<Reason> Reasons { get; private set; } = ValueList<Reason>.Empty;

    /// <summary>When it is impossible: a minimal set of rules, with the sizes, that no grouping can keep.</summary>
    public IReadOnlyList<Reason> Conflict { get; private init; } = ValueList<Reason>.Empty;

    /// <summary>When it is impossible: for each rule of the conflict the smallest change that alone would make it possible, where there is one.</summary>
    public IReadOnlyList<Reason> Relaxations { get; private init; } = ValueList<Reason>.Empty;

    /// <summary>After a repair: the learners who had a place and are now in another cohort.</summary>
    public IReadOnlyList<PersonId> Moved { get; private init; } = ValueList<PersonId>.Empty;

    /// <summary>What each criterion came to, beside what chance would reach.</summary>
    public IReadOnlyList<CriterionValue> Criteria => _task is null
        ? ValueList<CriterionValue>.Empty
        : ValueList.Copy(_task.Criteria.Select(criterion => new CriterionValue
        {
            Criterion = criterion.Index,
            Measure = criterion.Measure,
            Value = criterion.Value(_members),
            ByChance = criterion.ByChance(_members),
        }));

    /// <summary>How every cohort compares with all learners, attribute by attribute and value by value.</summary>
    /// <remarks>Attributes of the request first, then every value of every organisational and geographic dimension. Whoever shows it to others should suppress small cells.</remarks>
    public IReadOnlyList<CohortBalance> Balance => _task is null ? ValueList<CohortBalance>.Empty : ValueList.Copy(GroupingBalance.Rows(_task, _members));

    /// <summary>The cohort that the objective is least content with, pair of members for pair; null when there is none or no cohort has two members.</summary>
    public CohortId? WorstCohort
    {
        get
        {
            int worst = -1;
            double least = double.PositiveInfinity;
            for (int g = 0; g < _members.Length; g++)
            {
                if (_members[g].Length < 2) continue;
                double perPair = _task!.ObjectiveOf(_members[g]) / (_members[g].Length * (_members[g].Length - 1.0) / 2);
                if (perPair >= least) continue;
                least = perPair;
                worst = g;
            }

            return worst < 0 ? null : Cohorts[worst].Id;
        }
    }

    /// <summary>What a learner adds to the objective where they are.</summary>
    /// <param name="learner">The learner.</param>
    /// <returns>The contribution.</returns>
    /// <exception cref="ArgumentException">The learner is in none of the cohorts.</exception>
    public LearnerContribution ContributionOf(PersonId learner)
    {
        var (person, g) = Find(learner);
        double contribution = _task!.ObjectiveOf(_members[g]) - _task.ObjectiveOf(Without(_members[g], person));
        return new LearnerContribution { Learner = learner, Cohort = Cohorts[g].Id, Contribution = contribution };
    }

    /// <summary>Exchanges that would move a learner to another cohort, cheapest first.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="count">The most exchanges to suggest.</param>
    /// <param name="includeBroken">Whether exchanges that break a rule are listed too, with what they break.</param>
    /// <returns>The exchanges by price, then by the other learner's id.</returns>
    /// <exception cref="ArgumentException">The learner is in none of the cohorts, or <paramref name="count"/> is negative.</exception>
    /// <remarks>O(learners x size of a cohort).</remarks>
    public IReadOnlyList<SwapSuggestion> SwapsFor(PersonId learner, int count = 5, bool includeBroken = false)
    {
        Guard.Against.Negative(count);
        var (person, a) = Find(learner);
        var task = _task!;
        double valueA = task.ObjectiveOf(_members[a]);
        var priced = new List<(double Price, int Other, int Group)>();
        for (int b = 0; b < _members.Length; b++)
        {
            if (b == a) continue;
            double before = valueA + task.ObjectiveOf(_members[b]);
            foreach (int other in _members[b])
            {
                double after = task.ObjectiveOf(Replaced(_members[a], person, other)) + task.ObjectiveOf(Replaced(_members[b], other, person));
                priced.Add((before - after, other, b));
            }
        }

        priced.Sort();
        var suggestions = new List<SwapSuggestion>();
        foreach (var (price, other, b) in priced)
        {
            if (suggestions.Count >= count) break;
            var breaks = Broken(a, Replaced(_members[a], person, other));
            breaks.AddRange(Broken(b, Replaced(_members[b], other, person)));
            if (breaks.Count > 0 && !includeBroken) continue;
            suggestions.Add(new SwapSuggestion { First = learner, To = Cohorts[b].Id, Second = task.IdOf(other), Price = price, Breaks = breaks });
        }

        return ValueList.Copy(suggestions);
    }

    /// <summary>Checks the answer anew against the workforce and the request, with code that shares nothing with the search.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="request">The request that was answered.</param>
    /// <returns>Everything that does not hold: empty when every learner has exactly one place, sizes and rules are kept, and objective and bound are right.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>Proven answers of up to 9 learners are checked against every grouping there is.</remarks>
    public IReadOnlyList<Problem> Verify(Workforce workforce, GroupingRequest request) =>
        GroupingVerifier.Verify(Guard.Against.Null(workforce), Guard.Against.Null(request), this);

    internal static CohortGrouping Refused(IReadOnlyList<Problem> problems) => new(null, [], new Certificate { Proof = Proof.None, Method = "None" }, problems)
    {
        Reasons = ValueList.Of(Reason.Of("grouping.refused", "The request has {count|problem|problems}.", Figure.Of("count", problems.Count))),
    };

    internal static CohortGrouping Of(GroupingTask task, GroupingSolution solution, IReadOnlyList<Problem> problems, int[]? before = null)
    {
        if (solution.Group is null)
        {
            bool isImpossible = solution.Proof == Proof.Impossible;
            return new CohortGrouping(null, [], new Certificate { Proof = solution.Proof, Method = solution.Method, WorkSpent = solution.Work }, problems)
            {
                Conflict = ValueList.Copy(solution.Conflict),
                Relaxations = ValueList.Copy(solution.Relaxations),
                Reasons = ValueList.Of(isImpossible
                    ? Reason.Of("grouping.impossible", "No grouping keeps all rules: {count|rule and the sizes|rules and the sizes} exclude each other.", Figure.Of("count", solution.Conflict.Count))
                    : Reason.Of("grouping.not-found", "No grouping that keeps all rules was found; the nearest misses them by {miss}.", Figure.Of("miss", solution.LeastMiss))),
            };
        }

        int[][] members = task.MembersOf(solution.Group);
        double objective = task.Objective(members);
        double bound = solution.Proof == Proof.Optimal ? objective : Math.Max(objective, task.Bound());
        var proof = solution.Proof == Proof.Bounded && bound - objective <= 1e-12 * Math.Max(1, Math.Abs(objective)) ? Proof.Optimal : solution.Proof;
        var certificate = new Certificate { Proof = proof, Method = solution.Method, Objective = objective, Bound = bound, WorkSpent = solution.Work };
        var moved = new List<PersonId>();
        for (int i = 0; before is not null && i < before.Length; i++)
        {
            if (before[i] >= 0 && before[i] != solution.Group[i]) moved.Add(task.IdOf(i));
        }

        var answer = new CohortGrouping(task, members, certificate, problems) { Moved = ValueList.Copy(moved) };
        answer.Reasons = ValueList.Copy(answer.Explain(before is not null));
        return answer;
    }

    private List<Reason> Explain(bool isRepair)
    {
        var reasons = new List<Reason>
        {
            Reason.Of(
                "grouping.formed", "{learners|learner|learners} in {cohorts|cohort|cohorts}; {rules|rule is|rules are} kept.",
                Figure.Of("learners", _task!.Count), Figure.Of("cohorts", _members.Length), Figure.Of("rules", _task.Constraints.Count)),
            Certificate.Proof == Proof.Optimal
                ? Reason.Of("grouping.proven", "No other cohorts reach more than {objective:0.###}.", Figure.Of("objective", Certificate.Objective))
                : Reason.Of(
                    "grouping.bounded", "The objective is {objective:0.###}; no cohorts can reach more than {bound:0.###}, a gap of {gap:P3}.",
                    Figure.Of("objective", Certificate.Objective), Figure.Of("bound", Certificate.Bound), Figure.Of("gap", Certificate.Gap)),
        };
        foreach (var criterion in Criteria)
        {
            if (!criterion.ByChance.TryGet(out double chance)) continue;
            reasons.Add(Reason.Of(
                "grouping.criterion", "Criterion {criterion} ({measure}) comes to {value:0.###}; chance would give {chance:0.###}.",
                Figure.Of("criterion", criterion.Criterion + 1), Figure.Of("measure", criterion.Measure.ToString()), Figure.Of("value", criterion.Value), Figure.Of("chance", chance)));
        }

        if (WorstCohort is { } worst) reasons.Add(Reason.Of("grouping.worst", "Cohort {cohort} is the one with most to gain.", Figure.Of("cohort", worst)));
        if (isRepair) reasons.Add(Reason.Of("grouping.moved", "{count|learner|learners} changed cohort.", Figure.Of("count", Moved.Count)));
        return reasons;
    }

    private (int Person, int Group) Find(PersonId learner)
    {
        int person = _task?.IndexOf(learner) ?? -1;
        for (int g = 0; person >= 0 && g < _members.Length; g++)
        {
            if (Array.BinarySearch(_members[g], person) >= 0) return (person, g);
        }

        throw new ArgumentException($"'{learner}' is in none of the cohorts.", nameof(learner));
    }

    private List<Reason> Broken(int group, int[] members)
    {
        var ids = members.Select(_task!.IdOf).ToList();
        var broken = new List<Reason>();
        foreach (var rule in _task.Request.Rules.Concat(_task.Request.Cohorts[group].Rules)) broken.AddRange(rule.Check(_task.Workforce, ids));
        return broken;
    }

    private static int[] Without(int[] members, int person) => [.. members.Where(member => member != person)];

    private static int[] Replaced(int[] members, int person, int other) => Array.ConvertAll(members, member => member == person ? other : member);
}
