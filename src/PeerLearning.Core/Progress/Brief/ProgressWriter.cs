using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>Progress against the plan: shares, periods, control chart, trend and forecast.</summary>
internal sealed class ProgressWriter(BriefContext context, LearnerSignals[] signals, Views views)
{
    internal const string PlanCode = "progress.plan";
    internal const string BehindCode = "progress.behind";
    internal const string OwnViewCode = "progress.own-view";

    /// <summary>Complete weeks below which chart and trend say nothing.</summary>
    private const int FewestWeeks = 4;

    /// <summary>Complete weeks from which on runs are judged (Anhoej and Olesen, 2014).</summary>
    private const int FewestForRuns = 10;

    /// <summary>Holidays from which on nobody is expected in a week.</summary>
    private const int ClosedWeek = 5;

    private readonly List<Reason> _reasons = [];

    /// <summary>The share of the plan, by weight, that one learner has handed in.</summary>
    public static double Done(BriefContext context, int i, double plan)
    {
        var columns = context.Columns;
        int person = context.PersonOf[i];
        if (person < 0) return 0;
        double done = 0;
        for (int s = columns.SubmissionStart[person]; s < columns.SubmissionStart[person + 1] && columns.SubmissionDay[s] <= context.Today; s++)
        {
            done += plan > 0 ? columns.MilestoneWeight[columns.SubmissionMilestone[s]] / plan : 1.0 / columns.MilestoneWeight.Length;
        }

        return Math.Min(1, done);
    }

    /// <summary>The learners' own view beside the measured one, where there are both.</summary>
    public static Reason? OwnViewReason(Measured<double> own, Measured<double> done) => own.IsDefined && done.IsDefined
        ? Reason.Of(OwnViewCode, "The learners who answered say that {own:P0} of the plan is done; {done:P0} is handed in.", Figure.Of("own", own.Value), Figure.Of("done", done.Value))
        : null;

    private static Reason? MentorsViewReason(Measured<double> seen, Measured<double> done) => seen.IsDefined && done.IsDefined
        ? Reason.Of("progress.mentors-view", "The mentors who answered say that {seen:P0} of their learners' plan is done; {done:P0} is handed in.", Figure.Of("seen", seen.Value), Figure.Of("done", done.Value))
        : null;

    public CohortProgress Write()
    {
        var columns = context.Columns;
        int n = context.Present.Length;
        double plan = columns.MilestoneWeight.Sum(), planned = 0;
        int due = 0;
        for (; due < columns.MilestoneDue.Length && columns.MilestoneDue[due] < context.Today; due++) planned += columns.MilestoneWeight[due];
        Measured<double> plannedShare = Undefined.NotInTheData("There are no milestones."), doneShare = plannedShare, handedIn = plannedShare;
        int missing = 0, asked = 0, behind = 0;
        double done = 0;
        for (int i = 0; i < n; i++)
        {
            missing += signals[i].Missing;
            asked += signals[i].Due;
            if (signals[i].Missing > 0) behind++;
            if (columns.MilestoneDue.Length > 0) done += Done(context, i, plan);
        }

        if (columns.MilestoneDue.Length > 0)
        {
            plannedShare = plan > 0 ? planned / plan : (double)due / columns.MilestoneDue.Length;
            doneShare = n > 0 ? done / n : Undefined.TooFew(1, 0, "learners");
            handedIn = asked > 0 ? 1 - (missing / (double)asked) : Undefined.TooFew(1, 0, "milestones due");
        }

        if (plannedShare.IsDefined && doneShare.IsDefined)
        {
            _reasons.Add(Reason.Of(
                PlanCode, "{done:P0} of the plan is handed in; {planned:P0} was due before {today}.", Figure.Of("done", doneShare.Value), Figure.Of("planned", plannedShare.Value), Figure.Of("today", context.Date)));
        }

        if (handedIn.IsDefined)
        {
            _reasons.Add(Reason.Of(
                BehindCode, "{behind|learner misses|learners miss} a milestone that was due (of {learners}); {share:P0} of what was due is handed in.", Figure.Of("behind", behind), Figure.Of("learners", n), Figure.Of("share", handedIn.Value)));
        }

        var own = views.MeanOwn();
        var seen = views.MeanOfMentors();
        if (OwnViewReason(own, doneShare) is { } ownView) _reasons.Add(ownView);
        if (MentorsViewReason(seen, doneShare) is { } mentorsView) _reasons.Add(mentorsView);

        var (active, inWeek, throughput) = Weeks();
        var working = Working(active.Length);
        var (state, trend) = Chart(active, inWeek, working);
        return new CohortProgress
        {
            Learners = n,
            Withdrawn = context.Withdrawn,
            Transferred = context.Transferred,
            Completed = context.Completed,
            Planned = plannedShare,
            Done = doneShare,
            HandedInOfDue = handedIn,
            OnPlan = n - behind,
            Behind = behind,
            OwnView = own,
            MentorsView = seen,
            State = state,
            Trend = trend,
            Forecast = Forecast([.. working.Select(week => throughput[week])]),
            Periods = Periods(),
            Reasons = new ValueList<Reason>([.. _reasons]),
        };
    }

