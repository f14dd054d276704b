using System.Globalization;
using FsCheck.Xunit;
using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

public class CohortBriefTests
{
    private static readonly ProgressMonitor Monitor = new();

    [Property(MaxTest = 40)]
    public void The_points_sum_to_the_score_and_the_brief_verifies(ushort seed, byte size, byte day)
    {
        int learners = 1 + (size % 30);
        var cohort = Programmes.Cohort(learners);
        var facts = ProgressFacts.Create(Programmes.Full(learners, seed));
        var brief = Monitor.Brief(cohort, facts, Programmes.At(day % 90));
        Assert.Empty(brief.Verify(cohort, facts));
        Assert.All(brief.Nudges.Concat(brief.HeldBack), nudge => Assert.Equal(nudge.Score, nudge.Reasons.Sum(reason => reason.Points)));
        Assert.All(brief.Reasons.Concat(brief.CannotSayYet), reason => Assert.NotEmpty(reason.Render(CultureInfo.InvariantCulture)));
        foreach (var nudge in brief.Nudges.Concat(brief.HeldBack))
        {
            Assert.All(nudge.Reasons, reason => Assert.NotEmpty(reason.Because.ToString()));
            Assert.All(nudge.Remedies, remedy => Assert.NotEmpty(remedy.Action.ToString()));
            Assert.NotEmpty(nudge.Question.ToString());
        }
    }

    [Property(MaxTest = 15)]
    public void The_order_of_rows_and_members_changes_nothing(ushort seed)
    {
        var rows = Programmes.Full(20, seed);
        var cohort = Programmes.Cohort(20);
        var mixed = cohort with { Members = [.. cohort.Members.Reverse()], Mentors = [.. cohort.Mentors.Reverse()] };
        var brief = Monitor.Brief(cohort, ProgressFacts.Create(rows), Programmes.At(50));
        var again = Monitor.Brief(mixed, ProgressFacts.Create(Programmes.Shuffled(rows, seed)), Programmes.At(50));
        Assert.Equal(brief.Learners, again.Learners);
        Assert.Equal(brief.Nudges, again.Nudges);
        Assert.Equal(brief.Challenges, again.Challenges);
        Assert.Equal(brief.Feedback, again.Feedback);
        Assert.Equal(brief.Mentors, again.Mentors);
        Assert.Equal(brief.Progress, again.Progress);
        Assert.Equal(brief.Reasons, again.Reasons);
    }

    [Property(MaxTest = 40)]
    public void Refreshing_after_a_check_in_equals_writing_again(ushort seed, byte size, byte day, bool speaks)
    {
        int learners = 1 + (size % 25);
        var cohort = Programmes.Cohort(learners);
        var facts = ProgressFacts.Create(Programmes.Full(learners, seed));
        var asOf = Programmes.At(day % 84);
        var brief = Monitor.Brief(cohort, facts, asOf);
        var checkIn = new CheckIn { By = Programmes.Learner(seed % learners), On = brief.Today, OwnProgress = speaks ? 0.25 : null, Confidence = 2, Reflection = speaks ? "Ask early." : null };
        if (facts.CheckIns.Any(row => row.By == checkIn.By && row.On == checkIn.On)) return;
        var more = facts.With(checkIn);
        var refreshed = Monitor.Refresh(brief, cohort, more, checkIn);
        Assert.Equal(Monitor.Brief(cohort, more, asOf), refreshed);
        Assert.Empty(refreshed.Verify(cohort, more));
    }

    [Property(MaxTest = 15)]
    public void What_happens_later_changes_nothing_but_a_warning(ushort seed)
    {
        var cohort = Programmes.Cohort(12);
        var all = Monitor.Brief(cohort, ProgressFacts.Create(Programmes.Rows(12, seed)), Programmes.At(40));
        var past = Monitor.Brief(cohort, ProgressFacts.Create(Programmes.Rows(12, seed, until: 40)), Programmes.At(40));
        Assert.Equal(past.Learners, all.Learners);
        Assert.Equal(past.Nudges, all.Nudges);
        Assert.Equal(past.Progress.Periods, all.Progress.Periods);
        Assert.Equal(past.Progress.Forecast, all.Progress.Forecast);
    }

