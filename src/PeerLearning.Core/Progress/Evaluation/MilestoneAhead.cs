namespace PeerLearning.Progress;

/// <summary>Some days before each due date: who will not hand in? Honest in the same way, and only over learners who have not handed in yet.</summary>
internal static class MilestoneAhead
{
    /// <summary>Whoever hands in within this many days after the due date has not missed it.</summary>
    private const int Grace = 7;

    /// <summary>A first milestone tells nothing yet, and neither does the first week.</summary>
    private const int FirstDay = 7;

    /// <summary>Work of more than three weeks before the last due date was not for that milestone.</summary>
    private const int LongBefore = 21;

    public static IEnumerable<NudgeAccuracy> Measure(IReadOnlyList<PastProgram> programmes, int daysAhead, NudgePoints card, double capacity)
    {
        var replays = NudgeEvaluator.Replays(programmes, new ProblemList());
        var rules = NudgeRule.All.Where(rule => !rule.NeedsActivity).ToList();
        var points = new ScoreSheet();
        var sheets = rules.ConvertAll(_ => new ScoreSheet());
        var all = new List<LearnerSignals>();
        var silent = new List<double>();
        foreach (var replay in replays)
        {
            var due = replay.Programme.Facts.Columns.MilestoneDue;
            for (int milestone = 0; milestone < due.Length; milestone++)
            {
                int today = due[milestone] - daysAhead;
                if (today - replay.Start < FirstDay || due[0] >= today) continue;
                replay.At(today);
                int lastDue = due.Last(day => day < today);
                for (int i = 0; i < replay.Present.Count; i++)
                {
                    int? on = replay.HandedInOn(replay.Present[i], milestone);
                    if (on < today) continue;
                    ref readonly var signals = ref replay.Signals[i];
                    bool missed = !(on <= due[milestone] + Grace);
                    int score = card.Table.Score(signals);
                    all.Add(signals);
                    silent.Add(replay.LastHandedInBefore(replay.Present[i], today) is { } last && last >= lastDue - LongBefore ? 0 : 1);
                    points.Scores.Add(score);
                    points.Chances.Add(card.ChanceOf(score, signals.HasActivity));
                    points.NeededHelp.Add(missed);
                    for (int r = 0; r < rules.Count; r++)
                    {
                        sheets[r].Scores.Add(rules[r].Score(signals, today, replay.Start));
                        sheets[r].NeededHelp.Add(missed);
                    }
                }
            }
        }

        yield return points.Measure(0, NudgeRule.Points, capacity);
        for (int r = 0; r < rules.Count; r++) yield return sheets[r].Measure(0, rules[r].Name, capacity);
        yield return new ScoreSheet(NudgeRule.MissedThenMarksOf(all), points.NeededHelp).Measure(0, NudgeRule.MissedThenMarks, capacity);
        yield return new ScoreSheet(silent, points.NeededHelp).Measure(0, NudgeRule.MissedPrevious, capacity);
    }
}