    /// <summary>By complete week since the start: learners active, learners there, milestones handed in.</summary>
    private (int[] Active, int[] There, int[] HandedIn) Weeks()
    {
        int weeks = Math.Max(0, (Math.Min(context.Today, Days.Of(context.Cohort.Dates.End) + 1) - context.Start) / 7);
        var active = new int[weeks];
        var there = new int[weeks];
        var handedIn = new int[weeks];
        var columns = context.Columns;
        for (int i = 0; i < context.Present.Length; i++)
        {
            int person = context.PersonOf[i];
            int joined = context.JoinedOf[i];
            for (int week = 0; week < weeks; week++)
            {
                if (joined <= context.Start + (7 * week)) there[week]++;
            }

            if (person < 0) continue;
            int last = -1;
            for (int a = columns.ActivityStart[person]; a < columns.ActivityStart[person + 1]; a++)
            {
                int offset = columns.ActivityDay[a] - context.Start;
                if (offset < 0) continue;
                int week = offset / 7;
                if (week >= weeks) break;
                if (week == last || joined > context.Start + (7 * week)) continue;
                active[week]++;
                last = week;
            }

            for (int s = columns.SubmissionStart[person]; s < columns.SubmissionStart[person + 1]; s++)
            {
                int offset = columns.SubmissionDay[s] - context.Start;
                if (columns.SubmissionCarried[s]) continue;
                int week = Math.Max(0, offset) / 7;
                if (week >= weeks) break;
                handedIn[week]++;
            }
        }

        return (active, there, handedIn);
    }

    /// <summary>The complete weeks on which people were expected to work: those with fewer than five holidays.</summary>
    private List<int> Working(int weeks)
    {
        var working = new List<int>(weeks);
        for (int week = 0; week < weeks; week++)
        {
            int first = context.Start + (7 * week), holidays = 0;
            foreach (int day in context.Calendar.HolidayDays)
            {
                if (day >= first && day < first + 7) holidays++;
            }

            if (holidays < ClosedWeek) working.Add(week);
        }

        return working;
    }

