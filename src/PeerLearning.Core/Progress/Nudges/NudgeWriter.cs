using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Turns signals into nudges: scores, states, capacity, reasons, remedies, question.</summary>
internal sealed class NudgeWriter
{
    private static readonly Reason BeActive = Reason.Of("progress.remedy.active", "Be active today.");

    private readonly BriefContext _context;
    private readonly SignalEngine _engine;
    private readonly int _seenFrom;
    private readonly int _due;
    private readonly Dictionary<PersonId, GivenNudge> _given = [];
    private readonly Nudge?[] _written;

    public NudgeWriter(BriefContext context)
    {
        _context = context;
        _engine = new SignalEngine(context.Columns);
        Signals = new LearnerSignals[context.Present.Length];
        _seenFrom = _engine.SeenFrom(context.PersonOf, context.Start);
        _engine.Compute(context.PersonOf, context.JoinedOf, context.Today, context.Today, _seenFrom, context.Calendar.HolidayDays, Signals);
        _due = _engine.DueBefore(context.Today);
        // Rows are sorted by the day they were raised, so the last one that is up wins.
        foreach (var given in context.Facts.Nudges)
        {
            if (given.RaisedOn > context.Date || !context.LearnerIndex.ContainsKey(given.Learner)) continue;
            if (given.ClearedOn is { } cleared && cleared <= context.Date) _given.Remove(given.Learner);
            else _given[given.Learner] = given;
        }

        Scores = new int[Signals.Length];
        States = new NudgeState[Signals.Length];
        _written = new Nudge?[Signals.Length];
        Judge();
    }

    /// <summary>The nudges after one more day of activity of one learner: the signals of the others stay as they are.</summary>
    public NudgeWriter(NudgeWriter before, BriefContext context, int learner)
    {
        _context = context;
        _engine = new SignalEngine(context.Columns);
        (_seenFrom, _due, _given) = (before._seenFrom, before._due, before._given);
        Signals = [.. before.Signals];
        _engine.LookForMarks(context.Today);
        var raw = _engine.Raw(context.PersonOf[learner], context.Today, context.Today, _seenFrom, context.JoinedOf[learner], context.Calendar.HolidayDays, _due);
        (raw.HandsInLate, raw.MarksBelow, raw.AgainstCohort) = (Signals[learner].HandsInLate, Signals[learner].MarksBelow, Signals[learner].AgainstCohort);
        Signals[learner] = raw;
        Scores = new int[Signals.Length];
        States = new NudgeState[Signals.Length];
        _written = new Nudge?[Signals.Length];
        Judge();
        for (int i = 0; i < Signals.Length; i++)
        {
            if (i != learner && States[i] == before.States[i]) _written[i] = before._written[i];
        }
    }

    public LearnerSignals[] Signals { get; }

    public int[] Scores { get; }

    public NudgeState[] States { get; }

    /// <summary>The nudges in the given states, the highest score first.</summary>
    public List<Nudge> Write(Func<NudgeState, bool> wanted)
    {
        var chosen = new List<int>();
        for (int i = 0; i < States.Length; i++)
        {
            if (wanted(States[i])) chosen.Add(i);
        }

        chosen.Sort(ByScore);
        return chosen.ConvertAll(i => _written[i] ??= Write(i));
    }

    private int ByScore(int left, int right)
    {
        int byScore = Scores[right].CompareTo(Scores[left]);
        return byScore != 0 ? byScore : left.CompareTo(right);
    }

    private void Judge()
    {
        var points = _context.Options.Points;
        var candidates = new List<int>();
        for (int i = 0; i < Signals.Length; i++)
        {
            Scores[i] = points.Table.Score(Signals[i]);
            if (_given.TryGetValue(_context.Present[i].Learner, out var given))
            {
                States[i] = points.Clears(Scores[i], Signals[i].HasActivity) ? NudgeState.Cleared
                    : given.SnoozedUntil >= _context.Date ? NudgeState.Snoozed
                    : NudgeState.Open;
            }
            else if (points.Raises(Scores[i], Signals[i].HasActivity))
            {
                States[i] = NudgeState.Raised;
            }

            if (States[i] is NudgeState.Open or NudgeState.Raised) candidates.Add(i);
        }

        candidates.Sort(ByScore);
        var load = new Dictionary<PersonId, int>();
        foreach (int i in candidates)
        {
            // Learners without a mentor are the champion's: the blank id stands for the champion.
            var owner = _context.Present[i].Mentor ?? default;
            int held = load.GetValueOrDefault(owner);
            if (held >= _context.Options.NudgesPerMentor) States[i] = NudgeState.Waiting;
            else load[owner] = held + 1;
        }
    }

