using System.Globalization;
using System.Text;

namespace PeerLearning.Mentors;

/// <summary>Seals an answer with a fingerprint of everything in it, so that a later change shows even where it changes no claim.</summary>
internal static class MentorSeal
{
    public const string Name = "fingerprint";

    public static MentorSelection Put(MentorSelection selection) => selection.With(
        selection.Certificate with { Prices = ValueList.Copy(selection.Certificate.Prices.Append(Figure.Of(Name, Of(selection)))) }, selection.Team);

    public static bool IsWhole(MentorSelection selection)
    {
        var prices = selection.Certificate.Prices;
        return prices.Count > 0 && prices[^1].Name == Name && prices[^1].Number == Of(selection);
    }

    private static double Of(MentorSelection selection)
    {
        var text = new StringBuilder();
        var certificate = selection.Certificate;
        text.Append(CultureInfo.InvariantCulture, $"{certificate.Proof}|{certificate.Method}|{certificate.Objective:R}|{certificate.Bound:R}|{certificate.IsMinimised}");
        text.Append(CultureInfo.InvariantCulture, $"|{certificate.WorkSpent}|{selection.Candidates}");
        foreach (var price in certificate.Prices)
        {
            if (price.Name != Name) text.Append('|').Append(price);
        }

        if (selection.Team is { } team) Append(text, team);
        foreach (var next in selection.RunnersUp) Append(text, next);
        foreach (var reason in selection.Reasons.Concat(selection.Conflict).Concat(selection.Relaxations.Select(relaxation => relaxation.Change)))
        {
            text.Append('|').Append(reason.Code);
            foreach (var figure in reason.Figures) text.Append(',').Append(figure);
        }

        return MentorHash.Fingerprint(text.ToString());
    }

    private static void Append(StringBuilder text, MentorTeam team)
    {
        text.Append(CultureInfo.InvariantCulture, $"|team {team.Objective} {team.Score:R} {team.Expertise:R} {team.Difference:R}");
        foreach (var member in team.Members)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{member.Person} {member.Level:R} {member.Expertise:R} {member.ExpertisePart:R} {member.DifferencePart:R}");
        }
    }
}
