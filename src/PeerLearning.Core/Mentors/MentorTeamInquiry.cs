using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>Answers what-if questions about a request by solving again.</summary>
internal sealed class MentorTeamInquiry(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, long nodes, CancellationToken cancellationToken)
{
    public MentorWhyNot WhyNot(PersonId person)
    {
        int at = workforce.IndexOf(person);
        if (levels.Find(person, request.Skill) is not { } row)
        {
            return No(person, Reason.Of("mentors.not.evidence", "{person} has no proficiency in {skill}.", Figure.Of("person", person), Figure.Of("skill", request.Skill.Value)));
        }

        if (new MentorGate(workforce, levels, request, new HashSet<string>()).Refuses(at, row) is { } refusal) return No(person, refusal);
        var model = new MentorTeamModel(workforce, levels, request);
        var best = Solve(model);
        if (best is null) return No(person, Reason.Of("mentors.impossible.all", "No team is possible at all."));
        if (best.Items.Contains(model.ItemOf(at))) return new MentorWhyNot { Person = person, IsMember = true, Reasons = ValueList.Of(Reason.Of("mentors.member.is", "{person} is in the team.", Figure.Of("person", person))) };
        var with = request with { Rules = [.. request.Rules, new IncludeRule(person)] };
        var modelWith = new MentorTeamModel(workforce, levels, with);
        var bestWith = modelWith.LacksRequired ? null : Solve(modelWith);
        if (bestWith is null)
        {
            return No(person, Reason.Of("mentors.not.rules", "The rules leave no team with {person}: {conflict}", Figure.Of("person", person), Figure.Of("conflict", Conflict(with, modelWith))));
        }

        long missing = best.Objective - bestWith.Objective;
        var builder = new MentorSelectionBuilder(workforce, request, model);
        var team = builder.Team([.. bestWith.Items.Select(item => model.ItemOf(modelWith.Pool.People[item]))]);
        var reasons = new List<Reason>
        {
            Reason.Of(
                "mentors.not.score", "The best team with {person} scores {with:0.0000}, the best of all {best:0.0000}.", Figure.Of("person", person), Figure.Of("with", team.Score),
                Figure.Of("best", (best.Objective + model.Constant) / (double)model.Scale.Full)),
        };
        int points = model.Pool.Points[model.ItemOf(at)];
        if ((model.HasLeastExpertise ? NeededByTrying(at, points) : Needed(at, points, missing, model.Scale.PerPoint)) is { } needed)
        {
            reasons.Add(Reason.Of(
                "mentors.not.needed", "With an expertise of {needed:0.000} in place of {expertise:0.000} {person} would be selected.", Figure.Of("needed", needed / 1000.0),
                Figure.Of("expertise", points / 1000.0), Figure.Of("person", person)));
            return new MentorWhyNot { Person = person, Reasons = reasons, BestTeamWith = team, NeededExpertise = needed / 1000.0, IsConfirmed = IsExact(at, needed) };
        }

        reasons.Add(Reason.Of("mentors.not.never", "No expertise would have been enough for {person}; only different colleagues would.", Figure.Of("person", person)));
        return new MentorWhyNot { Person = person, Reasons = reasons, BestTeamWith = team };
    }

    public MentorCounterfactual Without(Dimension dimension, MentorTeamSelector selector)
    {
        var without = request with
        {
            Differences = [.. request.Differences.Where(difference => difference.Dimension.Name != dimension.Name)],
            Rules = [.. request.Rules.Where(rule => !rule.Dimensions.Any(other => other.Name == dimension.Name))],
        };
        var actual = selector.Select(workforce, levels, request, null, cancellationToken);
        var other = selector.Select(workforce, levels, without, null, cancellationToken);
        var members = actual.Team?.Members.Select(member => member.Person).ToList() ?? [];
        var others = other.Team?.Members.Select(member => member.Person).ToList() ?? [];
        return new MentorCounterfactual
        {
            Dimension = dimension,
            Selection = other,
            Request = without,
            Joining = [.. others.Except(members)],
            Leaving = [.. members.Except(others)],
            ExpertiseCost = other.Team?.Expertise - actual.Team?.Expertise,
        };
    }

