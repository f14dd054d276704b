using PeerLearning.Internal;
using PeerLearning.Progress;

namespace PeerLearning.Evaluation.Areas.Nudges;

/// <summary>Who needs a nudge, on OULAD under the honest protocol: nothing of the day of the decision or later is seen, those who had left are not scored.</summary>
internal sealed class NudgesArea : IArea
{
    private const double Capacity = 0.1;

    private static readonly int[] ClickWeeks = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18];
    private static readonly int[] MilestoneWeeks = [2, 4, 6, 8, 10, 12, 16, 20, 24, 28, 32];
    private static readonly int[] DaysAhead = [1, 7, 14];

    public string Name => "nudges";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        if (!OuladReader.IsThere(options.Data)) return [Case.Skipped("clicks+milestones/pooled", "There are no OULAD tables in the data folder.")];
        var all = OuladReader.Read(options.Data!);
        var withClicks = all.Where(presentation => presentation.HasClicks).ToList();
        var milestonesOnly = all.ConvertAll(WithoutClicks);
        var builtIn = new Lazy<NudgePoints>(() => NudgePoints.BuiltIn);
        var cases = Group("clicks+milestones", withClicks, ClickWeeks, builtIn)
            .Concat(Group("milestones", milestonesOnly, MilestoneWeeks, builtIn))
            .Concat(NextMilestone(milestonesOnly))
            .Concat(Burden("burden", withClicks, builtIn));
        if (!OuladReader.IsThere(options.Train)) return cases;
        var train = new Lazy<List<OuladReader.Presentation>>(() => OuladReader.Read(options.Train!));
        var onClicks = new Lazy<NudgePoints>(() => Fit(train.Value.Where(presentation => presentation.HasClicks), ClickWeeks));
        var onMilestones = new Lazy<NudgePoints>(() => Fit(train.Value.Select(WithoutClicks), MilestoneWeeks));
        return cases
            .Concat(Group("fit/clicks+milestones", withClicks, ClickWeeks, onClicks))
            .Concat(Group("fit/milestones", milestonesOnly, MilestoneWeeks, onMilestones))
            .Concat(Burden("fit/burden", withClicks, onClicks));
    }

    private static NudgePoints Fit(IEnumerable<OuladReader.Presentation> presentations, int[] weeks) =>
        new NudgePointsFitter(new NudgeFitterOptions { Weeks = weeks }).Fit([.. presentations.Select(presentation => presentation.Programme)]).Points;

    public static OuladReader.Presentation WithoutClicks(OuladReader.Presentation presentation)
    {
        if (!presentation.HasClicks) return presentation;
        var columns = presentation.Programme.Facts.Columns;
        var silent = columns with { ActivityStart = new int[columns.People.Length + 1], ActivityDay = [], ActivityAmount = [], HasActivity = false };
        return presentation with { Programme = presentation.Programme with { Facts = new ProgressFacts(silent, Index(columns)) }, HasClicks = false };
    }

    private static Dictionary<People.PersonId, int> Index(FactColumns columns) => Enumerable.Range(0, columns.People.Length).ToDictionary(i => columns.People[i]);

    private static IEnumerable<Case> Group(string prefix, List<OuladReader.Presentation> presentations, int[] weeks, Lazy<NudgePoints> card)
    {
        if (presentations.Count == 0) yield return Case.Skipped(prefix + "/pooled", "No presentation has these tables.");
        var sets = new List<(string Name, List<OuladReader.Presentation> Set)> { ("pooled", presentations) };
        sets.AddRange(presentations.GroupBy(presentation => presentation.Module, StringComparer.Ordinal).OrderBy(module => module.Key, StringComparer.Ordinal).Select(module => (module.Key, module.ToList())));
        foreach (var (name, set) in sets)
        {
            if (set.Count == 0) continue;
            var replays = new Lazy<List<ProgrammeReplay>>(() => NudgeEvaluator.Replays([.. set.Select(presentation => presentation.Programme)], new ProblemList()));
            foreach (int week in weeks)
            {
                var accuracies = new Lazy<List<NudgeAccuracy>>(() => [.. NudgeEvaluator.Week(replays.Value, week, _ => card.Value, Capacity)]);
                foreach (var one in Figures(prefix, name, $"week-{week:00}", accuracies)) yield return one;
            }
        }
    }

    private static IEnumerable<Case> Figures(string prefix, string set, string moment, Lazy<List<NudgeAccuracy>> accuracies)
    {
        Case Of(string figure, Func<NudgeAccuracy, Measured<double>> read) => new($"{prefix}/{set}/{moment}/{figure}", () => Outcome(read(accuracies.Value[0]), accuracies.Value[0]));
        yield return Of("auc", accuracy => accuracy.Auc);
        yield return Of("ap", accuracy => accuracy.AveragePrecision);
        yield return Of("brier", accuracy => accuracy.Brier);
        yield return Of("ece", accuracy => accuracy.CalibrationError);
        yield return Of("precision-at-10-percent", accuracy => accuracy.PrecisionAtCapacity);
        if (set != "pooled" || prefix.StartsWith("fit/", StringComparison.Ordinal)) yield break;
        var rules = NudgeRule.All.Where(rule => !rule.NeedsActivity || prefix.Contains("clicks", StringComparison.Ordinal)).Select(rule => rule.Name).Append(NudgeRule.MissedThenMarks);
        foreach (string rule in prefix == "next-milestone" ? rules.Append(NudgeRule.MissedPrevious) : rules)
        {
            NudgeAccuracy Accuracy() => accuracies.Value.First(accuracy => accuracy.Rule == rule);
            yield return new Case($"rule-{rule}/{prefix}/{set}/{moment}/auc", () => Outcome(Accuracy().Auc, Accuracy()));
            yield return new Case($"rule-{rule}/{prefix}/{set}/{moment}/ap", () => Outcome(Accuracy().AveragePrecision, Accuracy()));
            yield return new Case($"rule-{rule}/{prefix}/{set}/{moment}/precision-at-10-percent", () => Outcome(Accuracy().PrecisionAtCapacity, Accuracy()));
        }
    }

    private static IEnumerable<Case> NextMilestone(List<OuladReader.Presentation> presentations)
    {
        foreach (int days in DaysAhead)
        {
            var accuracies = new Lazy<List<NudgeAccuracy>>(() => [.. MilestoneAhead.Measure([.. presentations.Select(presentation => presentation.Programme)], days, NudgePoints.NextMilestone, Capacity)]);
            foreach (var one in Figures("next-milestone", "pooled", $"{days}-days", accuracies)) yield return one;
        }
    }

    private static IEnumerable<Case> Burden(string name, List<OuladReader.Presentation> presentations, Lazy<NudgePoints> card)
    {
        var burden = new Lazy<List<AlertBurden>>(() => BurdenCounter.Count(
            NudgeEvaluator.Replays([.. presentations.Select(presentation => presentation.Programme)], new ProblemList()), _ => card.Value, 18, out _));
        foreach (string rule in new[] { NudgeRule.Points, "idle-7-days", "idle-14-days", "any-missed" })
        {
            if (rule != NudgeRule.Points && name != "burden") yield break;
            string prefix = rule == NudgeRule.Points ? name : $"rule-{rule}/{name}";
            if (presentations.Count == 0) yield return Case.Skipped(prefix + "/pooled", "No presentation has daily clicks.");
            if (presentations.Count == 0) continue;
            Case Of(string figure, Func<AlertBurden, Measured<double>> read) => new($"{prefix}/pooled/{figure}", () =>
            {
                var one = burden.Value.First(entry => entry.Rule == rule);
                return Outcome(read(one), $"n={one.Learners}");
            });
            yield return Of("recall", entry => entry.Recall);
            yield return Of("alerts-per-learner", entry => entry.AlertsPerLearner);
            yield return Of("precision", entry => entry.Precision);
            yield return Of("leavers-flagged-14-days-before", entry => entry.LeaversFlagged14DaysBefore);
            yield return Of("flagged-share", entry => entry.FlaggedShare);
            yield return Of("median-lead-days", entry => entry.MedianLeadDays);
        }
    }

    private static CaseOutcome Outcome(Measured<double> measured, NudgeAccuracy accuracy) =>
        Outcome(measured, $"n={accuracy.Learners} needed help={accuracy.NeededHelp} auc 95%: {Text(accuracy.AucLower)}..{Text(accuracy.AucUpper)}");

    private static CaseOutcome Outcome(Measured<double> measured, string detail) => measured.TryGet(out double value)
        ? new CaseOutcome { Ok = true, Value = value, Detail = detail }
        : new CaseOutcome { Ok = true, IsSkipped = true, Detail = measured.Undefined!.Because };

    private static string Text(Measured<double> measured) => measured.TryGet(out double value) ? value.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture) : "-";
}