    private (ProgressState State, Measured<double> Trend) Chart(int[] active, int[] there, List<int> working)
    {
        if (!context.Columns.HasActivity) return (ProgressState.CannotSayYet, Undefined.NotInTheData("The facts hold no activity, check-ins or sessions."));
        var baseline = context.Options.Baseline;
        int from = baseline is null ? int.MinValue : Days.Of(baseline.From);
        var charted = working.Where(week => context.Start + (7 * week) >= from).ToArray();
        int weeks = charted.Length;
        if (weeks < FewestWeeks || Array.Exists(charted, week => there[week] == 0))
        {
            return (ProgressState.CannotSayYet, Undefined.TooFew(FewestWeeks, weeks, "complete weeks with learners"));
        }

        // The last week is judged against those before it, or all against the frozen ones.
        int frozen = baseline?.Until is { } until ? charted.Count(week => context.Start + (7 * week) + 6 <= Days.Of(until)) : weeks - 1;
        if (baseline?.Until is not null && frozen < ChartBaseline.FewestFrozenWeeks)
        {
            return (ProgressState.CannotSayYet, Undefined.TooFew(ChartBaseline.FewestFrozenWeeks, frozen, "complete weeks to freeze the limits on"));
        }

        var shares = new double[weeks];
        var x = new double[weeks];
        long sum = 0, total = 0;
        for (int i = 0; i < weeks; i++)
        {
            int week = charted[i];
            shares[i] = (double)active[week] / there[week];
            x[i] = week;
            if (i >= frozen) continue;
            sum += active[week];
            total += there[week];
        }

        if (baseline is not null) _reasons.Add(BaselineReason(baseline));
        double centre = (double)sum / total;
        var limits = ProportionChart.Exact(centre, there[charted[^1]]);
        var state = shares[^1] < limits.Lower ? ProgressState.Worse : shares[^1] > limits.Upper ? ProgressState.Better : ProgressState.Steady;
        bool byRun = false;
        double middle = Order.Median(baseline?.Until is null ? shares : shares.AsSpan(0, frozen));
        if (state == ProgressState.Steady && weeks >= FewestForRuns)
        {
            if (Runs.Test(shares, middle).TryGet(out var runs) && runs.IsSignal)
            {
                double recent = shares[^Math.Min(weeks / 2, 6)..].Average();
                state = recent > middle ? ProgressState.Better : recent < middle ? ProgressState.Worse : ProgressState.Steady;
                byRun = state != ProgressState.Steady;
            }
        }

        var trend = TheilSen.Fit(x, shares);
        const string Active = "{active|learner was|learners were} active in the last complete week (of {there})";
        _reasons.Add(Reason.Of(
            (state, byRun) switch
            {
                (ProgressState.Steady, _) => "progress.state.steady",
                (ProgressState.Better, false) => "progress.state.better",
                (ProgressState.Better, true) => "progress.state.better.run",
                (_, false) => "progress.state.worse",
                (_, true) => "progress.state.worse.run",
            },
            state switch
            {
                ProgressState.Steady => Active + ", within the {lower:P0} to {upper:P0} that chance explains: no change.",
                ProgressState.Better when byRun => "The share of active learners has stayed above {centre:P0}, its middle so far, longer than chance explains: a change for the better.",
                ProgressState.Worse when byRun => "The share of active learners has stayed below {centre:P0}, its middle so far, longer than chance explains: a change for the worse.",
                ProgressState.Better => Active + ", more than the {upper:P0} that chance explains: a change for the better.",
                _ => Active + ", fewer than the {lower:P0} that chance explains: a change for the worse.",
            },
            Figure.Of("active", active[charted[^1]]),
            Figure.Of("there", there[charted[^1]]),
            Figure.Of("lower", limits.Lower),
            Figure.Of("upper", limits.Upper),
            Figure.Of("centre", byRun ? middle : centre)));
        if (!trend.TryGet(out var line)) return (state, trend.Undefined!);
        _reasons.Add(TrendReason(100 * line.Slope));
        return (state, line.Slope);
    }

    private static Reason TrendReason(double points) => Math.Abs(points) < 0.05
        ? Reason.Of("progress.trend.level", "From week to week the share of active learners stays level.")
        : points > 0
            ? Reason.Of("progress.trend.up", "From week to week the share of active learners rises by {points:0.0} percentage points.", Figure.Of("points", points))
            : Reason.Of("progress.trend.down", "From week to week the share of active learners falls by {points:0.0} percentage points.", Figure.Of("points", -points));