    /// <summary>The whole front by the epsilon-constraint method (Haimes, Lasdon and Wismer, 1971): difference first, then ever higher floors of expertise.</summary>
    public (List<MentorTeam> Teams, bool IsComplete) Front(int limit)
    {
        var teams = new List<MentorTeam>();
        var scale = MentorScale.DifferenceFirst(workforce, request);
        var whole = new MentorTeamModel(workforce, levels, request);
        var builder = new MentorSelectionBuilder(workforce, request, whole);
        bool isLeast = request.ExpertiseMeasure == TeamMeasure.Least;
        long floor = 0, highest = isLeast ? MentorPool.FullExpertise : (long)MentorPool.FullExpertise * request.Size;
        while (teams.Count < limit)
        {
            if (floor > highest) return (teams, true);
            var asked = isLeast
                ? request with { MinimumMemberExpertise = Math.Max(request.MinimumMemberExpertise ?? 0, floor / (double)MentorPool.FullExpertise) }
                : request with { MinimumMeanExpertise = Math.Max(request.MinimumMeanExpertise ?? 0, floor / (double)(MentorPool.FullExpertise * request.Size)) };
            var model = new MentorTeamModel(workforce, levels, asked, scale: scale);
            if (model.LacksRequired) return (teams, true);
            var answer = model.Solve(new SelectionOptions { Nodes = nodes }, null, cancellationToken);
            if (answer.Proof == Proof.Impossible) return (teams, true);
            if (answer.Proof != Proof.Optimal) return (teams, false);
            int[] items = answer.Teams[0].Items;
            teams.Add(builder.Team(Array.ConvertAll(items, item => whole.ItemOf(model.Pool.People[item]))));
            floor = (isLeast ? items.Min(item => model.Pool.Points[item]) : items.Sum(item => (long)model.Pool.Points[item])) + 1;
        }

        return (teams, false);
    }

    private static MentorWhyNot No(PersonId person, Reason reason) => new() { Person = person, Reasons = ValueList.Of(reason) };

    private SelectionTeam? Solve(MentorTeamModel model)
    {
        var teams = model.Solve(new SelectionOptions { Nodes = nodes }, null, cancellationToken).Teams;
        return teams.Count == 0 ? null : teams[0];
    }

    // Every team with the person gains the same by each point, and no other team does: the best one with the person stays the best of them.
    private int? Needed(int person, int points, long missing, long perPoint)
    {
        if (perPoint == 0) return null;
        long more = (missing / perPoint) + 1;

        // One point less may be a tie that goes to the person.
        if (missing % perPoint == 0 && points + more - 1 <= MentorPool.FullExpertise && IsSelected(person, (int)(points + more - 1))) more--;
        return points + more <= MentorPool.FullExpertise ? (int)(points + more) : null;
    }

    // More expertise never makes a team with the person worse, and changes no other team: the first expertise that is enough is found by halving.
    private int? NeededByTrying(int person, int points)
    {
        int not = points, enough = MentorPool.FullExpertise;
        if (not >= enough || !IsSelected(person, enough)) return null;
        while (enough - not > 1)
        {
            int middle = (not + enough) / 2;
            if (IsSelected(person, middle)) enough = middle;
            else not = middle;
        }

        return enough;
    }

    private bool IsExact(int person, int points) => IsSelected(person, points) && (points == 0 || !IsSelected(person, points - 1));

    private bool IsSelected(int person, int points)
    {
        var model = new MentorTeamModel(workforce, levels, request, instead: (person, points));
        return Solve(model)?.Items.Contains(model.ItemOf(person)) == true;
    }

    private string Conflict(MentorTeamRequest with, MentorTeamModel model) =>
        string.Join(" ", new MentorImpossibility(workforce, levels, with, cancellationToken).Explain(model, []).Conflict.Select(reason => reason.ToString()));
}
