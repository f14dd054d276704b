using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Checks a brief the slow and plain way; shares nothing with the code that wrote it but the facts and the card.</summary>
internal static class BriefVerifier
{
    private const double Tolerance = 1e-9;

    public static IReadOnlyList<Problem> Check(CohortBrief brief, Cohort cohort, ProgressFacts facts)
    {
        var problems = new ProblemList();
        void Fail(string code, string where, string what) => problems.Error("progress.verify." + code, where, what, "Write the brief again from the same cohort and facts.");
        if (brief.Cohort != cohort.Id) Fail("cohort", "Cohort", $"The brief is about '{brief.Cohort}', not '{cohort.Id}'.");
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(cohort.TimeZone) ?? DateTimeZone.Utc;
        var today = brief.AsOf.InZone(zone).Date;
        if (today != brief.Today) Fail("today", "Today", "The date is not that of the moment in the cohort's time zone.");
        var present = Present(cohort, facts, today);
        if (!present.Select(member => member.Learner).SequenceEqual(brief.Learners.Select(learner => learner.Learner)))
        {
            Fail("learners", "Learners", "The learners are not those who belong to the cohort today.");
            return problems.ToList();
        }

        var options = brief.Options ?? new ProgressMonitorOptions();
        var scores = Scores(present, facts, cohort, today, options);
        // Without activity the thresholds are the same share of the points that remain.
        long all = options.Points.Signals.Sum(entry => (long)entry.Maximum);
        long reachable = facts.Columns.HasActivity ? all : all - options.Points.Signals.Where(entry => entry.Signal is NudgeSignal.DaysIdle or NudgeSignal.FewActiveDays).Sum(entry => (long)entry.Maximum);
        for (int i = 0; i < present.Count; i++)
        {
            var learner = brief.Learners[i];
            if (learner.Score != scores[i]) Fail("score", $"Learners[{i}].Score", $"The score is {scores[i]}, not {learner.Score}.");
            if (learner.State != brief.Nudges.Concat(brief.HeldBack).FirstOrDefault(nudge => nudge.Learner == learner.Learner)?.State
                && learner.State is not (NudgeState.None or NudgeState.Cleared))
            {
                Fail("state", $"Learners[{i}].State", "The learner's state is not that of the nudge.");
            }

            var open = facts.Nudges.LastOrDefault(row => row.Learner == learner.Learner && row.RaisedOn <= today);
            bool isUp = open is not null && !(open.ClearedOn <= today);
            bool wanted = isUp ? scores[i] * all > options.Points.ClearAt * reachable : reachable > 0 && scores[i] * all >= options.Points.RaiseAt * reachable;
            if (wanted == (learner.State is NudgeState.None or NudgeState.Cleared)) Fail("threshold", $"Learners[{i}].State", "The state does not follow from the score and the thresholds.");
        }

        foreach (var nudge in brief.Nudges.Concat(brief.HeldBack))
        {
            int sum = 0;
            foreach (var reason in nudge.Reasons)
            {
                var line = options.Points.Signals.First(entry => entry.Signal == reason.Signal);
                int points = reason.Value.TryGet(out double value) ? line.At(value)
                    : reason.Value.Undefined!.Cause == UndefinedCause.NotInTheData ? 0 : (line.Maximum + 1) / 2;
                if (points != reason.Points) Fail("points", $"Nudges['{nudge.Learner}'].{reason.Signal}", "The points are not those of the card.");
                sum += reason.Points;
            }

            if (sum != nudge.Score) Fail("sum", $"Nudges['{nudge.Learner}'].Score", $"The points sum to {sum}, the score is {nudge.Score}.");
            if (nudge.Score != scores[present.FindIndex(member => member.Learner == nudge.Learner)]) Fail("nudge", $"Nudges['{nudge.Learner}'].Score", "The score is not the learner's.");
        }

        foreach (var owner in brief.Nudges.Concat(brief.HeldBack).GroupBy(nudge => nudge.Owner))
        {
            var up = owner.Where(nudge => nudge.State is NudgeState.Raised or NudgeState.Open).ToList();
            var waiting = owner.Where(nudge => nudge.State == NudgeState.Waiting).ToList();
            if (up.Count > options.NudgesPerMentor) Fail("capacity", "Nudges", $"'{owner.Key}' has {up.Count} nudges.");
            if (waiting.Count > 0 && (up.Count < options.NudgesPerMentor || waiting.Max(nudge => nudge.Score) > up.Min(nudge => nudge.Score)))
            {
                Fail("order", "HeldBack", $"A nudge of '{owner.Key}' waits although it has the higher score or there is a free hand.");
            }
        }

        if (Math.Abs(brief.Certificate.Objective - brief.Nudges.Sum(nudge => nudge.Score)) > Tolerance) Fail("objective", "Certificate.Objective", "The objective is not the sum of the scores.");
        CheckChallenges(brief, cohort, facts, today, Fail);
        new BriefFigureVerifier(brief, cohort, facts, present, Fail).Check();
        return problems.ToList();
    }