    private Nudge Write(int i)
    {
        var member = _context.Present[i];
        bool isGiven = _given.TryGetValue(member.Learner, out var given);
        var reasons = Reasons(Signals[i]);
        var missing = Missing(i);
        var remedies = Remedies(i, missing, out var after);
        return new Nudge
        {
            Learner = member.Learner,
            Score = Scores[i],
            State = States[i],
            Since = isGiven ? given!.RaisedOn : _context.Date,
            Reasons = reasons,
            Remedies = remedies,
            ClearAt = _context.Options.Points.ClearScore(Signals[i].HasActivity),
            Clearing = Clearing(i, remedies, after),
            Owner = member.Mentor,
            Question = Question(reasons[0].Signal, i, missing),
            SnoozedUntil = isGiven ? given!.SnoozedUntil : null,
        };
    }

    private ValueList<NudgeReason> Reasons(in LearnerSignals signals)
    {
        var table = _context.Options.Points.Table;
        var reasons = new NudgeReason[table.Used];
        int count = 0;
        for (int s = 0; s < PointTable.SignalCount; s++)
        {
            int maximum = table.Maximum(s);
            if (maximum == 0) continue;
            var signal = (NudgeSignal)s;
            double value = signals[signal];
            bool isActivity = signal is NudgeSignal.DaysIdle or NudgeSignal.FewActiveDays;
            bool absent = isActivity && !signals.HasActivity;
            int points = table.At(s, value);
            var reason = new NudgeReason
            {
                Signal = signal,
                Value = absent ? Undefined.NotInTheData("The facts hold no activity, check-ins or sessions.")
                    : double.IsNaN(value) ? Undefined.TooFew(1, 0, "milestones due or handed in") : value,
                Points = absent ? 0 : points,
                Maximum = maximum,
                Because = Sentence(signal, signals, absent, points, maximum),
            };
            // Most points first; equal points stay in the order of the signals.
            int at = count++;
            for (; at > 0 && reasons[at - 1].Points < reason.Points; at--) reasons[at] = reasons[at - 1];
            reasons[at] = reason;
        }

        return new ValueList<NudgeReason>(reasons);
    }

    private static Reason Sentence(NudgeSignal signal, in LearnerSignals signals, bool absent, int points, int maximum)
    {
        string code = signal switch
        {
            NudgeSignal.CreditNotEarned => "progress.nudge.credit",
            NudgeSignal.MissedInARow => "progress.nudge.missed",
            NudgeSignal.HandsInLate => "progress.nudge.late",
            NudgeSignal.MarksBelow => "progress.nudge.marks",
            NudgeSignal.DaysIdle => "progress.nudge.idle",
            _ => "progress.nudge.inactive",
        };
        // A host translates by the code, so each template has one of its own.
        if (absent) return Reason.Of(code + ".absent", "The host has no activity data, so this does not count (0 of {maximum|point|points}).", Figure.Of("maximum", maximum));
        double value = signals[signal];
        if (double.IsNaN(value))
        {
            string unknown = signal switch
            {
                NudgeSignal.CreditNotEarned => "Nothing was due yet",
                NudgeSignal.MissedInARow => "What is missing in a row is not known yet",
                NudgeSignal.HandsInLate => "How early work comes in is not known yet",
                NudgeSignal.MarksBelow => "No mark is known yet",
                NudgeSignal.DaysIdle => "The last activity is not known",
                _ => "How often the learner is active is not known",
            };
            return Reason.Of(code + ".unknown", unknown + ", so half of the points count ({points} of {maximum}).", Figure.Of("points", points), Figure.Of("maximum", maximum));
        }

        const string HandsIn = "Hands in {lead:0.0 'days before';0.0 'days after';'on'} the due dates on average";
        const string WeekLate = ", what is missing or very late counted as a week late", LaterThan = ", and so later than {value:P0} of the cohort", Worth = ": {points} of {maximum|point|points}.";
        bool weekLate = signals.Missing > 0 || signals.Late > 0;
        string template = signal switch
        {
            NudgeSignal.CreditNotEarned => "{value:P0} of the credit that could be earned so far is not ({missing} of {due|milestone|milestones} missing): {points} of {maximum|point|points}.",
            NudgeSignal.MissedInARow => "{value|milestone|milestones} missed since the last one handed in: {points} of {maximum|point|points}.",
            NudgeSignal.HandsInLate => (weekLate, signals.AgainstCohort) switch
            {
                (false, false) => HandsIn + Worth,
                (false, true) => HandsIn + LaterThan + Worth,
                (true, false) => HandsIn + WeekLate + Worth,
                _ => HandsIn + WeekLate + LaterThan + Worth,
            },
            NudgeSignal.MarksBelow when signals.AgainstCohort => "The mean mark is {mark:P0}, below {value:P0} of the cohort: {points} of {maximum|point|points}.",
            NudgeSignal.MarksBelow => "The mean mark is {mark:P0}: {points} of {maximum|point|points}.",
            NudgeSignal.DaysIdle => "{value|day|days} without activity: {points} of {maximum|point|points}.",
            _ when value <= 0 => "Active on {days} of the last {seen|day|days}, three a week or more: {points} of {maximum|point|points}.",
            _ => "Active on {days} of the last {seen|day|days}, {value:P0} short of three a week: {points} of {maximum|point|points}.",
        };
        code = signal switch
        {
            NudgeSignal.HandsInLate when weekLate => signals.AgainstCohort ? "progress.nudge.late.missing.cohort" : "progress.nudge.late.missing",
            NudgeSignal.HandsInLate when signals.AgainstCohort => "progress.nudge.late.cohort",
            NudgeSignal.MarksBelow when signals.AgainstCohort => "progress.nudge.marks.cohort",
            NudgeSignal.FewActiveDays when value <= 0 => "progress.nudge.inactive.none",
            _ => code,
        };
        Figure first = Figure.Of("value", value), second = Figure.Of("points", points), third = Figure.Of("maximum", maximum);
        return signal switch
        {
            NudgeSignal.CreditNotEarned => Reason.Of(code, template, first, second, third, Figure.Of("missing", signals.Missing), Figure.Of("due", signals.Due)),
            NudgeSignal.HandsInLate => Reason.Of(code, template, first, second, third, Figure.Of("lead", signals.MeanLead)),
            NudgeSignal.MarksBelow => Reason.Of(code, template, first, second, third, Figure.Of("mark", signals.MeanMark)),
            NudgeSignal.FewActiveDays => Reason.Of(code, template, first, second, third, Figure.Of("days", signals.ActiveLast28), Figure.Of("seen", signals.DaysSeen)),
            _ => Reason.Of(code, template, first, second, third),
        };
    }

