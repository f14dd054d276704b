using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>Chooses the most capable and most diverse team of lead mentors, proven best.</summary>
/// <remarks>
/// <para>The team is the exact optimum of the score under all rules: no better team exists, and the answer's certificate shows it. The proof comes from
/// prices on the values of the dimensions (Lagrangian bounds), which exclude nearly all candidates at once, and a search over the few who are left.</para>
/// <para>Work is counted in search nodes. When the budget or the caller's token ends it, the answer is the best team found with the gap to the bound.</para>
/// <para>The answer does not depend on the order of any input. This type is immutable.</para>
/// </remarks>
/// <param name="options">The options; null for the defaults.</param>
public sealed class MentorTeamSelector(MentorTeamOptions? options = null)
{
    private const long CalibratedNodes = 5_000_000;
    private const int MostTies = 20_000;

    private readonly MentorTeamOptions _options = options ?? new MentorTeamOptions();

    /// <summary>Selects the team.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="levels">Who can what, and how sure that is.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Receives reports of long work; null for none.</param>
    /// <param name="cancellationToken">Stops the work; the answer is then the best team found so far.</param>
    /// <returns>The team with its proof and reasons; or why there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workforce"/>, <paramref name="levels"/> or <paramref name="request"/> is null.</exception>
    /// <remarks>Typically O(candidates x dimensions).</remarks>
    public MentorSelection Select(
        Workforce workforce, SkillProfiles levels, MentorTeamRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(levels);
        Guard.Against.Null(request);
        var problems = MentorTeamDoor.Judge(workforce, levels, request);
        if (problems.HasErrors)
        {
            return new MentorSelection { Certificate = new Certificate { Proof = Proof.None, Method = "refused" }, Problems = problems.ToList() };
        }

        var model = new MentorTeamModel(workforce, levels, request);
        var answer = model.LacksRequired
            ? null
            : SelectionSolver.Solve(
                model.Problem, new SelectionOptions { Keep = 1 + request.RunnersUp, Nodes = _options.Budget.Or(CalibratedNodes), TieKey = model.TieKey }, progress,
                cancellationToken);
        if (answer is null || answer.Proof == Proof.Impossible)
        {
            return new MentorImpossibility(workforce, levels, request, cancellationToken).Explain(model, problems.ToList());
        }

        var teams = answer.Teams.ToList();
        var reasons = new List<Reason>();
        if (request.TieSeed is { } seed && answer.Proof == Proof.Optimal) Draw(model, request, seed, teams, reasons, cancellationToken);
        return new MentorSelectionBuilder(workforce, request, model).Build(answer, teams, reasons, problems.ToList());
    }

    /// <summary>Puts a uniformly drawn one of all best teams first.</summary>
    private void Draw(
        MentorTeamModel model, MentorTeamRequest request, ulong seed, List<SelectionTeam> teams, List<Reason> reasons, CancellationToken cancellationToken)
    {
        var ties = SelectionSolver.Solve(
            model.Problem,
            new SelectionOptions { Keep = MostTies, AllOptimal = true, AtLeast = teams[0].Objective, Nodes = _options.Budget.Or(CalibratedNodes) },
            null, cancellationToken);
        if (!ties.IsComplete)
        {
            reasons.Add(Reason.Of("mentors.ties.many", "More teams share the best score than could be listed ({listed}); the first in canonical order is taken.", Figure.Of("listed", ties.Teams.Count)));
            return;
        }

        var drawn = ties.Teams[new SeededRandom(seed).Next(ties.Teams.Count)];
        if (ties.Teams.Count > 1)
        {
            reasons.Add(Reason.Of("mentors.ties", "{count} teams share the best score; this one was drawn with equal chances.", Figure.Of("count", ties.Teams.Count)));
        }

        teams.RemoveAll(team => team.Items.AsSpan().SequenceEqual(drawn.Items));
        teams.Insert(0, drawn);
        if (teams.Count > 1 + request.RunnersUp) teams.RemoveAt(teams.Count - 1);
    }
}
