using PeerLearning.Fairness;
using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>Counts alerts week by week: how many, how right, how early.</summary>
internal static class BurdenCounter
{
    /// <summary>Leavers count from the second week on: whoever leaves at once could not be helped.</summary>
    private const int FirstLeavingDay = 14;

    private static readonly string[] Kinds = ["needed help, flagged", "needed help, not flagged", "needed none, flagged", "needed none, not flagged"];

    public static List<AlertBurden> Count(
        IReadOnlyList<ProgrammeReplay> replays, Func<ProgrammeReplay, NudgePoints> pointsOf, int weeks, out List<(LearnerOutcome Learner, bool Flagged)> flags)
    {
        bool activity = replays.All(replay => replay.HasActivity);
        var trackers = new List<Tracker> { new(NudgeRule.Points) };
        if (activity)
        {
            trackers.Add(new("idle-7-days"));
            trackers.Add(new("idle-14-days"));
        }

        trackers.Add(new("any-missed"));
        flags = [];
        foreach (var replay in replays)
        {
            var card = pointsOf(replay);
            foreach (var tracker in trackers) tracker.Begin(replay.Learners.Length);
            for (int week = 1; week <= weeks; week++)
            {
                int today = replay.Start + (7 * week);
                replay.At(today);
                for (int i = 0; i < replay.Present.Count; i++)
                {
                    int learner = replay.Present[i];
                    var signals = replay.Signals[i];
                    foreach (var tracker in trackers)
                    {
                        bool wasUp = tracker.IsUp(learner);
                        bool up = tracker.Rule switch
                        {
                            NudgeRule.Points => wasUp ? !card.Clears(card.Table.Score(signals), signals.HasActivity) : card.Raises(card.Table.Score(signals), signals.HasActivity),
                            "idle-7-days" => Idle(signals, today, replay.Start) >= 7,
                            "idle-14-days" => Idle(signals, today, replay.Start) >= 14,
                            _ => signals.AllMissing > 0,
                        };
                        tracker.See(learner, up, week);
                    }
                }
            }

            foreach (var tracker in trackers) tracker.End(replay, 7 * weeks);
            for (int learner = 0; learner < replay.Learners.Length; learner++)
            {
                if (trackers[0].WasSeen(learner)) flags.Add((replay.Learners[learner], trackers[0].FirstFlag(learner) > 0));
            }
        }

        return trackers.ConvertAll(tracker => tracker.Result());
    }

    /// <summary>Flag rates by group, as far as the four counts of each group may be shown: small cells, and what could be had by subtraction, are suppressed.</summary>
    public static List<GroupFlagRate> Groups(List<(LearnerOutcome Learner, bool Flagged)> flags, int smallest)
    {
        var groups = flags.Where(entry => entry.Learner.Group is not null)
            .GroupBy(entry => entry.Learner.Group!, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        if (groups.Count == 0) return [];
        var table = new CountTable
        {
            Rows = [.. groups.Select((_, i) => Row(i))],
            Columns = Kinds,
            Counts = [.. groups.Select(group => (IReadOnlyList<int>)[.. Kinds.Select((_, kind) => group.Count(entry => KindOf(entry.Learner, entry.Flagged) == kind))])],
        };
        var shown = new SmallCellSuppressor(new SmallCellOptions { MinimumCount = smallest }).Suppress(table);
        var why = Undefined.Withheld($"A count below {smallest}, or one that could be had by subtraction, would show.");
        Measured<double> Share(int group, int[] of, int[] part)
        {
            int whole = 0, some = 0;
            foreach (int kind in of)
            {
                if (shown.Find(Row(group), Kinds[kind]) is not { } cell || !cell.Count.TryGet(out int count)) return why;
                whole += count;
                if (part.Contains(kind)) some += count;
            }

            return whole > 0 ? (double)some / whole : Undefined.TooFew(1, 0, "learners of this kind");
        }

        var rates = Enumerable.Range(0, groups.Count).Select(i => Share(i, [0, 1, 2, 3], [0, 2])).ToList();
        double lowest = rates.Where(rate => rate.IsDefined).Select(rate => rate.Value).DefaultIfEmpty(0).Min();
        return [.. groups.Select((group, i) => new GroupFlagRate
        {
            Group = group.Key,
            FlagRate = rates[i],
            Recall = Share(i, [0, 1], [0]),
            FalseAlarmRate = Share(i, [2, 3], [2]),
            RatioToLowest = !rates[i].IsDefined ? why : lowest > 0 ? rates[i].Value / lowest : Undefined.NoVariation("Nobody of one group was flagged."),
        })];
    }

    /// <summary>A name for the table: that of a group may be blank.</summary>
    private static string Row(int i) => "group " + i.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int KindOf(LearnerOutcome learner, bool flagged) => (learner.NeededHelp ? 0 : 2) + (flagged ? 0 : 1);

    private static int Idle(in LearnerSignals signals, int today, int start) =>
        signals.LastActive == int.MinValue ? today - start + 25 : today - 1 - signals.LastActive;

    private sealed class Tracker(string rule)
    {
        private readonly List<double> _leads = [];
        private bool[] _up = [];
        private bool[] _seen = [];
        private int[] _first = [];
        private long _weeks, _flaggedWeeks, _alerts, _learners, _ever, _right, _needed, _leavers, _early;

        public string Rule { get; } = rule;

        public void Begin(int learners) => (_up, _seen, _first) = (new bool[learners], new bool[learners], new int[learners]);

        public bool IsUp(int learner) => _up[learner];

        public bool WasSeen(int learner) => _seen[learner];

        /// <summary>The week of the first flag; 0 for never.</summary>
        public int FirstFlag(int learner) => _first[learner];

        public void See(int learner, bool up, int week)
        {
            _weeks++;
            if (up) _flaggedWeeks++;
            if (up && !_up[learner]) _alerts++;
            if (up && _first[learner] == 0) _first[learner] = week;
            _up[learner] = up;
            _seen[learner] = true;
        }

        public void End(ProgrammeReplay replay, int lastDay)
        {
            for (int learner = 0; learner < _seen.Length; learner++)
            {
                if (replay.WithdrewOn(learner) is { } left && left - replay.Start is >= FirstLeavingDay and int day && day <= lastDay)
                {
                    _leavers++;
                    if (_first[learner] > 0)
                    {
                        int lead = day - (7 * _first[learner]);
                        _leads.Add(lead);
                        if (lead >= 14) _early++;
                    }
                }

                if (!_seen[learner]) continue;
                _learners++;
                bool needed = replay.Learners[learner].NeededHelp;
                if (needed) _needed++;
                if (_first[learner] == 0) continue;
                _ever++;
                if (needed) _right++;
            }
        }

        public AlertBurden Result() => new()
        {
            Rule = Rule,
            Learners = (int)_learners,
            FlaggedShare = Ratio(_flaggedWeeks, _weeks, "learner-weeks"),
            AlertsPerLearner = Ratio(_alerts, _learners, "learners"),
            Precision = Ratio(_right, _ever, "flagged learners"),
            Recall = Ratio(_right, _needed, "learners who needed help"),
            LeaversFlagged14DaysBefore = Ratio(_early, _leavers, "leavers"),
            MedianLeadDays = _leads.Count > 0 ? Order.Median(_leads.ToArray()) : Undefined.TooFew(1, 0, "flagged leavers"),
        };

        private static Measured<double> Ratio(long part, long whole, string what) => whole > 0 ? (double)part / whole : Undefined.TooFew(1, 0, what);
    }
}