    /// <summary>What can be done today, the one that helps most last, and the learner's signals after that.</summary>
    private ValueList<NudgeRemedy> Remedies(int i, List<int> missing, out LearnerSignals after)
    {
        var table = _context.Options.Points.Table;
        var remedies = new List<(NudgeRemedy Remedy, LearnerSignals After)>(4);
        // What helps no more than a part of it is no remedy: who never handed in anything is not known to be late, and the first work handed in can tell.
        int Add(in LearnerSignals signals, int without, Reason action)
        {
            int score = table.Score(signals);
            if (score >= without) return without;
            remedies.Add((new NudgeRemedy { Action = action, ScoreAfter = score, Clears = _context.Options.Points.Clears(score, signals.HasActivity) }, signals));
            return score;
        }

        int now = Scores[i], active = now;
        var quiet = Signals[i];
        var awake = quiet;
        if (quiet.HasActivity && quiet.LastActive < _context.Today)
        {
            awake = WhatIf(i, active: true, []);
            active = Add(awake, now, BeActive);
        }

        if (missing.Count > 0)
        {
            var latest = Figure.Of("milestone", Name(_context.Facts.Milestones[missing[^1]]));
            var count = Figure.Of("count", missing.Count);
            var all = WhatIf(i, active: false, [missing[^1]]);
            int work = Add(all, now, Reason.Of("progress.remedy.handin", "Hand in {milestone}.", latest));
            if (missing.Count > 1)
            {
                all = WhatIf(i, active: false, missing);
                work = Add(all, work, Reason.Of("progress.remedy.all", "Hand in all {count} missing milestones.", count));
            }

            // Work and activity give their points apart from each other.
            (all.DaysIdle, all.FewActiveDays) = (awake.DaysIdle, awake.FewActiveDays);
            if (active < now)
            {
                Add(
                    all,
                    Math.Min(work, active),
                    missing.Count > 1
                        ? Reason.Of("progress.remedy.all.active", "Hand in all {count} missing milestones, and be active today.", count)
                        : Reason.Of("progress.remedy.handin.active", "Hand in {milestone}, and be active today.", latest));
            }
        }

        after = remedies.Count > 0 ? remedies.MinBy(entry => entry.Remedy.ScoreAfter).After : quiet;
        return new ValueList<NudgeRemedy>([.. remedies.Select(entry => entry.Remedy).OrderByDescending(remedy => remedy.ScoreAfter)]);
    }

    private static string Name(Milestone milestone) => string.IsNullOrWhiteSpace(milestone.Title) ? milestone.Id.ToString() : milestone.Title;

