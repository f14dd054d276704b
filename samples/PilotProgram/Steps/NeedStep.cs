using System.Globalization;
using PeerLearning.Samples.PilotProgram.Output;
using PeerLearning.Skills;

namespace PeerLearning.Samples.PilotProgram.Steps;

/// <summary>Step 1, first half: which skill does the organisation need most?</summary>
internal static class NeedStep
{
    public static Page Show(SkillNeedRanking ranking, IEnumerable<string> notes)
    {
        var page = new Page(1, "Choose the skill", "Which skill does the organisation need most, and could it be taught here?");
        if (ranking.First is not { } first)
        {
            return page.Decide("Cannot say: no skill has all the sources it needs.").Because(ranking.Reasons.Select(reason => reason.ToString()).Concat(notes));
        }

        page.Decide($"{first.Skill}: {Number(first.Score)} of 1 [{Number(first.Lower)}, {Number(first.Upper)}]; with a chance of {Percent(first.ChanceFirst)} it is truly first.");
        page.Because(ranking.Reasons).Because(notes);
        page.Chart("Need, with 90% intervals", "score from 0 to 1", ranking.Skills.Take(10).Select(need => new Bar(need.Skill.Value, need.Score, Math.Max(0, need.Lower), need.Upper, need.Rank == 1)));
        page.Show(
            "What the score is made of", ["rank", "skill", .. ranking.Weights.Select(weight => $"{Words(weight.Source)} x {Number(weight.Weight)}"), "first in all weightings", "tips if the weights move by"],
            ranking.Skills.Take(10).Select(string[] (need) =>
            [
                need.Rank.ToString(CultureInfo.InvariantCulture), need.Skill.Value,
                .. ranking.Weights.Select(weight => need.Sources.FirstOrDefault(source => source.Source == weight.Source) is { } own ? Number(own.Score) : "-"),
                need.RankShares.Count > 0 ? Percent(need.RankShares[0]) : "-",
                need.Rank == 1 ? "" : need.TippingPoint?.WeightToMove is { } move ? Number(move) : "never",
            ]));
        if (ranking.Vetoed.Count > 0) page.Show("Vetoed", ["skill", "because"], ranking.Vetoed.Select(need => new[] { need.Skill.Value, string.Join(" ", need.Vetoes) }));
        return page;
    }

    private static string Words(NeedSource source) => string.Concat(source.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("P0", CultureInfo.InvariantCulture);
}