    [Property(MaxTest = 30)]
    public void Being_active_and_handing_in_never_raises_the_score(ushort seed, byte day)
    {
        var cohort = Programmes.Cohort(15);
        var facts = ProgressFacts.Create(Programmes.Rows(15, seed, marks: false));
        var brief = Monitor.Brief(cohort, facts, Programmes.At(day % 84));
        foreach (var nudge in brief.Nudges.Concat(brief.HeldBack))
        {
            var active = nudge.Remedies.Where(remedy => remedy.Action.Code == "progress.remedy.active");
            Assert.All(active, remedy => Assert.True(remedy.ScoreAfter <= nudge.Score));
        }
    }

    [Fact]
    public void A_remedy_is_what_scoring_again_gives()
    {
        var rows = Programmes.Rows(20, 7);
        var cohort = Programmes.Cohort(20);
        var brief = Monitor.Brief(cohort, ProgressFacts.Create(rows), Programmes.At(60));
        var nudge = brief.Nudges.First(entry => entry.Remedies.Any(remedy => remedy.Action.Code == "progress.remedy.active"));
        var active = rows with { Activity = [.. rows.Activity, new ActivityDay { Learner = nudge.Learner, On = brief.Today }] };
        ProgressFacts.TryCreate(active, out var facts, out _);
        var after = Monitor.Brief(cohort, facts, Programmes.At(60)).Learners.Single(learner => learner.Learner == nudge.Learner);
        Assert.Equal(after.Score, nudge.Remedies.First(remedy => remedy.Action.Code == "progress.remedy.active").ScoreAfter);
    }

    [Fact]
    public void A_nudge_stays_up_until_the_score_has_come_down()
    {
        var rows = Programmes.Rows(20, 3);
        var cohort = Programmes.Cohort(20);
        var card = NudgePoints.BuiltIn;
        var learner = Monitor.Brief(cohort, ProgressFacts.Create(rows), Programmes.At(60)).Learners.First(entry => entry.Score > card.ClearAt && entry.Score < card.RaiseAt);
        Assert.Equal(NudgeState.None, learner.State);
        var given = new GivenNudge { Learner = learner.Learner, RaisedOn = Programmes.Start.PlusDays(30), Owner = learner.Mentor };
        NudgeState StateWith(GivenNudge nudge) =>
            Monitor.Brief(cohort, ProgressFacts.Create(rows with { Nudges = [nudge] }), Programmes.At(60)).Learners.Single(entry => entry.Learner == learner.Learner).State;
        Assert.Equal(NudgeState.Open, StateWith(given));
        Assert.Equal(NudgeState.Snoozed, StateWith(given with { SnoozedUntil = Programmes.Start.PlusDays(60) }));
        Assert.Equal(NudgeState.Open, StateWith(given with { SnoozedUntil = Programmes.Start.PlusDays(59) }));
        Assert.Equal(NudgeState.None, StateWith(given with { ClearedOn = Programmes.Start.PlusDays(50) }));
    }

    [Fact]
    public void No_owner_gets_more_nudges_than_they_can_act_on_and_the_highest_scores_come_first()
    {
        var cohort = Programmes.Cohort(30, mentors: 2);
        var facts = ProgressFacts.Create(Programmes.Rows(30, 5) with { Submissions = [], Activity = [], CheckIns = [new CheckIn { By = Programmes.Learner(0), On = Programmes.Start }] });
        var brief = new ProgressMonitor(new ProgressMonitorOptions { NudgesPerMentor = 3 }).Brief(cohort, facts, Programmes.At(60));
        Assert.All(brief.Nudges.GroupBy(nudge => nudge.Owner), owner => Assert.Equal(3, owner.Count()));
        Assert.Equal(6, brief.Nudges.Count);
        Assert.All(brief.HeldBack, nudge => Assert.Equal(NudgeState.Waiting, nudge.State));
        Assert.Empty(brief.Verify(cohort, facts));
    }

