using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PeerLearning.Programs;

/// <summary>The canonical text of criteria, one field a line, lengths before texts so that no two criteria share a text.</summary>
internal static class CriteriaText
{
    public static string Fingerprint(ProgramCriteria criteria) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Write(criteria)))).ToLowerInvariant();

    public static string Write(ProgramCriteria criteria)
    {
        var text = new StringBuilder("peer-learning criteria 1\n");
        Number(text, "planned", criteria.PlannedLearners);
        Number(text, "error", criteria.ErrorRate);
        Number(text, "least", criteria.LearnersAtLeast);
        List(text, "success", criteria.Success);
        List(text, "kill", criteria.Kill);
        return text.ToString();
    }

    private static void List(StringBuilder text, string name, IReadOnlyList<Criterion> criteria)
    {
        Number(text, name, criteria.Count);
        foreach (var criterion in criteria)
        {
            if (criterion is null) continue;
            Text(text, "id", criterion.Id);
            Text(text, "measure", criterion.Measure);
            Number(text, "essential", criterion.IsEssential ? 1 : 0);
            switch (criterion)
            {
                case RateCriterion rate:
                    Number(text, "rate", rate.Bar);
                    break;
                case MeanCriterion mean:
                    Number(text, "mean", mean.Bar);
                    break;
                case DifferenceCriterion difference:
                    Number(text, "difference", difference.Bar);
                    break;
                case EquivalenceCriterion equivalence:
                    Number(text, "low", equivalence.Low);
                    Number(text, "high", equivalence.High);
                    break;
                case ReturnCriterion roi:
                    Number(text, "return", roi.Bar);
                    break;
            }
        }
    }

    private static void Number(StringBuilder text, string name, double value) =>
        text.Append(name).Append(' ').Append((value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    private static void Text(StringBuilder text, string name, string? value) =>
        text.Append(name).Append(' ').Append(value?.Length ?? -1).Append(' ').Append(value).Append('\n');
}
