namespace PeerLearning.Programs;

/// <summary>The sentences of a verdict.</summary>
internal static class VerdictReasons
{
    public static ValueList<Reason> Of(ScaleVerdict verdict)
    {
        var reasons = new List<Reason> { Choice(verdict) };
        foreach (var finding in verdict.Findings) reasons.Add(Finding(finding, verdict.PlannedLearners));
        if (verdict.EnoughLearners.TryGet(out int enough))
        {
            reasons.Add(Reason.Of(
                "verdict.enough",
                "With {enough:0|learner|learners}, judged on their own, it could be said if everything stays where it is.",
                Figure.Of("enough", (double)enough)));
        }

        return ValueList.Copy(reasons);
    }

    private static Reason Choice(ScaleVerdict verdict)
    {
        int Count(Func<CriterionFinding, bool> which) => verdict.Findings.Count(which);
        var essential = Figure.Of("essential", (double)Count(finding => !finding.IsKill && finding.Criterion.IsEssential));
        return verdict.Choice switch
        {
            ScaleChoice.Scale => Reason.Of("verdict.scale", "Scale: every essential criterion ({essential:0}) and every other success criterion is met.", essential),
            ScaleChoice.ScaleWithConditions => Reason.Of(
                "verdict.conditions",
                "Scale with conditions: every essential criterion ({essential:0}) is met; {conditions:0|other is|others are} not.",
                essential,
                Figure.Of("conditions", (double)Count(VerdictRule.IsCondition))),
            ScaleChoice.Adapt => Reason.Of(
                "verdict.adapt",
                "Adapt: {missed:0} of {essential:0|essential criterion is|essential criteria are} shown to be missed.",
                Figure.Of("missed", (double)Count(finding => finding is { IsKill: false, Criterion.IsEssential: true, Standing: CriterionStanding.Missed })),
                essential),
            ScaleChoice.Stop => Reason.Of(
                "verdict.stop",
                "Stop: {missed:0} of {kill:0|kill criterion is|kill criteria are} shown to be missed.",
                Figure.Of("missed", (double)Count(finding => finding is { IsKill: true, Standing: CriterionStanding.Missed })),
                Figure.Of("kill", (double)Count(finding => finding.IsKill))),
            _ => Reason.Of(
                "verdict.cannot-say",
                "Cannot say yet: {open:0} of {all:0|criterion that decides is|criteria that decide are} not known well enough.",
                Figure.Of("open", (double)Count(VerdictRule.Blocks)),
                Figure.Of("all", (double)Count(finding => finding.IsKill || finding.Criterion.IsEssential))),
        };
    }

    private static Reason Finding(CriterionFinding finding, int planned)
    {
        var figures = new List<Figure>
        {
            Figure.Of("measure", finding.Criterion.Measure),
            Figure.Of("kill", finding.IsKill ? "Kill criterion" : finding.Criterion.IsEssential ? "Essential" : "Supporting"),
            Figure.Of("people", (double)finding.People),
        };
        if (finding.Estimate.TryGet(out double estimate)) figures.Add(Figure.Of("estimate", estimate));
        if (finding.Lower.TryGet(out double lower)) figures.Add(Figure.Of("lower", lower));
        if (finding.Upper.TryGet(out double upper)) figures.Add(Figure.Of("upper", upper));
        if (finding.Chance.TryGet(out double chance)) figures.Add(Figure.Of("chance", chance));
        if (finding.PlannedChance.TryGet(out double next)) figures.Add(Figure.Of("next", next));
        string format = finding.Criterion is RateCriterion ? ":P0" : ":0.00";
        string bar = AddBar(finding.Criterion, figures, format);
        string code = $"verdict.criterion.{Name(finding.Standing)}";
        if (!finding.Lower.IsDefined)
        {
            string measured = finding.Estimate.IsDefined ? "measured {estimate" + format + "}" : "nothing measured that counts";
            return Make(code, $"{{kill}}, {{measure}}: {Says(finding.Standing)} {bar}; {measured}, on {{people:0|person|people}}.", figures);
        }

        figures.Add(Figure.Of("planned", (double)planned));
        return Make(
            code,
            $"{{kill}}, {{measure}}: {Says(finding.Standing)} {bar}; measured {{estimate{format}}} ({{lower{format}}} to {{upper{format}}}) on {{people:0|person|people}}; chance {{chance:P0}}, for the next {{planned:0|learner|learners}} {{next:P0}}.",
            figures);
    }

    private static string AddBar(Criterion criterion, List<Figure> figures, string format)
    {
        if (criterion is EquivalenceCriterion equivalence)
        {
            figures.Add(Figure.Of("low", equivalence.Low));
            figures.Add(Figure.Of("high", equivalence.High));
            return "{low:0.00} to {high:0.00}";
        }

        figures.Add(Figure.Of("bar", criterion switch
        {
            RateCriterion rate => rate.Bar,
            MeanCriterion mean => mean.Bar,
            DifferenceCriterion difference => difference.Bar,
            ReturnCriterion roi => roi.Bar,
            _ => 0,
        }));
        return $"{{bar{format}}}";
    }

    private static string Says(CriterionStanding standing) => standing switch
    {
        CriterionStanding.Met => "shown to reach",
        CriterionStanding.Missed => "shown to miss",
        CriterionStanding.Unclear => "neither shown to reach nor to miss",
        CriterionStanding.TooThin => "too few people to be held against",
        _ => "not measured against",
    };

    private static string Name(CriterionStanding standing) => standing switch
    {
        CriterionStanding.Met => "met",
        CriterionStanding.Missed => "missed",
        CriterionStanding.Unclear => "unclear",
        CriterionStanding.TooThin => "too-thin",
        _ => "not-measured",
    };

    private static Reason Make(string code, string template, List<Figure> figures) => new() { Code = code, Template = template, Figures = ValueList.Copy(figures) };
}