    private static void CheckChallenges(CohortBrief brief, Cohort cohort, ProgressFacts facts, LocalDate today, Action<string, string, string> fail)
    {
        var circle = cohort.Members.Where(member => member is not null).Select(member => member.Learner).ToHashSet();
        var raised = facts.Obstacles
            .Where(row => row.RaisedOn <= today)
            .Where(row => circle.Contains(row.RaisedBy) || cohort.Mentors.Contains(row.RaisedBy) || row.Affected.Any(circle.Contains))
            .ToList();
        var tackled = raised.Where(row => row.RemovedOn <= today).Select(row => (row.Id, Period.DaysBetween(row.RaisedOn, row.RemovedOn!.Value), row.Action, row.Outcome, row.Reusable)).Reverse().ToList();
        if (!tackled.SequenceEqual(brief.Challenges.Tackled.Select(row => (row.Obstacle, row.Days, row.Action, row.Outcome, row.Reusable)))) fail("tackled", "Challenges.Tackled", "The removed obstacles do not hold.");
        var open = raised
            .Where(row => !(row.RemovedOn <= today))
            .Select(row => (row.Id, Age: Period.DaysBetween(row.RaisedOn, today), Held: row.Affected.Append(row.RaisedBy).Distinct().Count(), Owner: row.OwnedOn > today ? null : row.Owner))
            .OrderByDescending(row => (long)row.Age * row.Held).ThenByDescending(row => row.Age).ThenBy(row => row.Id)
            .ToList();
        if (!open.SequenceEqual(brief.Challenges.Open.Select(row => (row.Obstacle, row.AgeInDays, row.Affected, row.Owner)))) fail("challenges", "Challenges.Open", "The open obstacles, their order, ages, people or owners do not hold.");
    }

    private static List<CohortMember> Present(Cohort cohort, ProgressFacts facts, LocalDate today) =>
    [
        .. cohort.Members
            .Where(member => member is not null && !string.IsNullOrWhiteSpace(member.Learner.Value))
            .DistinctBy(member => member.Learner)
            .Where(member => facts.Enrolments.Where(row => row.Learner == member.Learner).All(row => !(row.JoinedOn > today) && !(row.LeftOn <= today)))
            .OrderBy(member => member.Learner),
    ];

