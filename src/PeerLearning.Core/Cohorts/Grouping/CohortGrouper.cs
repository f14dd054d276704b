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
}
