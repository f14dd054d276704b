using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>Counts alerts week by week: how many, how right, how early.</summary>
internal static class BurdenCounter
{
    /// <summary>Leavers count from the second week on: whoever leaves at once could not be helped.</summary>
    private const int FirstLeavingDay = 14;

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
                            NudgeRule.Points => wasUp ? card.Table.Score(signals) > card.ClearAt : card.Table.Score(signals) >= card.RaiseAt,
                            "idle-7-days" => Idle(signals, today, replay.Start) >= 7,
                            "idle-14-days" => Idle(signals, today, replay.Start) >= 14,
                            _ => signals.Missing > 0,
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

    /// <summary>Flag rates by group; groups too small to be shown are withheld, and the next smallest with a lone one, so that it cannot be had by subtraction.</summary>
    public static List<GroupFlagRate> Groups(List<(LearnerOutcome Learner, bool Flagged)> flags, int smallest)
    {
        var groups = flags.Where(entry => entry.Learner.Group is not null)
            .GroupBy(entry => entry.Learner.Group!, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, All: group.ToList()))
            .ToList();
        var withheld = groups.Where(group => group.All.Count < smallest).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        if (withheld.Count > 0 && groups.Where(group => withheld.Contains(group.Key)).Sum(group => group.All.Count) < smallest)
        {
            var next = groups.Where(group => !withheld.Contains(group.Key)).OrderBy(group => group.All.Count).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault();
            if (next.Key is not null) withheld.Add(next.Key);
        }

        double lowest = groups.Where(group => !withheld.Contains(group.Key)).Select(group => Share(group.All, _ => true)).Where(share => share.IsDefined).Select(share => share.Value).DefaultIfEmpty(0).Min();
        return groups.ConvertAll(group =>
        {
            if (withheld.Contains(group.Key))
            {
                var why = Undefined.Withheld($"The group, or what could be had by subtraction, has fewer than {smallest} learners.");
                return new GroupFlagRate { Group = group.Key, FlagRate = why, Recall = why, FalseAlarmRate = why, RatioToLowest = why };
            }

            var rate = Share(group.All, _ => true);
            return new GroupFlagRate
            {
                Group = group.Key,
                FlagRate = rate,
                Recall = Share(group.All, learner => learner.NeededHelp),
                FalseAlarmRate = Share(group.All, learner => !learner.NeededHelp),
                RatioToLowest = lowest > 0 && rate.IsDefined ? rate.Value / lowest : Undefined.NoVariation("Nobody of one group was flagged."),
            };
        });
    }

    private static Measured<double> Share(List<(LearnerOutcome Learner, bool Flagged)> all, Func<LearnerOutcome, bool> counted)
    {
        int of = 0, flagged = 0;
        foreach (var (learner, isFlagged) in all)
        {
            if (!counted(learner)) continue;
            of++;
            if (isFlagged) flagged++;
        }

        return of > 0 ? (double)flagged / of : Undefined.TooFew(1, 0, "learners of this kind");
    }

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