    [Fact]
    public void Those_who_left_are_not_nudged_and_a_transfer_is_not_a_dropout()
    {
        var rows = Programmes.Rows(10, 9) with
        {
            Enrolments =
            [
                new Enrolment { Learner = Programmes.Learner(0), LeftOn = Programmes.Start.PlusDays(20) },
                new Enrolment { Learner = Programmes.Learner(1), LeftOn = Programmes.Start.PlusDays(20), Ending = Ending.Transferred },
                new Enrolment { Learner = Programmes.Learner(2), JoinedOn = Programmes.Start.PlusDays(90) },
            ],
        };
        var brief = Monitor.Brief(Programmes.Cohort(10), ProgressFacts.Create(rows), Programmes.At(60));
        Assert.Equal(7, brief.Learners.Count);
        Assert.Equal(1, brief.Progress.Withdrawn);
        Assert.Equal(1, brief.Progress.Transferred);
    }

    [Fact]
    public void Those_who_came_later_are_asked_for_nothing_before_and_the_brief_still_verifies()
    {
        var rows = Programmes.Rows(12, 9) with
        {
            Activity = [],
            CheckIns = [new CheckIn { By = Programmes.Learner(0), On = Programmes.Start.PlusDays(1) }],
            Enrolments =
            [
                new Enrolment { Learner = Programmes.Learner(3), JoinedOn = Programmes.Start.PlusDays(40) },
                new Enrolment { Learner = Programmes.Learner(4), JoinedOn = Programmes.Start.PlusDays(55) },
            ],
        };
        var facts = ProgressFacts.Create(rows);
        var cohort = Programmes.Cohort(12);
        var brief = Monitor.Brief(cohort, facts, Programmes.At(60));
        Assert.Equal([58, 60, 20, 5], new[] { 0, 1, 3, 4 }.Select(i => brief.Learners[i].DaysIdle.Value));
        Assert.Empty(brief.Verify(cohort, facts));
    }