    private static Reason BaselineReason(ChartBaseline baseline) => baseline.Until is { } until
        ? Reason.Of(
            "progress.baseline.frozen", "Activity is compared with the weeks from {from} to {until}: {because}.", Figure.Of("from", baseline.From), Figure.Of("until", until), Figure.Of("because", baseline.Because))
        : Reason.Of("progress.baseline", "Activity is compared since {from}: {because}.", Figure.Of("from", baseline.From), Figure.Of("because", baseline.Because));

    private Measured<CompletionForecast> Forecast(int[] throughput)
    {
        const int Horizon = 52;
        var columns = context.Columns;
        int n = context.Present.Length, milestones = columns.MilestoneDue.Length;
        if (milestones == 0) return Undefined.NotInTheData("There are no milestones.");
        if (throughput.Length < FewestWeeks) return Undefined.TooFew(FewestWeeks, throughput.Length, "complete weeks");
        int remaining = n * milestones;
        for (int i = 0; i < n; i++)
        {
            int person = context.PersonOf[i], asked = 0;
            while (asked < milestones && columns.MilestoneDue[asked] < context.JoinedOf[i]) asked++;
            remaining -= asked;
            if (person < 0) continue;
            for (int s = columns.SubmissionStart[person]; s < columns.SubmissionStart[person + 1] && columns.SubmissionDay[s] <= context.Today; s++)
            {
                if (columns.SubmissionMilestone[s] >= asked) remaining--;
            }
        }

        int toEnd = Math.Max(0, (Days.Of(context.Cohort.Dates.End) - context.Today) / 7);
        // Only a late programme needs to look beyond its end.
        int weeks = Math.Max(toEnd, Math.Min(Horizon, toEnd + 13));
        var distribution = ThroughputForecast.DoneByWeek(throughput, remaining, toEnd, weeks, 0.95);
        if (!distribution.TryGet(out double[]? done)) return distribution.Undefined!;
        Measured<LocalDate> Day(double chance)
        {
            var week = ThroughputForecast.Week(done, chance);
            return week.TryGet(out int value) ? context.Date.PlusDays(7 * value) : week.Undefined!;
        }

        var (past, held) = ForecastBackTest.Run(throughput, [0.5, 0.85]);
        Measured<double> Held(int count) => past < ForecastBackTest.FewestForecasts ? Undefined.TooFew(ForecastBackTest.FewestForecasts, past, "past forecasts") : (double)count / past;
        var forecast = new CompletionForecast
        {
            Remaining = remaining,
            WeeksOfHistory = throughput.Length,
            P50 = Day(0.5),
            P85 = Day(0.85),
            P95 = Day(0.95),
            ChanceByEnd = done[toEnd],
            PastForecasts = past,
            P50Held = Held(held[0]),
            P85Held = Held(held[1]),
        };
        if (remaining == 0)
        {
            _reasons.Add(Reason.Of("progress.forecast.done", "Everything that the plan asks for is handed in."));
            return forecast;
        }

        _reasons.Add(forecast.P85.IsDefined
            ? Reason.Of(
                "progress.forecast",
                "At the pace of the past {weeks|week|weeks} the {remaining|remaining hand-in is|remaining hand-ins are} done by {p50} with a chance of 50 %, and by {p85} with 85 %; by the end on {end} with {chance:P0}.",
                Figure.Of("weeks", throughput.Length), Figure.Of("remaining", remaining), Figure.Of("p50", forecast.P50.Value), Figure.Of("p85", forecast.P85.Value), Figure.Of("end", context.Cohort.Dates.End), Figure.Of("chance", forecast.ChanceByEnd))
            : Reason.Of(
                "progress.forecast.late",
                "At the pace of the past {weeks|week|weeks} the {remaining|remaining hand-in is|remaining hand-ins are} not done within {horizon|week|weeks} with a chance of 85 %; by the end on {end} the chance is {chance:P0}.",
                Figure.Of("weeks", throughput.Length), Figure.Of("remaining", remaining), Figure.Of("horizon", weeks), Figure.Of("end", context.Cohort.Dates.End), Figure.Of("chance", forecast.ChanceByEnd)));
        if (forecast.P85Held.TryGet(out double share))
        {
            _reasons.Add(Reason.Of(
                "progress.forecast.held", "Past weeks allow {past|such forecast|such forecasts} to be checked: {share:P0} of those at 85 % held.", Figure.Of("past", past), Figure.Of("share", share)));
        }

        return forecast;
    }

