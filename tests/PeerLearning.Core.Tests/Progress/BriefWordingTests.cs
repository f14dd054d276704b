using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

/// <summary>What a brief says, sentence by sentence.</summary>
public partial class BriefWordingTests
{
    private static readonly ProgressMonitor Monitor = new();
    private static readonly LocalDate Start = Programmes.Start;

    [Property(MaxTest = 60)]
    public void A_code_has_one_template_and_every_figure_of_a_sentence_stands_in_it(ushort seed, byte size, byte day, bool marks)
    {
        int learners = 1 + (size % 25);
        var rows = Programmes.Full(learners, seed) with { Nudges = [new GivenNudge { Learner = Programmes.Learner(0), RaisedOn = Start.PlusDays(1), Owner = Programmes.Mentor(0), SnoozedUntil = seed % 2 == 0 ? Start.PlusDays(40) : null }] };
        if (!marks) rows = rows with { Submissions = [.. rows.Submissions.Select(row => row with { Mark = null })] };
        var cohort = Programmes.Cohort(learners);
        var brief = Monitor.Brief(cohort, ProgressFacts.Create(rows), Programmes.At(day % 90));
        var templates = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reason in All(brief).Concat(ProgressMonitor.Growth(cohort, ProgressFacts.Create(rows), brief.AsOf).SelectMany(mentor => mentor.Reasons)))
        {
            if (!templates.TryAdd(reason.Code, reason.Template)) Assert.Equal(templates[reason.Code], reason.Template);
            string text = reason.Render(CultureInfo.InvariantCulture);
            Assert.Matches("^[A-Z0-9].*[.?]$|^[a-z]+ ?[(:,].*[.]$", text);
            Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
            Assert.All(Slots().Matches(reason.Template).Select(match => match.Groups[1].Value), name => Assert.Contains(reason.Figures, figure => figure.Name == name));
        }
    }

    [Fact]
    public void A_challenge_that_was_tackled_says_who_did_what_with_which_outcome_and_what_others_can_use()
    {
        var obstacle = new Obstacle
        {
            Id = new ObstacleId("O1"),
            Kind = "time",
            RaisedBy = Programmes.Learner(0),
            RaisedOn = Start.PlusDays(30),
            Owner = Programmes.Mentor(0),
            RemovedOn = Start.PlusDays(33),
            Action = "Friday afternoons are free",
            Outcome = "two hours a week",
            Reusable = "a note to managers",
        };
        ChallengeReport After(Obstacle row, int day) => Monitor.Brief(Programmes.Cohort(4), ProgressFacts.Create(new ProgressRows { Obstacles = [row] }), Programmes.At(day)).Challenges;
        var report = After(obstacle, 40);
        string[] told =
        [
            "time: out of the way after 3 days, by M0.", "time, what was done: \"Friday afternoons are free\".",
            "time, what came of it: \"two hours a week\".", "time, what others could use again: \"a note to managers\".",
        ];
        Assert.Equal(told, report.Tackled.Single().Reasons.Select(reason => reason.ToString()));
        Assert.Equal(told, report.Reasons.Where(reason => reason.Code.StartsWith("progress.tackled", StringComparison.Ordinal)).Select(reason => reason.ToString()));
        // Told in this period and the one after; in the list for good.
        Assert.Equal(4, After(obstacle, 55).Reasons.Count(reason => reason.Code.StartsWith("progress.tackled", StringComparison.Ordinal)));
        Assert.DoesNotContain(After(obstacle, 56).Reasons, reason => reason.Code.StartsWith("progress.tackled", StringComparison.Ordinal));
        Assert.Equal(4, After(obstacle, 80).Tackled.Single().Reasons.Count);
        Assert.Equal("time: out of the way after 3 days.", Assert.Single(After(obstacle with { Owner = null, Action = " ", Outcome = null, Reusable = null }, 40).Tackled.Single().Reasons).ToString());
    }

    [Fact]
    public void Whoever_takes_an_obstacle_later_has_not_taken_it_yet()
    {
        var facts = ProgressFacts.Create(new ProgressRows
        {
            Obstacles = [new Obstacle { Id = new ObstacleId("O1"), Kind = "time", RaisedBy = Programmes.Learner(0), RaisedOn = Start, Owner = Programmes.Mentor(1), OwnedOn = Start.PlusDays(20) }],
        });
        Challenge On(int day) => Monitor.Brief(Programmes.Cohort(4), facts, Programmes.At(day)).Challenges.Open.Single();
        Assert.Equal("time (for the first time): open for 7 days, holds up 1 person, not taken yet.", On(7).Because.ToString());
        Assert.Equal("time (for the first time): open for 8 days, holds up 1 person, and nobody has taken it: name an owner now.", On(8).Because.ToString());
        Assert.True(On(19).IsOverdue && On(19).Owner is null);
        Assert.Equal("time (for the first time): open for 20 days, holds up 1 person, owned by M1.", On(20).Because.ToString());
    }

    [Fact]
    public void An_obstacle_recurs_after_one_of_its_kind_was_out_of_the_way()
    {
        Obstacle Row(string id, int raised, int? removed) => new() { Id = new ObstacleId(id), Kind = "time", RaisedBy = Programmes.Learner(0), RaisedOn = Start.PlusDays(raised), RemovedOn = removed is { } day ? Start.PlusDays(day) : null };
        (int Raised, int Recurred) Kind(params Obstacle[] rows)
        {
            var kind = Monitor.Brief(Programmes.Cohort(4), ProgressFacts.Create(new ProgressRows { Obstacles = rows }), Programmes.At(60)).Challenges.Kinds.Single();
            return (kind.Raised, kind.Recurred);
        }

        Assert.Equal((2, 1), Kind(Row("A", 0, 5), Row("B", 5, null)));
        Assert.Equal((2, 0), Kind(Row("A", 0, 6), Row("B", 5, null)));
        // Two of one day that were gone on that day: the second came after the first, not each after the other.
        Assert.Equal((2, 1), Kind(Row("A", 3, 3), Row("B", 3, 3)));
        var again = Monitor.Brief(Programmes.Cohort(4), ProgressFacts.Create(new ProgressRows { Obstacles = [Row("A", 0, 5), Row("B", 50, null)] }), Programmes.At(52)).Challenges.Open.Single();
        Assert.Equal("time (raised before: 1 time): open for 2 days, holds up 1 person, not taken yet.", again.Because.ToString());
    }

    [Fact]
    public void Too_few_removed_is_cannot_say_yet_and_half_of_them_has_a_time()
    {
        ProgressFacts With(int removed) => ProgressFacts.Create(new ProgressRows
        {
            Obstacles = [.. Enumerable.Range(0, 5).Select(i => new Obstacle { Id = new ObstacleId($"O{i}"), Kind = "time", RaisedBy = Programmes.Learner(0), RaisedOn = Start, RemovedOn = i < removed ? Start.PlusDays(4 + i) : null })],
        });
        var two = Monitor.Brief(Programmes.Cohort(4), With(2), Programmes.At(30));
        Assert.Equal("Cannot say yet how long an obstacle takes: too few obstacles are out of the way so far (2 of 5).", two.CannotSayYet.Single(reason => reason.Code == "progress.cannot-say.removal").ToString());
        Assert.DoesNotContain(two.Reasons, reason => reason.Code == "progress.challenges.removal");
        var three = Monitor.Brief(Programmes.Cohort(4), With(3), Programmes.At(30));
        Assert.Contains("Half of the obstacles are out of the way within 6 days (3 of 5 so far).", three.Reasons.Select(reason => reason.ToString()));
        Assert.DoesNotContain(three.CannotSayYet, reason => reason.Code == "progress.cannot-say.removal");
    }

    [Fact]
    public void Feedback_is_followed_to_the_action_and_back_to_the_giver()
    {
        Feedback Row(int day, int? acted, int? closed, string? action = null) =>
            new() { From = Programmes.Learner(day % 4), On = Start.PlusDays(day), Action = action, ActedOn = acted is { } a ? Start.PlusDays(a) : null, ClosedOn = closed is { } c ? Start.PlusDays(c) : null };
        var rows = new[] { Row(3, null, null), Row(1, 5, 9, "earlier sessions"), Row(2, 8, null), Row(4, 50, 51, "later"), Row(5, null, 7) };
        var report = Monitor.Brief(Programmes.Cohort(4), ProgressFacts.Create(new ProgressRows { Feedback = rows }), Programmes.At(20)).Feedback;
        Assert.Equal((5, 2, 2), (report.Given, report.ActedOn, report.Closed));
        Assert.Equal(
            ["Done on 2026-01-13, 6 days after the feedback: \"not recorded\"; the giver is still to be told.", "Done on 2026-01-10, 4 days after the feedback: \"earlier sessions\"; the giver knows."],
            report.Actions.Select(action => action.Because.ToString()));
        Assert.Equal([(Start.PlusDays(8), 6, (string?)null, false), (Start.PlusDays(5), 4, "earlier sessions", true)], report.Actions.Select(action => (action.On, action.Days, action.Action, action.IsClosed)));
        Assert.Equal(
            ["Feedback of 2026-01-07: something was done; tell the giver what came of it.", "Feedback of 2026-01-08: has waited 17 days for an action.", "Feedback of 2026-01-09: has waited 16 days for an action."],
            report.Open.Select(open => open.Because.ToString()));
        Assert.Equal(
            ["Of 5 pieces of feedback 2 led to an action, and 2 went back to the giver with an answer.", "The oldest open feedback came 18 days ago: something was done, tell the giver."], report.Reasons.Select(reason => reason.ToString()));
        Assert.Equal(5, report.DaysToAction.Value);
        var first = Monitor.Brief(Programmes.Cohort(4), ProgressFacts.Create(new ProgressRows { Feedback = [Row(3, null, null)] }), Programmes.At(4)).Feedback;
        Assert.Contains("The oldest open feedback has waited 1 day for an action.", first.Reasons.Select(reason => reason.ToString()));
    }

    [Fact]
    public void Ratings_that_are_shown_have_a_sentence_and_three_mentors_can_never_be_shown()
    {
        var feedback = Enumerable.Range(0, 8).Select(i => new Feedback { From = Programmes.Learner(i), On = Start.PlusDays(2), Rating = i < 4 ? 4 : 5 })
            .Concat(Enumerable.Range(0, 3).Select(i => new Feedback { From = Programmes.Mentor(i), On = Start.PlusDays(2), Rating = 3 })).ToList();
        var brief = Monitor.Brief(Programmes.Cohort(8), ProgressFacts.Create(new ProgressRows { Feedback = feedback }), Programmes.At(14));
        Assert.Contains("The learners rate the programme 4.5 out of 5.", brief.Reasons.Select(reason => reason.ToString()));
        Assert.Equal(UndefinedCause.Withheld, brief.Feedback.MentorsRating.Undefined!.Cause);
        Assert.Contains(
            "Cannot say yet how the mentors rate the programme: only 3 could rate; ratings of fewer than 5 people are not shown.", brief.CannotSayYet.Select(reason => reason.ToString()));
        var many = Programmes.Cohort(8, mentors: 6);
        feedback.AddRange(Enumerable.Range(3, 3).Select(i => new Feedback { From = Programmes.Mentor(i), On = Start.PlusDays(2), Rating = 5 }));
        Assert.Contains("The mentors rate the programme 4.0 out of 5.", Monitor.Brief(many, ProgressFacts.Create(new ProgressRows { Feedback = feedback }), Programmes.At(14)).Reasons.Select(reason => reason.ToString()));
    }

    [Theory]
    [InlineData(new[] { 2, 4, 6, 8 }, "From week to week the share of active learners rises by 20.0 percentage points.")]
    [InlineData(new[] { 9, 8, 7, 6 }, "From week to week the share of active learners falls by 10.0 percentage points.")]
    [InlineData(new[] { 5, 5, 5, 5 }, "From week to week the share of active learners stays level.")]
    public void The_trend_has_a_sentence(int[] active, string sentence)
    {
        var days = active.SelectMany((count, week) => Enumerable.Range(0, count).Select(i => new ActivityDay { Learner = Programmes.Learner(i), On = Start.PlusDays(7 * week) })).ToList();
        var brief = Monitor.Brief(Programmes.Cohort(10), ProgressFacts.Create(new ProgressRows { Activity = days }), Programmes.At(28));
        Assert.Contains(sentence, brief.Reasons.Select(reason => reason.ToString()));
        Assert.Contains(brief.Reasons, reason => reason.ToString().StartsWith($"{active[^1]} learners were active in the last complete week (of 10), ", StringComparison.Ordinal));
    }

    [Fact]
    public void Own_views_of_learners_and_mentors_stand_beside_what_is_handed_in()
    {
        var cohort = Programmes.Cohort(6);
        var rows = Programmes.Rows(6, 4) with { CheckIns = [] };
        CheckIn Own(int i, double share) => new() { By = Programmes.Learner(i), On = Start.PlusDays(20), OwnProgress = share };
        CheckIn Seen(int i, double share) => new() { By = Programmes.Mentor(i % 3), About = Programmes.Learner(i), On = Start.PlusDays(20), OwnProgress = share };
        var all = Enumerable.Range(0, 5).SelectMany(i => new[] { Own(i, 0.5), Seen(i, 0.25) }).ToList();
        var brief = Monitor.Brief(cohort, ProgressFacts.Create(rows with { CheckIns = all }), Programmes.At(21));
        string done = brief.Progress.Done.Value.ToString("P0", CultureInfo.InvariantCulture);
        Assert.Contains($"The learners who answered say that 50 % of the plan is done; {done} is handed in.", brief.Reasons.Select(reason => reason.ToString()));
        Assert.Contains($"The mentors who answered say that 25 % of their learners' plan is done; {done} is handed in.", brief.Reasons.Select(reason => reason.ToString()));
        Assert.Equal((0.5, 0.25), (brief.Learners[2].OwnView.Value, brief.Learners[2].MentorsView.Value));
        // One fewer, and neither is shown for all.
        var few = Monitor.Brief(cohort, ProgressFacts.Create(rows with { CheckIns = all[..8] }), Programmes.At(21));
        Assert.Equal((UndefinedCause.Withheld, UndefinedCause.Withheld), (few.Progress.OwnView.Undefined!.Cause, few.Progress.MentorsView.Undefined!.Cause));
    }

    [Fact]
    public void When_everything_is_handed_in_nothing_is_forecast()
    {
        var cohort = Programmes.Cohort(2, weeks: 6);
        var milestone = new Milestone { Id = Programmes.Step(0), Due = Start.PlusDays(10) };
        var facts = ProgressFacts.Create(new ProgressRows
        {
            Milestones = [milestone],
            Submissions = [.. Enumerable.Range(0, 2).Select(i => new Submission { Learner = Programmes.Learner(i), Milestone = milestone.Id, On = Start.PlusDays(9) })],
        });
        var brief = Monitor.Brief(cohort, facts, Programmes.At(35));
        Assert.Contains("Everything that the plan asks for is handed in.", brief.Reasons.Select(reason => reason.ToString()));
        Assert.Equal((0, brief.Today), (brief.Progress.Forecast.Value.Remaining, brief.Progress.Forecast.Value.P50.Value));
        Assert.Empty(brief.Verify(cohort, facts));
    }

    [Fact]
    public void Mentors_accounts_tell_answers_both_sides_of_the_funnel_and_leave_out_what_is_snoozed()
    {
        var cohort = Programmes.Cohort(6);
        HelpRequest Asked(int mentor, int day, int? hours) => new() { From = Programmes.Learner(0), To = Programmes.Mentor(mentor), AskedAt = Programmes.At(day), AnsweredAt = hours is { } h ? Programmes.At(day) + Duration.FromHours(h) : null };
        GivenNudge Given(int learner, int? acted, int? snoozed) => new()
        {
            Learner = Programmes.Learner(learner),
            RaisedOn = Start.PlusDays(10),
            Owner = Programmes.Mentor(0),
            ActedOn = acted is { } a ? Start.PlusDays(a) : null,
            SnoozedUntil = snoozed is { } s ? Start.PlusDays(s) : null,
        };
        var sessions = Enumerable.Range(0, 10).SelectMany(i => Enumerable.Range(0, 2).Select(m => new Session { Mentor = Programmes.Mentor(m), PlannedOn = Start.PlusDays(i), HeldOn = m == 0 && i > 7 ? null : Start.PlusDays(i) })).ToList();
        var rows = new ProgressRows
        {
            Sessions = sessions,
            HelpRequests = [Asked(0, 1, 5), Asked(0, 2, 7), Asked(0, 3, null), Asked(1, 1, 30), Asked(1, 2, null), Asked(1, 3, null)],
            Nudges = [Given(0, 12, null), Given(1, null, 29), Given(2, null, 30), Given(3, null, null), Given(4, 11, 40)],
        };
        var facts = ProgressFacts.Create(rows);
        var brief = Monitor.Brief(cohort, facts, Programmes.At(30));
        var sentences = brief.Reasons.Select(reason => reason.ToString()).ToList();
        Assert.Contains("M0 answered 2 of 3 questions, half of all within 7 hours.", sentences);
        Assert.Contains("M1 answered 1 of 3 questions.", sentences);
        Assert.Equal("Too few questions are answered so far (1 of 3).", brief.Mentors[1].ResponseTime.Undefined!.Because);
        // Of five nudges one is snoozed until today; the one that is snoozed and acted on counts.
        Assert.Equal((4, 2), (brief.Mentors[0].Nudges.Due, brief.Mentors[0].Nudges.Kept));
        var kept = brief.Mentors[0].Sessions;
        Assert.Equal((10, 8, 0.9), (kept.Due, kept.Kept, kept.OfAll.Value));
        Assert.True(kept.FunnelLower.Value < 0.8 && kept.FunnelUpper.Value == 1 && !kept.IsBelowFunnel);
        Assert.Equal(0.9, brief.Mentors[2].Sessions.OfAll.Value);
        Assert.Empty(brief.Verify(cohort, facts));
    }

    [Fact]
    public void Nobody_is_the_owner_of_their_own_nudge()
    {
        var cohort = Programmes.Cohort(4) with { Members = [new CohortMember { Learner = Programmes.Mentor(0), Mentor = Programmes.Mentor(0) }] };
        var milestones = Enumerable.Range(0, 4).Select(i => new Milestone { Id = Programmes.Step(i), Due = Start.PlusDays(7 * i) }).ToList();
        var facts = ProgressFacts.Create(new ProgressRows { Milestones = milestones, CheckIns = [new CheckIn { By = Programmes.Mentor(0), On = Start }] });
        var brief = Monitor.Brief(cohort, facts, Programmes.At(40));
        Assert.Null(brief.Nudges.Single().Owner);
        Assert.Equal(0, brief.Mentors[0].Learners);
        Assert.Contains(brief.Problems, problem => problem.Code == "progress.cohort.mentor.self");
        Assert.Empty(brief.Verify(cohort, facts));
    }

    [Fact]
    public void A_nudge_says_what_would_clear_it()
    {
        var plan = Enumerable.Range(0, 4).Select(i => new Milestone { Id = Programmes.Step(i), Due = Start.PlusDays(10 + (10 * i)), Title = i == 3 ? "Pilot talk" : null }).ToList();
        Nudge Of(IEnumerable<Submission> submissions, int day, bool active)
        {
            var days = Enumerable.Range(0, 1 + day).Where(d => active && d % 2 == 0).Select(d => new ActivityDay { Learner = Programmes.Learner(0), On = Start.PlusDays(d) });
            var rows = new ProgressRows
            {
                Milestones = plan,
                Submissions = [.. submissions],
                Activity = [.. days],
                CheckIns = [new CheckIn { By = Programmes.Learner(0), On = Start.PlusDays(1) }],
                Nudges = [new GivenNudge { Learner = Programmes.Learner(0), RaisedOn = Start.PlusDays(5) }],
            };
            var brief = Monitor.Brief(Programmes.Cohort(1), ProgressFacts.Create(rows), Programmes.At(day));
            return brief.Nudges.Single();
        }

        Submission Done(int step, int day, double? mark = null) => new() { Learner = Programmes.Learner(0), Milestone = Programmes.Step(step), On = Start.PlusDays(day), Mark = mark };
        var late = Of([Done(0, 2), Done(1, 12), Done(2, 22)], 43, active: true);
        Assert.Equal(NudgePoints.BuiltIn.ClearAt, late.ClearAt);
        Assert.Equal(["Hand in Pilot talk."], late.Remedies.Select(remedy => remedy.Action.ToString()));
        Assert.True(late.Remedies[0].Clears);
        Assert.Equal($"It is over at 20 points or fewer: today can bring it to {late.Remedies[0].ScoreAfter}.", late.Clearing.ToString());
        Assert.Equal("What keeps you from Pilot talk, due on 2026-02-14, and what would help?", late.Question.ToString());

        var silent = Of([], 43, active: false);
        Assert.Equal(
            ["Be active today.", "Hand in Pilot talk.", "Hand in all 4 missing milestones.", "Hand in all 4 missing milestones, and be active today."], silent.Remedies.Select(remedy => remedy.Action.ToString()));
        Assert.Equal(silent.Remedies.Min(remedy => remedy.ScoreAfter), silent.Remedies[^1].ScoreAfter);
        Assert.StartsWith($"It is over at 20 points or fewer: today can bring it to {silent.Remedies[^1].ScoreAfter}; most of the rest is for ", silent.Clearing.ToString(), StringComparison.Ordinal);

        // Poor marks are not made up for today.
        var marks = Of([Done(0, 2, 0.2), Done(1, 12, 0.2), Done(2, 22, 0.2), Done(3, 32, 0.2)], 42, active: true);
        Assert.Empty(marks.Remedies);
        Assert.Equal(
            $"It is over at 20 points or fewer: today can bring it to {marks.Score}; most of the rest is for what was not earned so far, which coming milestones make up for.", marks.Clearing.ToString());
    }

    [Theory]
    [InlineData(20, "You were active on 3 of the last 20 days: is there enough time for this, and does it still fit your goals?")]
    [InlineData(45, "We have not seen you for 40 days: is there enough time for this, and does it still fit your goals?")]
    public void The_question_is_about_what_weighs_most(int day, string question)
    {
        var card = new NudgePoints
        {
            Signals = [new SignalPoints { Signal = NudgeSignal.DaysIdle, Knots = [new PointKnot(14, 0), new PointKnot(28, 60)] }, new SignalPoints { Signal = NudgeSignal.FewActiveDays, Knots = [new PointKnot(0, 0), new PointKnot(1, 40)] }],
            RaiseAt = 10,
            ClearAt = 2,
        };
        var days = new[] { 1, 2, 4 }.Select(d => new ActivityDay { Learner = Programmes.Learner(0), On = Start.PlusDays(d) }).ToList();
        var brief = new ProgressMonitor(new ProgressMonitorOptions { Points = card }).Brief(Programmes.Cohort(1), ProgressFacts.Create(new ProgressRows { Activity = days }), Programmes.At(day));
        Assert.Equal(question, brief.Nudges.Single().Question.ToString());
        Assert.EndsWith("the quiet days, which three active days a week make up for.", brief.Nudges.Single().Clearing.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Slots();

    private static IEnumerable<Reason> All(CohortBrief brief) =>
    [
        .. brief.Reasons,
        .. brief.CannotSayYet,
        .. brief.Nudges.Concat(brief.HeldBack).SelectMany(nudge => nudge.Reasons.Select(reason => reason.Because).Concat(nudge.Remedies.Select(remedy => remedy.Action)).Append(nudge.Question).Append(nudge.Clearing)),
        .. brief.Challenges.Open.Select(open => open.Because),
        .. brief.Challenges.Tackled.SelectMany(tackled => tackled.Reasons),
        .. brief.Feedback.Open.Select(open => open.Because),
        .. brief.Feedback.Actions.Select(action => action.Because),
    ];
}
