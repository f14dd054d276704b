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
        var model = AdmissionModel.Build(workforce, request);
        if (model.Problems.Any(problem => problem.Severity == ProblemSeverity.Error)) return AdmissionChances.Refused(workforce, model);
        var solver = new LeximinLottery(model.Program, model.Members, _options.Budget.Or(CalibratedBudget), progress, cancellationToken);
        var solution = solver.Solve();
        var conflict = solution.Proof == Proof.Impossible ? ConflictFinder.Find(model, request) : null;
        return new AdmissionChances(workforce, model, solution, conflict);
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
    public Admission Draw(AdmissionChances chances, ulong seed) => new(Guard.Against.Null(chances), seed, _options.Reserves);
}