    /// <summary>What it takes until the nudge is over: what is left after all that can be done today is named by its largest part.</summary>
    private Reason Clearing(int i, ValueList<NudgeRemedy> remedies, in LearnerSignals after)
    {
        var points = _context.Options.Points;
        Figure clear = Figure.Of("clear", points.ClearScore(Signals[i].HasActivity)), left = Figure.Of("left", remedies.Count > 0 ? remedies[^1].ScoreAfter : Scores[i]);
        if (remedies.Count > 0 && remedies[^1].Clears) return Reason.Of("progress.clearing.today", "It is over at {clear|point|points} or fewer: today can bring it to {left}.", clear, left);
        int most = 0;
        for (int s = 1; s < PointTable.SignalCount; s++)
        {
            if (s >= (int)NudgeSignal.DaysIdle && !after.HasActivity) break;
            if (points.Table.At(s, after[(NudgeSignal)s]) > points.Table.At(most, after[(NudgeSignal)most])) most = s;
        }

        const string Left = "It is over at {clear|point|points} or fewer: today can bring it to {left}; most of the rest is for ";
        return (NudgeSignal)most switch
        {
            NudgeSignal.CreditNotEarned or NudgeSignal.MissedInARow => Reason.Of("progress.clearing.credit", Left + "what was not earned so far, which coming milestones make up for.", clear, left),
            NudgeSignal.HandsInLate => Reason.Of("progress.clearing.late", Left + "the late hand-ins, which coming ones a few days early make up for.", clear, left),
            NudgeSignal.MarksBelow => Reason.Of("progress.clearing.marks", Left + "the marks, which better ones make up for.", clear, left),
            _ => Reason.Of("progress.clearing.activity", Left + "the quiet days, which three active days a week make up for.", clear, left),
        };
    }

    /// <summary>The signals as if the learner had done it today; new work gets the learner's usual mark.</summary>
    private LearnerSignals WhatIf(int i, bool active, List<int> handsIn) =>
        _engine.WhatIf(Signals, i, _context.PersonOf[i], _context.JoinedOf[i], _context.Today, _due, active, handsIn);

    private List<int> Missing(int i)
    {
        var missing = new List<int>(Signals[i].Missing);
        if (Signals[i].Missing == 0) return missing;
        var columns = _context.Columns;
        int person = _context.PersonOf[i];
        Span<bool> handedIn = _due <= 256 ? stackalloc bool[_due] : new bool[_due];
        handedIn.Clear();
        for (int s = person < 0 ? 0 : columns.SubmissionStart[person]; person >= 0 && s < columns.SubmissionStart[person + 1]; s++)
        {
            if (columns.SubmissionDay[s] <= _context.Today && columns.SubmissionMilestone[s] < _due) handedIn[columns.SubmissionMilestone[s]] = true;
        }

        for (int milestone = Math.Min(_due, _engine.DueBefore(_context.JoinedOf[i])); milestone < _due; milestone++)
        {
            if (!handedIn[milestone]) missing.Add(milestone);
        }

        return missing;
    }

    private Reason Question(NudgeSignal signal, int i, List<int> missing)
    {
        switch (signal)
        {
            case NudgeSignal.CreditNotEarned or NudgeSignal.MissedInARow when Signals[i].Missing > 0:
                var milestone = _context.Facts.Milestones[missing[^1]];
                return Reason.Of(
                    "progress.question.missing", "What keeps you from {milestone}, due on {due}, and what would help?", Figure.Of("milestone", Name(milestone)), Figure.Of("due", milestone.Due));
            case NudgeSignal.HandsInLate when !double.IsNaN(Signals[i].MeanLead):
                return Reason.Of("progress.question.late", "What makes it hard to start earlier before a due date?");
            case NudgeSignal.MarksBelow or NudgeSignal.CreditNotEarned when Signals[i].Marks > 0:
                return Reason.Of("progress.question.marks", "Which part of the last work was hardest, and shall we go through it together?");
            case NudgeSignal.FewActiveDays when Signals[i].HasActivity && Signals[i].ActiveLast28 > 0:
                return Reason.Of(
                    "progress.question.inactive", "You were active on {days} of the last {seen|day|days}: is there enough time for this, and does it still fit your goals?", Figure.Of("days", Signals[i].ActiveLast28), Figure.Of("seen", Signals[i].DaysSeen));
            case NudgeSignal.DaysIdle or NudgeSignal.FewActiveDays when Signals[i].HasActivity && Signals[i].DaysIdle > 0:
                return Reason.Of("progress.question.idle", "We have not seen you for {days|day|days}: is there enough time for this, and does it still fit your goals?", Figure.Of("days", Signals[i].DaysIdle));
            default:
                return Reason.Of("progress.question.start", "What would help you to begin?");
        }
    }
}
