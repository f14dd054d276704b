using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>Counts the figures of a brief again, row by row, without the columns and shortcuts of those who wrote it.</summary>
internal sealed class BriefFigureVerifier(CohortBrief brief, Cohort cohort, ProgressFacts facts, List<CohortMember> present, Action<string, string, string> fail)
{
    private const double Tolerance = 1e-9;

    private readonly LocalDate _today = brief.Today;
    private readonly ProgressMonitorOptions _options = brief.Options ?? new ProgressMonitorOptions();
    private readonly HashSet<PersonId> _learners = [.. cohort.Members.Where(member => member is not null).Select(member => member.Learner)];

    public void Check()
    {
        CheckPlan();
        CheckForecast();
        CheckFeedback();
        foreach (var account in brief.Mentors) CheckMentor(account);
    }

    /// <summary>What one learner has handed in up to today.</summary>
    private List<(int Milestone, LocalDate On, bool Carried)> HandedIn(PersonId learner)
    {
        var columns = facts.Columns;
        int person = facts.IndexOf(learner);
        return person < 0 ? [] : [.. Enumerable.Range(columns.SubmissionStart[person], columns.SubmissionStart[person + 1] - columns.SubmissionStart[person])
            .Select(s => (columns.SubmissionMilestone[s], Days.ToDate(columns.SubmissionDay[s]), columns.SubmissionCarried[s]))
            .Where(row => row.Item2 <= _today)];
    }

    private void CheckPlan()
    {
        var progress = brief.Progress;
        Same("learners", "Progress.Learners", present.Count, progress.Learners);
        var milestones = facts.Milestones;
        double whole = milestones.Sum(milestone => milestone.Weight);
        double Share(int milestone) => whole > 0 ? milestones[milestone].Weight / whole : 1.0 / milestones.Count;
        var due = Enumerable.Range(0, milestones.Count).Where(m => milestones[m].Due < _today).ToList();
        var done = present.Select(member => HandedIn(member.Learner)).ToList();
        // What was due before a learner joined is not asked of them.
        var asked = present.Select(member => due.Where(m => milestones[m].Due >= JoinedOn(member.Learner)).ToList()).ToList();
        var missing = done.Select((rows, i) => asked[i].Count(m => !rows.Exists(row => row.Milestone == m))).ToList();
        int behind = missing.Count(count => count > 0);
        Same("behind", "Progress.Behind", behind, progress.Behind);
        Same("on-plan", "Progress.OnPlan", present.Count - behind, progress.OnPlan);
        if (milestones.Count == 0) return;
        Near("planned", "Progress.Planned", due.Sum(Share), progress.Planned);
        if (present.Count == 0) return;
        Near("done", "Progress.Done", done.Average(rows => Math.Min(1, rows.Sum(row => Share(row.Milestone)))), progress.Done);
        int all = asked.Sum(list => list.Count);
        if (all > 0) Near("handed-in", "Progress.HandedInOfDue", 1 - (missing.Sum() / (double)all), progress.HandedInOfDue);
    }

    private LocalDate JoinedOn(PersonId learner) => facts.Enrolments.Where(row => row.Learner == learner).Select(row => row.JoinedOn).FirstOrDefault() ?? LocalDate.MinIsoValue;

    /// <summary>The chances of being done, over a dictionary of what may be left, week by week.</summary>
    private void CheckForecast()
    {
        if (!brief.Progress.Forecast.TryGet(out var forecast)) return;
        var start = cohort.Dates.Start;
        var rows = present.SelectMany(member => HandedIn(member.Learner)).ToList();
        int remaining = present.Sum(member => facts.Milestones.Where((milestone, m) => milestone.Due >= JoinedOn(member.Learner) && !HandedIn(member.Learner).Exists(row => row.Milestone == m)).Count());
        Same("remaining", "Progress.Forecast.Remaining", remaining, forecast.Remaining);
        var history = new List<int>();
        for (var first = start; first.PlusDays(7) <= LocalDate.Min(_today, cohort.Dates.End.PlusDays(1)); first = first.PlusDays(7))
        {
            var (from, to) = (first, first.PlusDays(6));
            if (_options.Holidays.Count(day => day >= from && day <= to) >= 5) continue;
            history.Add(rows.Count(row => !row.Carried && row.On <= to && (row.On >= from || first == start)));
        }

        Same("history", "Progress.Forecast.WeeksOfHistory", history.Count, forecast.WeeksOfHistory);
        if (history.Count == 0) return;
        var left = new SortedDictionary<int, double> { [forecast.Remaining] = 1 };
        int toEnd = Math.Max(0, Period.DaysBetween(_today, cohort.Dates.End) / 7);
        var done = new List<double>();
        for (int week = 0; week <= Math.Max(toEnd, 52); week++)
        {
            done.Add(left.GetValueOrDefault(0));
            var next = new SortedDictionary<int, double>();
            foreach (var (pieces, weight) in left)
            {
                foreach (int pace in history) next[Math.Max(0, pieces - pace)] = next.GetValueOrDefault(Math.Max(0, pieces - pace)) + (weight / history.Count);
            }

            left = next;
        }

        if (Math.Abs(done[toEnd] - forecast.ChanceByEnd) > Tolerance) fail("chance", "Progress.Forecast.ChanceByEnd", $"The chance is {done[toEnd]}, not {forecast.ChanceByEnd}.");
        CheckDay("p50", "Progress.Forecast.P50", done, 0.5, forecast.P50);
        CheckDay("p85", "Progress.Forecast.P85", done, 0.85, forecast.P85);
        CheckDay("p95", "Progress.Forecast.P95", done, 0.95, forecast.P95);
    }

