using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>The ways to soften a demand, from the smallest change on.</summary>
internal static class MentorRelaxer
{
    /// <summary>A softened request and what was changed in it.</summary>
    internal sealed record Softened(MentorTeamRequest Request, Reason Words);

    /// <summary>The changes of one demand in the order of their size; none if it can only be dropped.</summary>
    public static IEnumerable<Softened> Changes(MentorTeamRequest request, MentorDemand demand)
    {
        if (demand.Place == MentorDemand.Level) return Levels(request);
        if (demand.Place == MentorDemand.Load) return Loads(request);
        if (demand.Place == MentorDemand.Rest) return Rests(request);
        for (int i = 0; i < request.Coverage.Count; i++)
        {
            if (demand.Place == $"Coverage[{i}]") return Coverages(request, i);
        }

        for (int r = 0; r < request.Rules.Count; r++)
        {
            if (demand.Place == $"Rules[{r}]") return Rules(request, r);
        }

        return [];
    }

    private static IEnumerable<Softened> Levels(MentorTeamRequest request)
    {
        for (int percent = (int)Math.Ceiling(request.MinimumChance * 100) - 1; percent >= 1; percent--)
        {
            yield return new Softened(
                request with { MinimumChance = percent / 100.0 },
                Reason.Of("mentors.relax.chance", "Ask for the level with a chance of {chance:P0} only.", Figure.Of("chance", percent / 100.0)));
        }
    }

    private static IEnumerable<Softened> Loads(MentorTeamRequest request)
    {
        foreach (int load in request.Loads.Select(row => row.Current).Where(current => current > request.MaximumLoad).Distinct().Order())
        {
            yield return new Softened(
                request with { MaximumLoad = load }, Reason.Of("mentors.relax.load", "Let members mentor up to {load|programme|programmes} already.", Figure.Of("load", load)));
        }
    }

    private static IEnumerable<Softened> Rests(MentorTeamRequest request)
    {
        foreach (var day in request.Loads.Where(row => row.LastEnded > request.RestedSince).Select(row => row.LastEnded!.Value).Distinct().Order())
        {
            yield return new Softened(request with { RestedSince = day }, Reason.Of("mentors.relax.rest", "Let members mentor again who ended by {day}.", Figure.Of("day", day)));
        }
    }

    private static IEnumerable<Softened> Coverages(MentorTeamRequest request, int place)
    {
        var one = request.Coverage[place];
        for (int members = one.Members - 1; members >= 1; members--)
        {
            var coverage = request.Coverage.ToArray();
            coverage[place] = one with { Members = members };
            yield return new Softened(
                request with { Coverage = coverage },
                Reason.Of(
                    "mentors.relax.coverage", "Ask for {members} with level {level:0.##} in {skill} only.", Figure.Of("members", members), Figure.Of("level", one.MinimumLevel), Figure.Of("skill", one.Skill.Value)));
        }
    }

    /// <summary>A lower floor on the expertise of every member, in thousandths.</summary>
    public static Softened Member(MentorTeamRequest request, int points) => new(
        request with { MinimumMemberExpertise = points / (double)MentorPool.FullExpertise },
        Reason.Of("mentors.relax.member", "Ask every member for an expertise of {least:0.###} only.", Figure.Of("least", points / (double)MentorPool.FullExpertise)));

    /// <summary>A lower floor on the mean expertise.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sum">The expertise that a team can reach, in thousandths of all its members together.</param>
    public static Softened Mean(MentorTeamRequest request, long sum)
    {
        // Rounded down, so that what is shown can be reached; a millionth is less than a thousandth of one member of the largest team.
        double mean = Math.Floor((sum * 1e6 / (MentorPool.FullExpertise * request.Size)) + 1e-3) / 1e6;
        return new Softened(request with { MinimumMeanExpertise = mean }, Reason.Of("mentors.relax.mean", "Ask for a mean expertise of {mean:0.######} only.", Figure.Of("mean", mean)));
    }

    /// <summary>A larger budget.</summary>
    public static Softened Budget(MentorTeamRequest request, long budget) => new(
        request with { Budget = budget }, Reason.Of("mentors.relax.budget", "Let the team cost up to {budget}.", Figure.Of("budget", budget)));

    private static IEnumerable<Softened> Rules(MentorTeamRequest request, int place)
    {
        int size = request.Size;
        switch (request.Rules[place])
        {
            case CountRule count:
                for (int step = 1; step <= size; step++)
                {
                    if (count.Minimum - step >= 0 && (count.Minimum - step > 0 || count.Maximum is not null)) yield return With(count with { Minimum = count.Minimum - step });
                    if (count.Maximum + step <= size) yield return With(count with { Maximum = count.Maximum + step });
                }

                break;
            case PerValueRule perValue:
                for (int step = 1; step <= size; step++)
                {
                    if (perValue.Minimum - step > 0 || (perValue.Minimum - step == 0 && perValue.Maximum is not null)) yield return With(perValue with { Minimum = perValue.Minimum - step });
                    if (perValue.Maximum + step <= size) yield return With(perValue with { Maximum = perValue.Maximum + step });
                }

                break;
            case DistinctRule distinct:
                for (int minimum = distinct.Minimum - 1; minimum >= 1; minimum--) yield return With(distinct with { Minimum = minimum });
                break;
            case ReportingLineRule { SeparatesTeams: true } line:
                yield return With(line with { SeparatesTeams = false });
                break;
            case OverlapRule overlap:
                for (double minutes = Math.Floor((overlap.MinimumPerWeek.TotalMinutes - 1) / 30) * 30; minutes >= 30; minutes -= 30)
                {
                    yield return With(overlap with { MinimumPerWeek = Duration.FromMinutes(minutes) });
                }

                break;
        }

        Softened With(Rule rule)
        {
            var rules = request.Rules.ToArray();
            rules[place] = rule;
            return new Softened(request with { Rules = rules }, Reason.Of("mentors.relax.rule", "Ask for less: {rule}", Figure.Of("rule", rule.Describe().ToString())));
        }
    }
}