    private static int[] Scores(List<CohortMember> present, ProgressFacts facts, Cohort cohort, LocalDate today, ProgressMonitorOptions options)
    {
        var columns = facts.Columns;
        int now = Days.Of(today);
        var due = Enumerable.Range(0, facts.Milestones.Count).Where(m => facts.Milestones[m].Due < today).ToList();
        bool marked = columns.SubmissionMark.Zip(columns.SubmissionDay).Any(row => double.IsFinite(row.First) && row.Second <= now);
        var handedIn = new List<(int Milestone, int Day, double Mark, bool Carried)>[present.Count];
        var active = new List<int>[present.Count];
        var joined = new int[present.Count];
        var firsts = new List<int>();
        for (int i = 0; i < present.Count; i++)
        {
            int person = facts.IndexOf(present[i].Learner);
            joined[i] = facts.Enrolments.Where(row => row.Learner == present[i].Learner && row.JoinedOn is not null).Select(row => Days.Of(row.JoinedOn!.Value)).DefaultIfEmpty(int.MinValue).First();
            handedIn[i] = person < 0 ? [] : [.. Enumerable.Range(columns.SubmissionStart[person], columns.SubmissionStart[person + 1] - columns.SubmissionStart[person])
                .Select(s => (columns.SubmissionMilestone[s], columns.SubmissionDay[s], columns.SubmissionMark[s], columns.SubmissionCarried[s]))
                .Where(s => s.Item2 <= now)];
            active[i] = person < 0 ? [] : [.. columns.ActivityDay.AsSpan(columns.ActivityStart[person]..columns.ActivityStart[person + 1])];
            if (active[i].Count > 0) firsts.Add(active[i].Min());
            active[i].RemoveAll(day => day > now);
        }

        // From when on a tenth of the learners, and at least two, had been active; the start at the latest, and four weeks before it at the earliest.
        int start = Days.Of(cohort.Dates.Start);
        int enough = Math.Max(2, (int)Math.Ceiling(present.Count / 10.0));
        int seenFrom = Enumerable.Range(start - 28, 28).Append(start).First(day => day == start || firsts.Count(first => first <= day) >= enough);

        // What was due before a learner joined is not asked of them.
        var asked = joined.Select(day => due.Where(m => columns.MilestoneDue[m] >= day).ToList()).ToList();
        double LeadOf(int i)
        {
            var came = handedIn[i].Where(row => !row.Carried && columns.MilestoneDue[row.Milestone] >= joined[i]).Select(row => Math.Max(-7.0, columns.MilestoneDue[row.Milestone] - row.Day)).ToList();
            return came.Count == 0 ? double.NaN : came.Concat(asked[i].Where(m => !handedIn[i].Exists(row => row.Milestone == m)).Select(_ => -7.0)).Average();
        }

        double[] Mark() => [.. handedIn.Select(rows => rows.Where(row => !double.IsNaN(row.Mark)).Select(row => row.Mark).DefaultIfEmpty(double.NaN).Average())];
        var (lead, mark) = (Enumerable.Range(0, present.Count).Select(LeadOf).ToArray(), Mark());
        var card = options.Points.Signals.ToDictionary(entry => entry.Signal);
        int Points(NudgeSignal signal, double value) => !card.TryGetValue(signal, out var line) ? 0 : double.IsNaN(value) ? (line.Maximum + 1) / 2 : line.At(value);
        var scores = new int[present.Count];
        for (int i = 0; i < present.Count; i++)
        {
            var has = handedIn[i].Select(row => row.Milestone).ToHashSet();
            bool equal = asked[i].Count > 0 && asked[i].Sum(m => facts.Milestones[m].Weight) <= 0;
            double Weight(int m) => equal ? 1 : facts.Milestones[m].Weight;
            double reachable = asked[i].Concat(has).Distinct().Sum(Weight);
            double earned = handedIn[i].Sum(row => Weight(row.Milestone) * (double.IsNaN(row.Mark) ? marked ? 0.5 : 1 : row.Mark));
            int row = asked[i].GroupBy(m => facts.Milestones[m].Due).OrderByDescending(day => day.Key).TakeWhile(day => !day.Any(has.Contains)).Sum(day => day.Count());
            int from = active[i].Count > 0 ? active[i].Max() + 1 : Math.Max(seenFrom, joined[i]);
            int idle = Math.Max(0, now - from) - options.Holidays.Count(day => Days.Of(day) >= from && Days.Of(day) < now);
            int seenSince = Math.Max(now - 28, Math.Max(seenFrom, joined[i]));
            int seen = Math.Max(0, now - seenSince) - options.Holidays.Count(day => Days.Of(day) >= seenSince && Days.Of(day) < now);
            scores[i] = Points(NudgeSignal.CreditNotEarned, reachable > 0 ? 1 - (earned / reachable) : double.NaN)
                + Points(NudgeSignal.MissedInARow, row)
                + Points(NudgeSignal.HandsInLate, Standing(lead, i, Math.Clamp(1 - (lead[i] / 7), 0, 1)))
                + Points(NudgeSignal.MarksBelow, Standing(mark, i, 1 - mark[i]))
                + (columns.HasActivity ? Points(NudgeSignal.DaysIdle, idle) + Points(NudgeSignal.FewActiveDays, seen > 0 ? 1 - Math.Min(1, active[i].Count(day => day >= now - 28) * 7 / (3.0 * seen)) : double.NaN) : 0);
        }

        return scores;
    }

    private static double Standing(double[] values, int who, double againstPlan)
    {
        if (double.IsNaN(values[who])) return double.NaN;
        int known = values.Count(value => !double.IsNaN(value));
        if (known < 8) return againstPlan;
        double middle = values.Count(value => value < values[who]) + ((values.Count(value => value == values[who]) + 1) / 2.0);
        return 1 - (middle / known);
    }
}