    /// <summary>A day that the brief names is that of the first week with the chance; where it names none, that week lies after the programme.</summary>
    private void CheckDay(string code, string where, List<double> done, double chance, Measured<LocalDate> said)
    {
        int first = done.FindIndex(now => now >= chance - Tolerance);
        var day = first < 0 ? LocalDate.MaxIsoValue : _today.PlusDays(7 * first);
        if (said.TryGet(out var claimed) ? claimed != day : day <= cohort.Dates.End) fail(code, where, $"The chance is reached on {day:uuuu-MM-dd}, not {said}.");
    }

    private void CheckFeedback()
    {
        var rows = facts.Feedback.Where(row => row.On <= _today && (_learners.Contains(row.From) || cohort.Mentors.Contains(row.From))).ToList();
        Same("given", "Feedback.Given", rows.Count, brief.Feedback.Given);
        Same("acted", "Feedback.ActedOn", rows.Count(row => row.ActedOn <= _today), brief.Feedback.ActedOn);
        var actions = rows.Where(row => row.ActedOn <= _today).Select(row => (row.ActedOn!.Value, row.Action, row.ClosedOn <= _today)).OrderByDescending(row => row.Item1).ToList();
        if (!actions.SequenceEqual(brief.Feedback.Actions.Select(action => (action.On, action.Action, action.IsClosed)))) fail("actions", "Feedback.Actions", "What was done does not hold.");
        Same("waiting", "Feedback.Open", rows.Count(row => !(row.ClosedOn <= _today)), brief.Feedback.Open.Count);
        Same("closed", "Feedback.Closed", rows.Count(row => row.ClosedOn <= _today), brief.Feedback.Closed);
        CheckRating("learners-rating", "Feedback.LearnersRating", rows.Where(row => row.About is null && _learners.Contains(row.From)), brief.Feedback.LearnersRating);
        CheckRating("mentors-rating", "Feedback.MentorsRating", rows.Where(row => row.About is null && !_learners.Contains(row.From)), brief.Feedback.MentorsRating);
    }

    /// <summary>A mean that is shown is that of the ratings up to some release, every second week, from enough people.</summary>
    private void CheckRating(string code, string where, IEnumerable<Feedback> feedback, Measured<double> said)
    {
        if (!said.TryGet(out double mean)) return;
        var rows = feedback.Where(row => row.Rating is not null).ToList();
        for (var last = cohort.Dates.Start.PlusDays(-1); last < _today; last = last.PlusWeeks(2))
        {
            var latest = rows.Where(row => row.On <= last).GroupBy(row => row.From).Select(group => group.OrderBy(row => row.On).Last().Rating!.Value).ToList();
            if (latest.Count >= _options.SmallestGroup && Math.Abs(latest.Average() - mean) <= Tolerance) return;
        }

        fail(code, where, "On no day of release was this the mean over enough people.");
    }

    private void CheckMentor(MentorAccount account)
    {
        string where = $"Mentors['{account.Mentor}']";
        var mentor = account.Mentor;
        Same("mentor-learners", where + ".Learners", present.Count(member => member.Mentor == mentor && member.Learner != mentor), account.Learners);
        Kept("sessions", where + ".Sessions", facts.Sessions.Where(row => row.Mentor == mentor && row.PlannedOn < _today).Select(row => row.HeldOn <= _today), account.Sessions);
        Kept("promises", where + ".Promises", facts.Promises.Where(row => row.By == mentor && row.DueOn < _today).Select(row => row.KeptOn <= row.DueOn), account.Promises);
        Kept("mentor-nudges", where + ".Nudges", facts.Nudges.Where(row => row.Owner == mentor && row.RaisedOn < _today && (row.ActedOn <= _today || !(row.SnoozedUntil >= _today))).Select(row => row.ActedOn <= _today), account.Nudges);
        Kept("answers", where + ".Answers", facts.HelpRequests.Where(row => row.To == mentor && row.AskedAt <= brief.AsOf).Select(row => row.AnsweredAt <= brief.AsOf), account.Answers);
    }

    private void Kept(string code, string where, IEnumerable<bool> rows, KeptShare said)
    {
        var kept = rows.ToList();
        if (kept.Count != said.Due || kept.Count(row => row) != said.Kept) fail(code, where, $"{kept.Count(row => row)} of {kept.Count}, not {said.Kept} of {said.Due}.");
    }

    private void Same(string code, string where, int counted, int said)
    {
        if (counted != said) fail(code, where, $"It is {counted}, not {said}.");
    }

    private void Near(string code, string where, double counted, Measured<double> said)
    {
        if (!said.TryGet(out double value) || Math.Abs(value - counted) > Tolerance) fail(code, where, $"It is {counted}, not {said}.");
    }
}
