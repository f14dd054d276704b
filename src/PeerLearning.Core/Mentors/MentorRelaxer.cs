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
