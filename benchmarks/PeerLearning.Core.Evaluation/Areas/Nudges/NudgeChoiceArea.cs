using System.Globalization;
using PeerLearning.Internal;
using PeerLearning.Progress;
using PeerLearning.Statistics;

namespace PeerLearning.Evaluation.Areas.Nudges;

/// <summary>
/// Does it flatter the built-in card that its round numbers were settled on presentations that are also reported? Every card of the same kind competes
/// again in each split: the best one on the earlier (or the other) presentations is judged on the later (or the left out) ones, beside the built-in card.
/// </summary>
/// <remarks>Value: the area of the chosen card on presentations that it was not chosen on. Reference: that of the built-in card on the same ones.</remarks>
internal sealed class NudgeChoiceArea : IArea
{
    private const int Steps = 5, Total = 100, Signals = PointTable.SignalCount;

    private static readonly int[] ClickWeeks = [3, 4, 6, 8, 10, 14, 16, 18];
    private static readonly int[] MilestoneWeeks = [6, 8, 10, 12, 16, 20, 24, 28, 32];
    private static readonly int[] Fewest = [20, 5, 5, 0, 0, 0];
    private static readonly int[] Most = [50, 30, 20, 20, 20, 20];

    public string Name => "nudge-choice";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        if (!OuladReader.IsThere(options.Data)) return [Case.Skipped("later", "There are no OULAD tables in the data folder.")];
        var study = new Lazy<Study>(() => new Study(OuladReader.Read(options.Data!)));
        return Enumerate(study);
    }

    private static IEnumerable<Case> Enumerate(Lazy<Study> study)
    {
        foreach (var split in study.Value.Splits)
        {
            foreach (var moment in study.Value.Moments)
            {
                if (!moment.Parts.Any(part => split.IsTest(part))) continue;
                yield return new Case($"{split.Name}/{moment.Task}/week-{moment.Week:00}/auc", () => Judge(study.Value, split, moment));
            }
        }
    }

    private static CaseOutcome Judge(Study study, Split split, Moment moment)
    {
        int[] card = study.Chosen(split);
        var chosen = Area(card, split, moment);
        var builtIn = Area(Study.BuiltIn, split, moment);
        if (!chosen.TryGet(out var area)) return new CaseOutcome { Ok = true, IsSkipped = true, Detail = chosen.Undefined!.Because };
        return new CaseOutcome
        {
            Ok = true,
            Value = area.Area,
            Reference = builtIn.Value.Area,
            Gap = builtIn.Value.Area - area.Area,
            Detail = $"chosen {string.Join('-', card)} of {study.Cards.Count} cards; 95% {Text(area.Interval)}; built-in 95% {Text(builtIn.Value.Interval)}",
        };
    }

    private static Measured<RocResult> Area(int[] card, Split split, Moment moment)
    {
        var scores = new List<double>();
        var labels = new List<bool>();
        foreach (var part in moment.Parts.Where(split.IsTest))
        {
            for (int i = 0; i < part.Labels.Length; i++)
            {
                scores.Add(part.Score(card, i));
                labels.Add(part.Labels[i]);
            }
        }

        return Roc.Test(scores.ToArray(), labels.ToArray());
    }

    private static string Text(Measured<Limits> limits) =>
        limits.TryGet(out var pair) ? string.Create(CultureInfo.InvariantCulture, $"{pair.Lower:0.0000}..{pair.Upper:0.0000}") : "-";

    /// <summary>What is chosen on, and what is judged on.</summary>
    private sealed record Split(string Name, Func<Part, bool> IsTrain, Func<Part, bool> IsTest);

    /// <summary>One week of one task: with clicks, or milestones only.</summary>
    private sealed record Moment(string Task, int Week, List<Part> Parts);

    /// <summary>One presentation at one moment: signals from 0 (good) to 1 (bad), NaN where nothing is known.</summary>
    private sealed record Part(string Module, string Code, bool HasClicks, double[][] Values, bool[] Labels)
    {
        private readonly Dictionary<(int Signal, int Points), byte[]> _points = [];

        public int Score(int[] card, int learner)
        {
            int score = 0;
            for (int signal = 0; signal < Values.Length; signal++) score += Points(signal, card[signal])[learner];
            return score;
        }

        /// <summary>Ranks all pairs by a histogram: scores are small whole numbers.</summary>
        public void Count(int[] card, int[] needed, int[] fine)
        {
            var columns = new byte[Values.Length][];
            for (int signal = 0; signal < columns.Length; signal++) columns[signal] = Points(signal, card[signal]);
            for (int i = 0; i < Labels.Length; i++)
            {
                int score = 0;
                foreach (var column in columns) score += column[i];
                (Labels[i] ? needed : fine)[score]++;
            }
        }

        private byte[] Points(int signal, int points)
        {
            if (!_points.TryGetValue((signal, points), out var column))
            {
                column = Array.ConvertAll(Values[signal], value => (byte)(double.IsNaN(value) ? (points + 1) / 2 : Math.Floor((points * value) + 0.5)));
                _points.Add((signal, points), column);
            }

            return column;
        }
    }

    private sealed class Study
    {
        private readonly Dictionary<string, int[]> _chosen = [];

        public Study(List<OuladReader.Presentation> presentations)
        {
            foreach (int week in ClickWeeks) Moments.Add(new Moment("clicks+milestones", week, []));
            foreach (int week in MilestoneWeeks) Moments.Add(new Moment("milestones", week, []));
            foreach (var presentation in presentations)
            {
                var silent = NudgesArea.WithoutClicks(presentation);
                var replay = new ProgrammeReplay(silent.Programme, new ProblemList());
                var withClicks = presentation.HasClicks ? new ProgrammeReplay(presentation.Programme, new ProblemList()) : null;
                foreach (var moment in Moments)
                {
                    var which = moment.Task == "milestones" ? replay : withClicks;
                    if (which is not null) moment.Parts.Add(At(presentation, which, moment.Week));
                }
            }

            string[] codes = [.. presentations.Select(presentation => presentation.Code).Distinct().Order(StringComparer.Ordinal)];
            foreach (string code in codes.Skip(1))
            {
                Splits.Add(new Split($"earlier-than-{code}", part => string.CompareOrdinal(part.Code, code) < 0, part => part.Code == code));
            }

            foreach (var one in presentations)
            {
                Splits.Add(new Split($"without-{one.Module}-{one.Code}", part => part.Module != one.Module || part.Code != one.Code, part => part.Module == one.Module && part.Code == one.Code));
            }

            Choose();
        }

        public static int[] BuiltIn { get; } = [.. Enumerable.Range(0, Signals).Select(NudgePoints.BuiltIn.Table.Maximum)];

        public List<Moment> Moments { get; } = [];

        public List<Split> Splits { get; } = [];

        /// <summary>All cards of six round numbers that come to 100.</summary>
        public List<int[]> Cards { get; } = Compose([], 0);

        public int[] Chosen(Split split) => _chosen[split.Name];

        private static List<int[]> Compose(int[] head, int sum)
        {
            int signal = head.Length;
            if (signal == Signals) return sum == Total ? [head] : [];
            var cards = new List<int[]>();
            for (int points = Fewest[signal]; points <= Most[signal] && sum + points <= Total; points += Steps) cards.AddRange(Compose([.. head, points], sum + points));
            return cards;
        }

        private static Part At(OuladReader.Presentation presentation, ProgrammeReplay replay, int week)
        {
            replay.At(replay.Start + (7 * week));
            int n = replay.Present.Count, signals = replay.HasActivity ? Signals : (int)NudgeSignal.DaysIdle;
            var values = new double[signals][];
            for (int signal = 0; signal < signals; signal++)
            {
                // The built-in card has the same ends: three milestones in a row, 28 idle days, all of the others.
                double end = (NudgeSignal)signal switch { NudgeSignal.MissedInARow => 3, NudgeSignal.DaysIdle => 28, _ => 1 };
                values[signal] = new double[n];
                for (int i = 0; i < n; i++) values[signal][i] = Math.Clamp(replay.Signals[i][(NudgeSignal)signal] / end, 0, 1);
            }

            return new Part(presentation.Module, presentation.Code, replay.HasActivity, values, [.. replay.Present.Select(learner => replay.Learners[learner].NeededHelp)]);
        }

        /// <summary>For every split, the card with the largest mean area over the weeks, both tasks alike; ties to the first.</summary>
        private void Choose()
        {
            var best = new double[Splits.Count];
            foreach (int[] card in Cards)
            {
                var sums = new double[Splits.Count, 2];
                var counts = new int[Splits.Count, 2];
                foreach (var moment in Moments)
                {
                    var histograms = moment.Parts.ConvertAll(part =>
                    {
                        var (needed, fine) = (new int[Total + Signals], new int[Total + Signals]);
                        part.Count(card, needed, fine);
                        return (part, needed, fine);
                    });
                    int task = moment.Task == "milestones" ? 1 : 0;
                    for (int s = 0; s < Splits.Count; s++)
                    {
                        double area = Pooled(histograms.Where(entry => Splits[s].IsTrain(entry.part)).Select(entry => (entry.needed, entry.fine)));
                        if (double.IsNaN(area)) continue;
                        sums[s, task] += area;
                        counts[s, task]++;
                    }
                }

                for (int s = 0; s < Splits.Count; s++)
                {
                    double worth = Mean(sums[s, 0], counts[s, 0]) + Mean(sums[s, 1], counts[s, 1]);
                    if (worth <= best[s]) continue;
                    best[s] = worth;
                    _chosen[Splits[s].Name] = card;
                }
            }
        }

        private static double Mean(double sum, int count) => count > 0 ? sum / count : 0;

        private static double Pooled(IEnumerable<(int[] Needed, int[] Fine)> histograms)
        {
            var (needed, fine) = (new long[Total + Signals], new long[Total + Signals]);
            foreach (var (some, others) in histograms)
            {
                for (int score = 0; score < needed.Length; score++)
                {
                    needed[score] += some[score];
                    fine[score] += others[score];
                }
            }

            long pairs = 0, below = 0, all = 0;
            for (int score = 0; score < needed.Length; score++)
            {
                pairs += needed[score] * ((2 * below) + fine[score]);
                below += fine[score];
                all += needed[score];
            }

            return all > 0 && below > 0 ? pairs / (2.0 * all * below) : double.NaN;
        }
    }
}
