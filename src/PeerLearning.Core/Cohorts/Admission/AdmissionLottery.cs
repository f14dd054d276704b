using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The fair lottery for places when more people apply than fit.</summary>
/// <remarks>
/// <para>Chances are leximin: the smallest chance is as large as any lottery over cohorts that keep the rules can make it, then the second smallest,
/// and so on (Flanigan, Goelz, Gupta, Hennig and Procaccia, "Fair algorithms for selecting citizens' assemblies", Nature 2021). Applicants whom no
/// rule tells apart are one profile with one chance, so the work depends on the number of profiles and not of applicants.</para>
/// <para>Not promised: that chances are equal. A rule that needs a rare profile raises its chance, up to certainty; the answer says so.</para>
/// </remarks>
/// <param name="options">How the lottery is made; null for the defaults.</param>
public sealed class AdmissionLottery(AdmissionOptions? options = null)
{
    private const long CalibratedBudget = 4_000_000;

    private readonly AdmissionOptions _options = options ?? new AdmissionOptions();

    /// <summary>Computes everybody's chance and the cohorts that give it, without drawing.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">Applicants, places and rules.</param>
    /// <param name="progress">Told now and then how far the work is; may be null.</param>
    /// <param name="cancellationToken">Stops the work; the answer is then the best lottery so far.</param>
    /// <returns>The chances, or why there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workforce"/> or <paramref name="request"/> is null.</exception>
    public AdmissionChances FindChances(
        Workforce workforce, AdmissionRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        var model = AdmissionModel.Build(workforce, request, canEven: Aim is null, cancellationToken);
        if (!model.IsComplete) return AdmissionChances.Refused(workforce, model);
        var solver = new LeximinLottery(model.Program, model.Members, model.Past, _options.Budget.Or(CalibratedBudget), progress, cancellationToken);
        var solution = solver.Solve();
        if (Aim is { } aim && solution.Points.Count > 0) return Aimed(workforce, model, solution, aim, cancellationToken);
        var conflict = solution.Proof == Proof.Impossible ? ConflictFinder.Find(model, request, cancellationToken) : null;
        return new AdmissionChances(workforce, model, solution, conflict);
    }

    /// <summary>The lottery in which every cohort that keeps the rules is equally likely, counted exactly.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">Applicants, places and rules; only rules about counts of values, and named people, can be counted.</param>
    /// <param name="cancellationToken">Stops the count, which is then undefined.</param>
    /// <returns>The lottery with the number of cohorts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workforce"/> or <paramref name="request"/> is null.</exception>
    public UniformLottery FindUniform(Workforce workforce, AdmissionRequest request, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        var model = AdmissionModel.Build(workforce, request, canEven: false, cancellationToken);
        int maxStates = (int)Math.Min(int.MaxValue, _options.Budget.Or(CalibratedBudget) / 2);
        return new UniformLottery(workforce, model, model.IsComplete ? QuotaCounter.TryCount(model.Program, model.Members, maxStates, cancellationToken) : null);
    }

    private LotteryAim? Aim => _options.Fairness switch
    {
        LotteryFairness.Minimax => LotteryAim.Minimax,
        LotteryFairness.Nash => LotteryAim.Nash,
        LotteryFairness.Goldilocks => LotteryAim.Goldilocks,
        _ => null,
    };

    private AdmissionChances Aimed(Workforce workforce, AdmissionModel model, LotterySolution leximin, LotteryAim aim, CancellationToken cancellationToken)
    {
        double even = (double)model.Program.RowLower[0] / model.Pool.Length;
        var lottery = new ConcaveLottery(model.Program, model.Members, aim, _options.Gamma, even, _options.Budget.Or(CalibratedBudget), cancellationToken);
        var solution = lottery.Solve(leximin);
        return new AdmissionChances(workforce, model, solution, null, new AimedClaim(aim, _options.Gamma, even, lottery.Objective, lottery.Bound));
    }

    /// <summary>Why a person can never be drawn: the rules that no cohort with this person can keep.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">Applicants, places and rules.</param>
    /// <param name="person">The person in question: one whose chance is none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// The conflict, with the least change of limits that would open the door; null when some cohort holds the person, when the request has errors, or when
    /// the budget ran out before either was settled.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="workforce"/> or <paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">The person is not in the workforce.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped before the conflict was known.</exception>
    public AdmissionConflict? WhyNever(Workforce workforce, AdmissionRequest request, PersonId person, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        if (workforce.IndexOf(person) < 0) throw new ArgumentException($"'{person}' is not in the workforce.", nameof(person));
        var wish = new IncludeRule(person);
        var asked = request with { Rules = [.. request.Rules, wish] };
        var model = AdmissionModel.Build(workforce, asked, cancellation: cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (model.Problems.Any(problem => problem.Severity == ProblemSeverity.Error)) return null;
        var answer = new QuotaOptimizer(model.Program).Maximise(
            new double[model.Program.Variables], -1, _options.Budget.Or(CalibratedBudget), stopAtFirst: true, cancellation: cancellationToken);
        if (answer.HasPoint) return null;
        if (!answer.IsComplete)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }

        var conflict = ConflictFinder.Find(model, asked, cancellationToken);
        return conflict with { Rules = [.. conflict.Rules.Where(rule => !ReferenceEquals(rule, wish))] };
    }

    /// <summary>Computes the chances and draws the cohort.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">Applicants, places and rules.</param>
    /// <param name="seed">The number that decides the draw: publish how it comes about before it is known.</param>
    /// <param name="progress">Told now and then how far the work is; may be null.</param>
    /// <param name="cancellationToken">Stops the work; the answer is then drawn from the best lottery so far.</param>
    /// <returns>The cohort with its chances, or why there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workforce"/> or <paramref name="request"/> is null.</exception>
    public Admission Draw(
        Workforce workforce, AdmissionRequest request, ulong seed, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Draw(FindChances(workforce, request, progress, cancellationToken), seed);

    /// <summary>Draws the cohort from chances that stand.</summary>
    /// <param name="chances">The chances, as published before the draw.</param>
    /// <param name="seed">The number that decides the draw.</param>
    /// <returns>The cohort; the same for the same chances and seed, on every machine.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="chances"/> is null.</exception>
    public Admission Draw(AdmissionChances chances, ulong seed) => new(Guard.Against.Null(chances), seed, _options.Reserves, _options.DropOutRate);
}
