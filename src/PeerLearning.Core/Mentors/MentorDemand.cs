namespace PeerLearning.Mentors;

/// <summary>One demand of a request: what may be dropped or relaxed when no team is possible.</summary>
/// <param name="Place">The place in the request.</param>
/// <param name="Words">The demand in plain words.</param>
internal sealed record MentorDemand(string Place, Reason Words)
{
    public const string Evidence = "Skill";
    public const string Level = "MinimumLevel";
    public const string Load = "MaximumLoad";
    public const string Rest = "RestedSince";
    public const string Member = "MinimumMemberExpertise";
    public const string Mean = "MinimumMeanExpertise";
    public const string Budget = "Budget";

    /// <summary>The demands of a request, in a fixed order.</summary>
    public static List<MentorDemand> Of(MentorTeamRequest request)
    {
        var demands = new List<MentorDemand>();
        if (request.MinimumLevel is { } level)
        {
            demands.Add(new(Level, Reason.Of(
                "mentors.demand.level", "Every member has reached level {level:0.##} with a chance of at least {chance:P0}.",
                Figure.Of("level", level), Figure.Of("chance", request.MinimumChance))));
        }

        if (request.MinimumMemberExpertise is { } least)
        {
            demands.Add(new(Member, Reason.Of("mentors.demand.member", "Every member has an expertise of at least {least:0.###}.", Figure.Of("least", least))));
        }

        if (request.MaximumLoad is { } load)
        {
            demands.Add(new(Load, Reason.Of("mentors.demand.load", "No member mentors more than {load|programme|programmes} already.", Figure.Of("load", load))));
        }

        if (request.RestedSince is { } day)
        {
            demands.Add(new(Rest, Reason.Of("mentors.demand.rest", "No member has mentored since {day}.", Figure.Of("day", day))));
        }

        if (request.MinimumMeanExpertise is { } mean)
        {
            demands.Add(new(Mean, Reason.Of("mentors.demand.mean", "A mean expertise of at least {mean:0.###}.", Figure.Of("mean", mean))));
        }

        if (request.Budget is { } budget)
        {
            demands.Add(new(Budget, Reason.Of("mentors.demand.budget", "The team costs at most {budget}.", Figure.Of("budget", budget))));
        }

        for (int i = 0; i < request.Coverage.Count; i++)
        {
            var one = request.Coverage[i];
            demands.Add(new($"Coverage[{i}]", Reason.Of(
                "mentors.demand.coverage", "At least {members} with level {level:0.##} in {skill}.", Figure.Of("members", one.Members), Figure.Of("level", one.MinimumLevel),
                Figure.Of("skill", one.Skill.Value))));
        }

        for (int i = 0; i < request.Rules.Count; i++) demands.Add(new($"Rules[{i}]", request.Rules[i].Describe()));
        return demands;
    }
}
