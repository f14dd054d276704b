using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Who works on which project, why, and the check that the allocation is stable and the best of its kind.</summary>
/// <remarks>The objective of the certificate is the number of learners with a project, which is the same in all allocations that are stable with ties broken by ordinal id.</remarks>
[System.Diagnostics.DebuggerDisplay("{Places.Count} with a project, {Unmatched.Count} without")]
public sealed class ProjectMatch
{
    private readonly ProjectModel _model;
    private readonly ProjectOptions _options;
    private readonly int[] _matched;

    internal ProjectMatch(ProjectModel model, ProjectOptions options, int[] matched)
    {
        _model = model;
        _options = options;
        _matched = matched;
        var learners = model.Input.Learners;
        Places = ValueList.Copy(Enumerable.Range(0, learners.Length).Where(l => matched[l] >= 0).Select(Place));
        Unmatched = ValueList.Copy(Enumerable.Range(0, learners.Length).Where(l => matched[l] < 0).Select(l => new UnmatchedLearner(learners[l].Person, () => WhyNothing(l))));
        Certificate = new Certificate
        {
            Proof = Proof.Optimal,
            Method = options.FavoursMentors ? "student-project allocation, lecturers offer" : "student-project allocation, students apply",
            Objective = Places.Count,
            Bound = Places.Count,
            WorkSpent = model.Market.To.Length,
        };
        Reasons = ValueList.Copy(new[]
        {
            Reason.Of(
                "project.summary", "{placed} of {learners|learner has|learners have} a project, {first} of them their first choice.",
                Figure.Of("placed", Places.Count), Figure.Of("learners", learners.Length), Figure.Of("first", Places.Count(place => place.Choice == 1))),
        });
    }

    /// <summary>The learners with their projects, in ordinal order of the learners.</summary>
    public IReadOnlyList<ProjectPlace> Places { get; }

    /// <summary>The learners without a project, in ordinal order: without one in every allocation that is stable with ties broken by ordinal id.</summary>
    public IReadOnlyList<UnmatchedLearner> Unmatched { get; }

    /// <summary>What the answer is worth.</summary>
    public Certificate Certificate { get; }

    /// <summary>The answer in words.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>What was wrong with the request; the rows concerned were left out.</summary>
    public IReadOnlyList<Problem> Problems => _model.Problems;

    /// <summary>The project of a learner.</summary>
    /// <param name="learner">The learner.</param>
    /// <returns>The project, or null when the learner has none or is not in the request.</returns>
    public ProjectId? ProjectOf(PersonId learner) => _model.Input.LearnerAt(learner) is >= 0 and var l && _matched[l] >= 0 ? _model.Projects[_model.Market.To[_matched[l]]].Id : null;

    /// <summary>Why a learner has the project that they have, or none: for each project they like better, who has its places.</summary>
    /// <param name="learner">The learner.</param>
    /// <returns>The reasons, one for each project that the learner likes better, and what rules exclude.</returns>
    /// <exception cref="ArgumentException">The learner is not in the request.</exception>
    public IReadOnlyList<Reason> Why(PersonId learner)
    {
        int l = _model.Input.LearnerAt(learner);
        if (l < 0) throw new ArgumentException($"'{learner}' is no learner of the request.", nameof(learner));
        return WhyNothing(l);
    }

    /// <summary>Checks the answer against the request, with code that shares nothing with the solver.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">The request.</param>
    /// <returns>What does not hold; empty when every place keeps every rule, no project or mentor has too many, no learner and project block it, and no stable allocation is better for the side that is favoured.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>The best allocation is found again in rounds of simultaneous applications or offers over the plain lists: O(learners x wishes x rounds).</remarks>
    public IReadOnlyList<Problem> Verify(Workforce workforce, ProjectRequest request) => ProjectVerifier.Check(Guard.Against.Null(workforce), Guard.Against.Null(request), _options, this);

    private ProjectPlace Place(int learner)
    {
        int edge = _matched[learner];
        var project = _model.Projects[_model.Market.To[edge]];
        return new ProjectPlace { Learner = _model.Input.Learners[learner].Person, Project = project.Id, Mentor = project.Mentor, Choice = ChoiceOf(learner, edge) };
    }

    private int ChoiceOf(int learner, int edge)
    {
        int choice = 1;
        for (int e = _model.Market.Start[learner]; e < _model.Market.Start[learner + 1]; e++) choice += _model.Market.LeftRank[e] < _model.Market.LeftRank[edge] ? 1 : 0;
        return choice;
    }

    private ValueList<Reason> WhyNothing(int learner)
    {
        var market = _model.Market;
        var reasons = new List<Reason>();
        foreach (int e in Enumerable.Range(market.Start[learner], market.Start[learner + 1] - market.Start[learner]).OrderBy(e => market.LeftRank[e]))
        {
            if (_matched[learner] >= 0 && market.LeftRank[e] >= market.LeftRank[_matched[learner]]) continue;
            var project = _model.Projects[market.To[e]];
            int there = _matched.Count(other => other >= 0 && market.To[other] == market.To[e]), inAll = _matched.Count(other => other >= 0 && market.Group![market.To[other]] == market.Group[market.To[e]]);
            reasons.Add(there >= project.Places
                ? Reason.Of("project.full", "{project} is full: {places|place goes|places go} to learners who come before in the order of {mentor}.", Figure.Of("places", there), Figure.Of("project", project.Id.Value), Figure.Of("mentor", project.Mentor))
                : Reason.Of("project.mentor-full", "{project} has room, but its mentor {mentor} has none: {places|place goes|places go} to learners who come before.", Figure.Of("project", project.Id.Value), Figure.Of("places", inAll), Figure.Of("mentor", project.Mentor)));
        }

        if (_model.Forbidden[learner] > 0) reasons.Add(Reason.Of("project.excluded", "{count} of the projects named are excluded by a rule.", Figure.Of("count", _model.Forbidden[learner])));
        if (reasons.Count == 0) reasons.Add(Reason.Of("project.no-wish", "The learner likes no other project better."));
        return ValueList.Copy(reasons);
    }
}
