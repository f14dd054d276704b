using PeerLearning.Internal;
using PeerLearning.Progress;

namespace PeerLearning.Evaluation.Areas.Nudges;

/// <summary>
/// How far chances of a fitted card can be trusted in a programme that it was not fitted on: for every presentation a card is fitted on all others (and
/// on all of earlier dates), and its chances are judged with and without what the cohort itself has shown by that day.
/// </summary>
/// <remarks>Value: Brier score or calibration error of the cohort's chances. Reference: the same of each learner's chance alone. Lower is better.</remarks>
internal sealed class NudgeChancesArea : IArea
{
    private static readonly int[] ClickWeeks = [3, 4, 6, 8, 10, 14, 16, 18];
    private static readonly int[] MilestoneWeeks = [4, 6, 8, 10, 12, 16, 20, 24, 28, 32];

    public string Name => "nudge-chances";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        if (!OuladReader.IsThere(options.Data)) return [Case.Skipped("without", "There are no OULAD tables in the data folder.")];
        var all = OuladReader.Read(options.Data!);
        var silent = all.ConvertAll(NudgesArea.WithoutClicks);
        return Task("milestones", silent, MilestoneWeeks).Concat(Task("clicks+milestones", [.. all.Where(presentation => presentation.HasClicks)], ClickWeeks));
    }

    private static IEnumerable<Case> Task(string task, List<OuladReader.Presentation> presentations, int[] weeks)
    {
        string[] codes = [.. presentations.Select(presentation => presentation.Code).Distinct().Order(StringComparer.Ordinal)];
        var splits = presentations.ConvertAll(one => ($"{task}/without-{one.Module}-{one.Code}", Train: presentations.Where(other => other != one).ToList(), Test: new List<OuladReader.Presentation> { one }));
        splits.AddRange(codes.Skip(1).Select(code => (
            $"{task}/earlier-than-{code}",
            presentations.Where(other => string.CompareOrdinal(other.Code, code) < 0).ToList(),
            presentations.Where(other => other.Code == code).ToList())));
        var without = new List<Lazy<List<Chances>>>();
        foreach (var (name, train, test) in splits)
        {
            if (train.Count == 0) continue;
            var judged = new Lazy<List<Chances>>(() => Judge(train, test, weeks));
            if (name.Contains("without", StringComparison.Ordinal)) without.Add(judged);
            for (int w = 0; w < weeks.Length; w++)
            {
                int at = w;
                yield return Of($"{name}/week-{weeks[w]:00}/brier", () => (judged.Value[at].Drawn.Brier, judged.Value[at].Alone.Brier));
                yield return Of($"{name}/week-{weeks[w]:00}/ece", () => (judged.Value[at].Drawn.CalibrationError, judged.Value[at].Alone.CalibrationError));
            }
        }

        foreach (var (figure, read) in new (string, Func<NudgeAccuracy, Measured<double>>)[] { ("brier", accuracy => accuracy.Brier), ("ece", accuracy => accuracy.CalibrationError) })
        {
            yield return NoWorse($"{task}/without-each/mean-{figure}", without, read, values => values.Average());
            yield return NoWorse($"{task}/without-each/worst-{figure}", without, read, values => values.Max());
        }
    }

    private static List<Chances> Judge(List<OuladReader.Presentation> train, List<OuladReader.Presentation> test, int[] weeks)
    {
        var card = new NudgePointsFitter(new NudgeFitterOptions { Weeks = weeks }).Fit([.. train.Select(presentation => presentation.Programme)]).Points;
        var alone = card with { EvenAtWeeks = [.. card.EvenAtWeeks.Select(week => new EvenScore(week.Week, week.At, week.PointsPerLogit))] };
        var replays = NudgeEvaluator.Replays([.. test.Select(presentation => presentation.Programme)], new ProblemList());
        return [.. weeks.Select(week => new Chances(NudgeEvaluator.Week(replays, week, _ => card, 0.1).First(), NudgeEvaluator.Week(replays, week, _ => alone, 0.1).First()))];
    }

    private static Case Of(string name, Func<(Measured<double> Drawn, Measured<double> Alone)> measure) => new(name, () =>
    {
        var (drawn, alone) = measure();
        return drawn.TryGet(out double value) && alone.TryGet(out double reference)
            ? new CaseOutcome { Ok = true, Value = value, Reference = reference, Gap = value - reference }
            : new CaseOutcome { Ok = true, IsSkipped = true, Detail = drawn.Undefined!.Because };
    });

    /// <summary>Over all presentations and weeks, looking at the cohort must not make chances worse.</summary>
    private static Case NoWorse(string name, List<Lazy<List<Chances>>> splits, Func<NudgeAccuracy, Measured<double>> read, Func<IEnumerable<double>, double> over) => new(name, () =>
    {
        if (splits.Count == 0) return new CaseOutcome { Ok = true, IsSkipped = true, Detail = "One presentation has no other to be fitted on." };
        var pairs = splits.SelectMany(split => split.Value).Where(pair => read(pair.Drawn).IsDefined).ToList();
        double value = over(pairs.Select(pair => read(pair.Drawn).Value)), reference = over(pairs.Select(pair => read(pair.Alone).Value));
        return new CaseOutcome { Ok = value <= reference, Value = value, Reference = reference, Gap = value - reference, Detail = $"{splits.Count} presentations, {pairs.Count} weeks" };
    });

    private sealed record Chances(NudgeAccuracy Drawn, NudgeAccuracy Alone);
}