    [Fact]
    public void On_the_due_day_is_in_time_and_whoever_joins_on_it_is_asked_for_it()
    {
        var due = Programmes.Start.PlusDays(10);
        var facts = ProgressFacts.Create(new ProgressRows
        {
            Milestones = [new Milestone { Id = Programmes.Step(0), Due = due }],
            Submissions =
            [
                new Submission { Learner = Programmes.Learner(0), Milestone = Programmes.Step(0), On = due },
                new Submission { Learner = Programmes.Learner(1), Milestone = Programmes.Step(0), On = due.PlusDays(1) },
                new Submission { Learner = Programmes.Learner(2), Milestone = Programmes.Step(0), On = due.PlusDays(30) },
                new Submission { Learner = Programmes.Learner(3), Milestone = Programmes.Step(0), On = due.PlusDays(10) },
            ],
            Enrolments = [new Enrolment { Learner = Programmes.Learner(3), JoinedOn = due }, new Enrolment { Learner = Programmes.Learner(4), JoinedOn = due.PlusDays(1) }],
        });
        var brief = Monitor.Brief(Programmes.Cohort(5), facts, Programmes.At(20));
        var period = brief.Progress.Periods[0];
        Assert.Equal((4, 1, 2, 5), (period.Due, period.DueInTime, period.HandedIn, period.Learners));
        // What comes today counts today.
        Assert.Equal(1, brief.Progress.Periods[1].HandedIn);
        Assert.Equal(1.0, brief.Learners[0].Done.Value);
        // The one hand-in that lies ahead is reported and left out.
        Assert.Contains(brief.Problems, problem => problem.Code == "progress.facts.future" && problem.What.StartsWith("1 ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_programme_without_facts_is_told_what_cannot_be_said()
    {
        var brief = Monitor.Brief(Programmes.Cohort(10), ProgressFacts.Empty, Programmes.At(10));
        Assert.Equal(ProgressState.CannotSayYet, brief.Progress.State);
        Assert.Equal(UndefinedCause.NotInTheData, brief.Progress.Done.Undefined!.Cause);
        Assert.Contains(brief.CannotSayYet, reason => reason.Code == "progress.cannot-say.forecast");
        Assert.Equal(10, brief.CannotSayYet.Count);
        // "Cannot say yet when all will be done: there are no milestones." No capital within a sentence.
        Assert.All(brief.CannotSayYet, reason => Assert.Matches("^Cannot say yet [a-z][^:]*: [a-z][^A-Z]*\\.$", reason.Render(CultureInfo.InvariantCulture)));
        Assert.Empty(brief.Verify(Programmes.Cohort(10), ProgressFacts.Empty));
    }

    [Fact]
    public void Obstacles_are_ranked_by_people_held_up_times_age()
    {
        var facts = ProgressFacts.Create(new ProgressRows
        {
            Obstacles =
            [
                new Obstacle { Id = new ObstacleId("old"), Kind = "time", RaisedBy = Programmes.Learner(0), RaisedOn = Programmes.Start },
                new Obstacle { Id = new ObstacleId("wide"), Kind = "access", RaisedBy = Programmes.Learner(1), RaisedOn = Programmes.Start.PlusDays(20), Affected = [Programmes.Learner(2), Programmes.Learner(3), Programmes.Learner(1)], Owner = Programmes.Mentor(0) },
                new Obstacle { Id = new ObstacleId("gone"), Kind = "time", RaisedBy = Programmes.Learner(1), RaisedOn = Programmes.Start.PlusDays(1), RemovedOn = Programmes.Start.PlusDays(8), Action = "moved the date" },
            ],
        });
        var challenges = Monitor.Brief(Programmes.Cohort(5), facts, Programmes.At(40)).Challenges;
        Assert.Equal(["wide", "old"], challenges.Open.Select(challenge => challenge.Obstacle.Value));
        Assert.Equal([20, 40], challenges.Open.Select(challenge => challenge.AgeInDays));
        Assert.Equal([3, 1], challenges.Open.Select(challenge => challenge.Affected));
        Assert.Equal([false, true], challenges.Open.Select(challenge => challenge.IsOverdue));
        Assert.Equal("moved the date", Assert.Single(challenges.Tackled).Action);
        Assert.Equal(("time", 2, 1), (challenges.Kinds[0].Kind, challenges.Kinds[0].Raised, challenges.Kinds[0].Open));
    }

    [Fact]
    public void The_day_is_that_of_the_cohorts_time_zone()
    {
        var cohort = Programmes.Cohort(3) with { TimeZone = "Pacific/Auckland" };
        Assert.Equal(new LocalDate(2026, 1, 11), Monitor.Brief(cohort, ProgressFacts.Empty, Instant.FromUtc(2026, 1, 10, 12, 0)).Today);
    }

    [Fact]
    public void A_check_in_moves_past_a_holiday_and_idle_days_do_not_count_it()
    {
        var options = new ProgressMonitorOptions { Cadence = Cadence.Weekly, Holidays = [Programmes.Start.PlusDays(6), Programmes.Start.PlusDays(7)] };
        var periods = new ProgressMonitor(options).Periods(Programmes.Cohort(3));
        Assert.Equal(12, periods.Count);
        Assert.Equal(Programmes.Start.PlusDays(8), periods[0].CheckInOn);
        var facts = ProgressFacts.Create(new ProgressRows { Activity = [new ActivityDay { Learner = Programmes.Learner(0), On = Programmes.Start.PlusDays(1) }] });
        int Idle(ProgressMonitorOptions chosen) => new ProgressMonitor(chosen).Brief(Programmes.Cohort(3), facts, Programmes.At(10)).Learners[0].DaysIdle.Value;
        Assert.Equal(8, Idle(new ProgressMonitorOptions()));
        Assert.Equal(6, Idle(options));
    }

    [Theory]
    [InlineData(14, 8)]
    [InlineData(15, 8)]
    [InlineData(16, 8)]
    [InlineData(17, 9)]
    public void A_week_with_five_holidays_is_closed_and_no_history(int first, int weeks)
    {
        // Five days in a row: all within the third week, or one of them in the fourth.
        var options = new ProgressMonitorOptions { Holidays = [.. Enumerable.Range(first, 5).Select(day => Programmes.Start.PlusDays(day))] };
        var cohort = Programmes.Cohort(12);
        var facts = ProgressFacts.Create(Programmes.Rows(12, 5));
        var brief = new ProgressMonitor(options).Brief(cohort, facts, Programmes.At(63));
        Assert.Equal(weeks, brief.Progress.Forecast.Value.WeeksOfHistory);
        Assert.Empty(brief.Verify(cohort, facts));
    }

    [Fact]
    public void Mentors_are_held_to_their_sessions_without_a_league_table()
    {
        var sessions = Enumerable.Range(0, 20).SelectMany(week => Enumerable.Range(0, 3).Select(m =>
            new Session { Mentor = Programmes.Mentor(m), PlannedOn = Programmes.Start.PlusDays(week), HeldOn = m == 2 && week > 4 ? null : Programmes.Start.PlusDays(week) })).ToList();
        var mentors = Monitor.Brief(Programmes.Cohort(9), ProgressFacts.Create(new ProgressRows { Sessions = sessions }), Programmes.At(40)).Mentors;
        Assert.Equal(["M0", "M1", "M2"], mentors.Select(mentor => mentor.Mentor.Value));
        Assert.Equal([false, false, true], mentors.Select(mentor => mentor.Sessions.IsBelowFunnel));
        Assert.Equal(0.25, mentors[2].Sessions.Share.Value);
        Assert.InRange(mentors[2].Sessions.Shrunk.Value, 0.25, 0.75);
    }

    [Fact]
    public void A_tampered_brief_does_not_verify()
    {
        var cohort = Programmes.Cohort(20);
        var facts = ProgressFacts.Create(Programmes.Full(20, 11));
        var brief = Monitor.Brief(cohort, facts, Programmes.At(60));
        Assert.NotEmpty(brief.Nudges);
        Assert.NotEmpty((brief with { Nudges = [.. brief.Nudges.Skip(1)] }).Verify(cohort, facts));
        Assert.NotEmpty((brief with { Nudges = [brief.Nudges[0] with { Score = 99 }, .. brief.Nudges.Skip(1)] }).Verify(cohort, facts));
        Assert.NotEmpty((brief with { Learners = [.. brief.Learners.Skip(1)] }).Verify(cohort, facts));
        Assert.NotEmpty((brief with { Challenges = brief.Challenges with { Open = [.. brief.Challenges.Open.Reverse()] } }).Verify(cohort, facts));
        Assert.NotEmpty((brief with { Certificate = brief.Certificate with { Objective = 1 } }).Verify(cohort, facts));
    }

    [Fact]
    public void No_figure_of_a_brief_can_be_changed_unseen()
    {
        var cohort = Programmes.Cohort(20);
        var rows = Programmes.Full(20, 11);
        rows = rows with { Feedback = [.. rows.Feedback, .. Enumerable.Range(0, 7).Select(i => new Feedback { From = Programmes.Learner(i), On = Programmes.Start.PlusDays(27), Rating = 4 })] };
        var facts = ProgressFacts.Create(rows);
        var brief = Monitor.Brief(cohort, facts, Programmes.At(60));
        Assert.Empty(brief.Verify(cohort, facts));
        var progress = brief.Progress;
        var forecast = progress.Forecast.Value;
        var mentor = brief.Mentors[0];
        void Seen(string code, CohortBrief tampered) => Assert.Contains("progress.verify." + code, tampered.Verify(cohort, facts).Select(problem => problem.Code));
        CohortBrief With(CohortProgress changed) => brief with { Progress = changed };
        CohortBrief Forecast(CompletionForecast changed) => With(progress with { Forecast = changed });
        CohortBrief Feedback(FeedbackReport changed) => brief with { Feedback = changed };
        CohortBrief Mentor(MentorAccount changed) => brief with { Mentors = [changed, .. brief.Mentors.Skip(1)] };
        KeptShare Better(KeptShare share) => share with { Kept = share.Kept + 1 };
        Seen("learners", With(progress with { Learners = 21 }));
        Seen("behind", With(progress with { Behind = progress.Behind + 1 }));
        Seen("on-plan", With(progress with { OnPlan = progress.OnPlan + 1 }));
        Seen("planned", With(progress with { Planned = 0.99 }));
        Seen("done", With(progress with { Done = progress.Done.Value + 0.01 }));
        Seen("handed-in", With(progress with { HandedInOfDue = 1.0 }));
        Seen("remaining", Forecast(forecast with { Remaining = forecast.Remaining - 1 }));
        Seen("history", Forecast(forecast with { WeeksOfHistory = forecast.WeeksOfHistory + 1 }));
        Seen("chance", Forecast(forecast with { ChanceByEnd = forecast.ChanceByEnd < 0.5 ? 0.9 : 0.1 }));
        Seen("p50", Forecast(forecast with { P50 = brief.Today.PlusDays(3) }));
        Seen("p85", Forecast(forecast with { P85 = brief.Today }));
        Seen("p95", Forecast(forecast with { P95 = brief.Today }));
        Seen("given", Feedback(brief.Feedback with { Given = 1 }));
        Seen("acted", Feedback(brief.Feedback with { ActedOn = 99 }));
        Seen("closed", Feedback(brief.Feedback with { Closed = 99 }));
        Seen("actions", Feedback(brief.Feedback with { Actions = [brief.Feedback.Actions[0] with { IsClosed = !brief.Feedback.Actions[0].IsClosed }, .. brief.Feedback.Actions.Skip(1)] }));
        Seen("waiting", Feedback(brief.Feedback with { Open = [.. brief.Feedback.Open.Skip(1)] }));
        Seen("tackled", brief with { Challenges = brief.Challenges with { Tackled = [brief.Challenges.Tackled[0] with { Reusable = "nothing" }, .. brief.Challenges.Tackled.Skip(1)] } });
        Seen("challenges", brief with { Challenges = brief.Challenges with { Open = [brief.Challenges.Open[0] with { Owner = Programmes.Learner(1) }, .. brief.Challenges.Open.Skip(1)] } });
        Seen("learners-rating", Feedback(brief.Feedback with { LearnersRating = brief.Feedback.LearnersRating.Value + 0.1 }));
        Seen("mentors-rating", Feedback(brief.Feedback with { MentorsRating = 4.0 }));
        Seen("mentor-learners", Mentor(mentor with { Learners = 0 }));
        Seen("sessions", Mentor(mentor with { Sessions = Better(mentor.Sessions) }));
        Seen("promises", Mentor(mentor with { Promises = Better(mentor.Promises) }));
        Seen("mentor-nudges", Mentor(mentor with { Nudges = Better(mentor.Nudges) }));
        Seen("answers", Mentor(mentor with { Answers = Better(mentor.Answers) }));
    }

    [Fact]
    public void Mentors_own_view_stands_beside_what_they_kept()
    {
        var cohort = Programmes.Cohort(6);
        var rows = Programmes.Full(6, 3);
        var said = new CheckIn { By = Programmes.Mentor(1), On = Programmes.Start.PlusDays(20), OwnProgress = 0.75, Confidence = 4, Reflection = "Let them decide." };
        var facts = ProgressFacts.Create(rows with { CheckIns = [.. rows.CheckIns, said, said with { On = said.On.PlusDays(-9), OwnProgress = 0.1 }, said with { On = said.On.PlusDays(2), OwnProgress = null, Confidence = 2 }] });
        var brief = Monitor.Brief(cohort, facts, Programmes.At(25));
        Assert.Equal((0.75, 2), (brief.Mentors[1].OwnView.Value, brief.Mentors[1].Confidence.Value));
        Assert.Equal(UndefinedCause.NotInTheData, brief.Mentors[0].OwnView.Undefined!.Cause);
        Assert.Contains(brief.Mentors[1].Reasons, reason => reason.Code == "progress.mentor.own-view");
        Assert.Contains(brief.Reflections, reflection => reflection.By == said.By);
    }

    [Fact]
    public void A_check_in_of_somebody_who_is_learner_and_mentor_at_once_is_read_in_both_roles()
    {
        var cohort = Programmes.Cohort(6);
        cohort = cohort with { Members = [.. cohort.Members, new CohortMember { Learner = Programmes.Mentor(2), Mentor = Programmes.Mentor(0) }] };
        var rows = Programmes.Full(6, 4);
        var facts = ProgressFacts.Create(rows with { Activity = [.. rows.Activity, new ActivityDay { Learner = Programmes.Mentor(2), On = Programmes.Start }] });
        var brief = Monitor.Brief(cohort, facts, Programmes.At(30));
        var checkIn = new CheckIn { By = Programmes.Mentor(2), On = brief.Today, OwnProgress = 0.4, Confidence = 3 };
        var refreshed = Monitor.Refresh(brief, cohort, facts.With(checkIn), checkIn);
        Assert.Equal(Monitor.Brief(cohort, facts.With(checkIn), Programmes.At(30)), refreshed);
        Assert.Equal(0.4, refreshed.Mentors[2].OwnView.Value);
        Assert.Equal(0.4, refreshed.Learners.Single(learner => learner.Learner == checkIn.By).OwnView.Value);
    }
}