    private ValueList<PeriodFigures> Periods()
    {
        int count = context.Calendar.NumberOf(context.Date);
        var columns = context.Columns;
        var periods = new BriefPeriod[count];
        var first = new int[count + 1];
        var figures = new (int There, int Active, int CheckedIn, int HandedIn, int Due, int InTime)[count];
        for (int p = 0; p < count; p++)
        {
            periods[p] = context.Calendar[p + 1];
            first[p] = Days.Of(periods[p].First);
        }

        if (count > 0) first[count] = Math.Min(context.Today, Days.Of(periods[^1].Last)) + 1;
        Span<int> handedInOn = columns.MilestoneDue.Length <= 256 ? stackalloc int[columns.MilestoneDue.Length] : new int[columns.MilestoneDue.Length];
        for (int i = 0; i < context.Present.Length; i++)
        {
            int person = context.PersonOf[i], joined = context.JoinedOf[i];
            for (int p = 0; p < count; p++)
            {
                if (joined < first[p + 1]) figures[p].There++;
            }

            handedInOn.Fill(int.MaxValue);
            if (person >= 0)
            {
                int p = 0;
                int marked = -1;
                for (int a = columns.ActivityStart[person]; a < columns.ActivityStart[person + 1]; a++)
                {
                    int day = columns.ActivityDay[a];
                    if (count == 0 || day < first[0]) continue;
                    while (p < count && day >= first[p + 1]) p++;
                    if (p == count) break;
                    if (marked == p || day < joined) continue;
                    figures[p].Active++;
                    marked = p;
                }

                p = 0;
                for (int s = columns.SubmissionStart[person]; s < columns.SubmissionStart[person + 1]; s++)
                {
                    int day = columns.SubmissionDay[s];
                    handedInOn[columns.SubmissionMilestone[s]] = day;
                    if (count == 0 || day < first[0]) continue;
                    while (p < count && day >= first[p + 1]) p++;
                    if (p < count) figures[p].HandedIn++;
                }
            }

            int at = 0;
            for (int m = 0; m < columns.MilestoneDue.Length && columns.MilestoneDue[m] < context.Today; m++)
            {
                while (at < count && columns.MilestoneDue[m] >= first[at + 1]) at++;
                if (at == count) break;
                if (columns.MilestoneDue[m] < first[0] || columns.MilestoneDue[m] < joined) continue;
                figures[at].Due++;
                if (handedInOn[m] <= columns.MilestoneDue[m]) figures[at].InTime++;
            }
        }

        int period = 0;
        // The last period in which each learner answered: whoever answers twice counts once.
        var answered = new int[context.Present.Length];
        Array.Fill(answered, -1);
        foreach (var row in columns.CheckIns.AsSpan())
        {
            int day = Days.Of(row.On);
            if (count == 0 || day < first[0] || row.About is not null) continue;
            while (period < count && day >= first[period + 1]) period++;
            if (period == count) break;
            int learner = views.IndexOf(row.By);
            if (learner < 0 || answered[learner] == period || day < context.JoinedOf[learner]) continue;
            answered[learner] = period;
            figures[period].CheckedIn++;
        }

        var result = new PeriodFigures[count];
        for (int p = 0; p < count; p++)
        {
            result[p] = new PeriodFigures
            {
                Period = periods[p],
                Learners = figures[p].There,
                Active = columns.HasActivity ? figures[p].Active : Undefined.NotInTheData("The facts hold no activity, check-ins or sessions."),
                CheckedIn = figures[p].CheckedIn,
                HandedIn = figures[p].HandedIn,
                Due = figures[p].Due,
                DueInTime = figures[p].InTime,
            };
        }

        return new ValueList<PeriodFigures>(result);
    }
}
