namespace PeerLearning.Programs;

/// <summary>From findings to a choice.</summary>
internal static class VerdictRule
{
    public static ScaleChoice Choose(IReadOnlyList<CriterionFinding> findings)
    {
        if (findings.Any(finding => finding is { IsKill: true, Standing: CriterionStanding.Missed })) return ScaleChoice.Stop;
        var essential = findings.Where(finding => !finding.IsKill && finding.Criterion.IsEssential).ToList();
        if (essential.Exists(finding => finding.Standing == CriterionStanding.Missed)) return ScaleChoice.Adapt;
        if (findings.Any(Blocks)) return ScaleChoice.CannotSayYet;
        return findings.Any(IsCondition) ? ScaleChoice.ScaleWithConditions : ScaleChoice.Scale;
    }

    /// <summary>Whether nothing can be said before this one is known.</summary>
    public static bool Blocks(CriterionFinding finding) => finding.IsKill
        ? finding.Standing is CriterionStanding.NotMeasured or CriterionStanding.TooThin
        : finding.Criterion.IsEssential && finding.Standing is not (CriterionStanding.Met or CriterionStanding.Missed);

    /// <summary>Whether this one becomes a condition when everything essential is met.</summary>
    public static bool IsCondition(CriterionFinding finding) =>
        !finding.IsKill && !finding.Criterion.IsEssential && finding.Standing != CriterionStanding.Met;
}
