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
            : model.Solve(new SelectionOptions { Keep = 1 + request.RunnersUp, Nodes = _options.Budget.Or(CalibratedNodes) }, progress, cancellationToken);
        if (answer is null || answer.Proof == Proof.Impossible)
        {
            return new MentorImpossibility(workforce, levels, request, cancellationToken).Explain(model, problems.ToList());
        }

        var teams = answer.Teams.ToList();
        var reasons = new List<Reason>();
        if (request.TieSeed is { } seed && answer.Proof == Proof.Optimal) Draw(model, request, seed, teams, reasons, cancellationToken);
        return new MentorSelectionBuilder(workforce, request, model).Build(answer, teams, reasons, problems.ToList());
    }

    /// <summary>Says why a person is not in the team, and what would have been enough.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="levels">Who can what, and how sure that is.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="person">The person.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The reasons, with the exact expertise that would have been enough, confirmed by solving again.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workforce"/>, <paramref name="levels"/> or <paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">The person is not in the workforce.</exception>
    /// <exception cref="ProblemsException">The request has problems.</exception>
    public MentorWhyNot WhyNot(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, PersonId person, CancellationToken cancellationToken = default)
    {
        var inquiry = Inquire(workforce, levels, request, cancellationToken);
        if (workforce.IndexOf(person) < 0) throw new ArgumentException($"'{person}' is not in the workforce.", nameof(person));
        return inquiry.WhyNot(person);
    }

    /// <summary>Selects once more without looking at a dimension: who would change, and what the dimension costs.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="levels">Who can what, and how sure that is.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="dimension">The dimension to leave out of differences and rules.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The other answer and the change.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ProblemsException">The request has problems.</exception>
    public MentorCounterfactual Without(
        Workforce workforce, SkillProfiles levels, MentorTeamRequest request, Dimension dimension, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(dimension);
        return Inquire(workforce, levels, request, cancellationToken).Without(dimension, this);
    }

    /// <summary>Finds every worthwhile balance of expertise and difference.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="levels">Who can what, and how sure that is.</param>
    /// <param name="request">What is asked; its share of expertise does not matter here.</param>
    /// <param name="limit">The most teams to list.</param>
    /// <param name="cancellationToken">Stops the work; the front is then not complete.</param>
    /// <returns>The exact front, supported and unsupported points alike.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workforce"/>, <paramref name="levels"/> or <paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="limit"/> is not positive.</exception>
    /// <remarks>One selection per team listed.</remarks>
    public MentorFront Front(
        Workforce workforce, SkillProfiles levels, MentorTeamRequest request, int limit = 100, CancellationToken cancellationToken = default)
    {
        Guard.Against.NegativeOrZero(limit);
        Guard.Against.Null(workforce);
        Guard.Against.Null(levels);
        Guard.Against.Null(request);
        var problems = MentorTeamDoor.Judge(workforce, levels, request);
        if (problems.HasErrors) return new MentorFront([], false, problems.ToList());
        var (teams, isComplete) = Inquire(workforce, levels, request, cancellationToken).Front(limit);
        return new MentorFront(teams, isComplete, problems.ToList());
    }

    /// <summary>Selects by expertise first, and lets difference decide only among teams that are as good, up to a band.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="levels">Who can what, and how sure that is.</param>
    /// <param name="request">What is asked; its share of expertise does not matter here.</param>
    /// <param name="band">The expertise that may be given up, from 0 to 1, as the request measures it: the mean or the least.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The team of best expertise, the one chosen within the band, and the price of diversity.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workforce"/>, <paramref name="levels"/> or <paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="band"/> is not from 0 to 1.</exception>
    /// <remarks>Among equally different teams within the band the more expert one is chosen: expertise keeps a thousandth of the score.</remarks>
    public MeritBandSelection SelectWithinBand(
        Workforce workforce, SkillProfiles levels, MentorTeamRequest request, double band, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(request);
        Guard.Against.OutOfUnitInterval(band);
        var best = Select(workforce, levels, request with { ExpertiseShare = 1, RunnersUp = 0 }, null, cancellationToken);
        if (best.Team is not { } team) return new MeritBandSelection { Best = best, Chosen = null, ChosenRequest = null, ExpertiseGivenUp = null };
        double own = (request.ExpertiseMeasure == TeamMeasure.Least ? request.MinimumMemberExpertise : request.MinimumMeanExpertise) ?? 0;
        double floor = Math.Max(own, Math.Max(0, team.Expertise - band));
        var within = request with { ExpertiseShare = 0.001 };
        within = request.ExpertiseMeasure == TeamMeasure.Least ? within with { MinimumMemberExpertise = floor } : within with { MinimumMeanExpertise = floor };
        var chosen = Select(workforce, levels, within, null, cancellationToken);
        return new MeritBandSelection { Best = best, Chosen = chosen, ChosenRequest = within, ExpertiseGivenUp = team.Expertise - chosen.Team?.Expertise };
    }

    private MentorTeamInquiry Inquire(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, CancellationToken cancellationToken)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(levels);
        Guard.Against.Null(request);
        MentorTeamDoor.Judge(workforce, levels, request).ThrowIfErrors();
        return new MentorTeamInquiry(workforce, levels, request, _options.Budget.Or(CalibratedNodes), cancellationToken);
    }

    /// <summary>Puts a uniformly drawn one of all best teams first.</summary>
    private void Draw(
        MentorTeamModel model, MentorTeamRequest request, ulong seed, List<SelectionTeam> teams, List<Reason> reasons, CancellationToken cancellationToken)
    {
        var drawn = model.Draw(new SelectionOptions { Nodes = _options.Budget.Or(CalibratedNodes) }, teams[0].Objective, seed, cancellationToken);
        if (drawn is null)
        {
            reasons.Add(Reason.Of("mentors.ties.many", "Teams that share the best score could not be drawn from within the budget; the first in canonical order is taken."));
            return;
        }

        if (drawn.Count is not { } count)
        {
            reasons.Add(Reason.Of("mentors.ties.uncounted", "Very many teams share the best score; this one was drawn with equal chances."));
        }
        else if (count > 1)
        {
            reasons.Add(Reason.Of("mentors.ties", "{count} teams share the best score; this one was drawn with equal chances.", Figure.Of("count", count.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        }

        long objective = teams[0].Objective;
        teams.RemoveAll(team => team.Items.AsSpan().SequenceEqual(drawn.Items));
        teams.Insert(0, new SelectionTeam(drawn.Items, objective));
        if (teams.Count > 1 + request.RunnersUp) teams.RemoveAt(teams.Count - 1);
    }
}
