using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Forms cohorts that mix, or match, on purpose: diverse or balanced, within sizes and rules, in one call.</summary>
/// <remarks>
/// <para>Up to 13 learners (people who stay together count once) the answer is proven best, and impossible requests are proven so with a minimal set
/// of rules in conflict. Beyond, the best grouping found within the budget is given with a bound that nothing can exceed; whether the rules can be kept
/// at all is decided by a tree of placements for up to 400 learners, as far as the budget allows.</para>
/// <para>The same request and seed give the same cohorts, whatever the order of the learners and the number of cores.</para>
/// </remarks>
public sealed class CohortGrouper
{
    private readonly CohortGrouperOptions _options;

    /// <summary>Initialises a grouper.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    public CohortGrouper(CohortGrouperOptions? options = null) => _options = options ?? new CohortGrouperOptions();

    /// <summary>Forms cohorts.</summary>
    /// <param name="workforce">The workforce that the learners belong to.</param>
    /// <param name="request">Who is to be grouped, into what, and what matters.</param>
    /// <param name="progress">Told of the work now and then; null for nobody.</param>
    /// <param name="cancellationToken">Ends the search early; the answer is then the best so far.</param>
    /// <returns>The cohorts with their certificate, or the problems of the request, or why there can be none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workforce"/> or <paramref name="request"/> is null.</exception>
    public CohortGrouping Group(Workforce workforce, GroupingRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        var problems = new ProblemList();
        var task = GroupingDoor.Judge(workforce, request, problems);
        if (task is null) return CohortGrouping.Refused(problems.ToList());
        var solution = new GroupingSolver(task, _options.Budget, progress, cancellationToken).Solve();
        return CohortGrouping.Of(task, solution, problems.ToList());
    }

    /// <summary>Fits a change into existing cohorts: learners who joined get a place, those who left are gone, and few others move.</summary>
    /// <param name="workforce">The workforce that the learners belong to.</param>
    /// <param name="request">The request as it is now: its learners are those who shall have a place afterwards.</param>
    /// <param name="current">The cohorts as they were; cohorts and people that the request does not name are ignored.</param>
    /// <param name="maximumMoves">The most learners with a place who may change cohort.</param>
    /// <param name="cancellationToken">Ends the search early; the answer is then the best so far.</param>
    /// <returns>The repaired cohorts; its reasons say who moved. When rules cannot be kept with so few moves, the answer has none and says how many it takes, where that can be decided.</returns>
    /// <exception cref="ArgumentException">An argument is null, or <paramref name="maximumMoves"/> is negative.</exception>
    public CohortGrouping Repair(
        Workforce workforce, GroupingRequest request, IReadOnlyList<GroupedCohort> current, int maximumMoves, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        Guard.Against.Null(current);
        Guard.Against.Negative(maximumMoves);
        var problems = new ProblemList();
        var task = GroupingDoor.Judge(workforce, request, problems);
        if (task is null) return CohortGrouping.Refused(problems.ToList());
        int[] before = new GroupingRepair(task).Before(current);
        var solution = new GroupingRepair(task).Solve(before, maximumMoves, _options.Budget, cancellationToken);
        return CohortGrouping.Of(task, solution, problems.ToList(), before);
    }

    /// <summary>Prices every rule of a request by forming the cohorts once more without it.</summary>
    /// <param name="workforce">The workforce that the learners belong to.</param>
    /// <param name="request">The request that was answered.</param>
    /// <param name="answer">Its answer by <see cref="Group"/>.</param>
    /// <param name="cancellationToken">Ends the searches early.</param>
    /// <returns>One price for each rule, first those of the request, then those of its cohorts, in their order; none when the answer has no cohorts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workforce"/>, <paramref name="request"/> or <paramref name="answer"/> is null.</exception>
    /// <remarks>
    /// Prices do not add up: two rules may ask for the same thing, and then each alone is free. Each rule takes as much work as the answer did; the
    /// answer itself keeps fewer rules too, so that a price is never negative. Where <see cref="GroupingMeasure.Dispersion"/> is decided first, a rule
    /// that costs distance only has the price 0.
    /// </remarks>
    public IReadOnlyList<RulePrice> PriceRules(Workforce workforce, GroupingRequest request, CohortGrouping answer, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        Guard.Against.Null(answer);
        var prices = new List<RulePrice>();
        if (!answer.HasCohorts) return ValueList.Copy(prices);
        for (int k = 0; k < request.Rules.Count; k++) prices.Add(Price(request.Rules[k], null, request with { Rules = Without(request.Rules, k) }));
        for (int g = 0; g < request.Cohorts.Count; g++)
        {
            var frame = request.Cohorts[g];
            for (int k = 0; k < frame.Rules.Count; k++)
            {
                CohortFrame[] frames = [.. request.Cohorts];
                frames[g] = frame with { Rules = Without(frame.Rules, k) };
                prices.Add(Price(frame.Rules[k], frame.Id, request with { Cohorts = frames }));
            }
        }

        return ValueList.Copy(prices);

        RulePrice Price(Rule rule, CohortId? cohort, GroupingRequest without)
        {
            var free = Group(workforce, without, cancellationToken: cancellationToken);
            return new RulePrice
            {
                Rule = rule,
                Cohort = cohort,
                Price = free.HasCohorts ? Math.Max(0, free.Certificate.Objective - answer.Certificate.Objective) : 0,
                IsProven = free.Certificate.Proof == Proof.Optimal && answer.Certificate.Proof == Proof.Optimal,
            };
        }
    }

    private static List<Rule> Without(IReadOnlyList<Rule> rules, int place) => [.. rules.Where((_, k) => k != place)];
}
