using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

public class ProgressFactsTests
{
    private static readonly LocalDate Day = Programmes.Start;
    private static readonly LocalDate Julian = Day.WithCalendar(CalendarSystem.Julian);

    public static TheoryData<string, string> Fixtures => [.. Malformed().Select(fixture => (fixture.Code, fixture.Where))];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Every_malformed_row_is_named_and_changes_nothing(string code, string where)
    {
        var add = Malformed().Single(fixture => fixture.Code == code && fixture.Where == where).Add;
        var rows = Sound();
        Assert.True(ProgressFacts.TryCreate(rows, out var clean, out var none));
        Assert.Empty(none);
        Assert.False(ProgressFacts.TryCreate(add(rows), out var facts, out var problems));
        var problem = Assert.Single(problems);
        Assert.Equal(code, problem.Code);
        Assert.Equal(where, problem.Where);
        Assert.Equal(ProblemSeverity.Error, problem.Severity);
        Assert.False(string.IsNullOrWhiteSpace(problem.What) || string.IsNullOrWhiteSpace(problem.Repair));
        var cohort = Programmes.Cohort(6);
        Assert.Equal(new ProgressMonitor().Brief(cohort, clean, Programmes.At(40)), new ProgressMonitor().Brief(cohort, facts, Programmes.At(40)));
        Assert.Equal(ProgressMonitor.Growth(cohort, clean, Programmes.At(40)), ProgressMonitor.Growth(cohort, facts, Programmes.At(40)));
        Assert.Throws<ProblemsException>(() => ProgressFacts.Create(add(rows)));
    }

    [Fact]
    public void All_problems_come_at_once_in_the_order_of_the_input()
    {
        var rows = Malformed().Aggregate(Sound(), (all, fixture) => fixture.Add(all));
        Assert.False(ProgressFacts.TryCreate(rows, out var facts, out var problems));
        Assert.Equal(Malformed().Select(fixture => fixture.Code).Order(StringComparer.Ordinal), problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));
        Assert.True(Malformed().Count >= 40);
        Assert.Equal(ProgressFacts.Create(Sound()).SubmissionCount, facts.SubmissionCount);
    }

    [Fact]
    public void One_row_with_four_faults_has_four_problems()
    {
        ProgressFacts.TryCreate(Sound() with { Submissions = [new Submission { Learner = default, Milestone = new MilestoneId("nowhere"), On = default, Mark = double.NaN }] }, out _, out var problems);
        Assert.Equal(
            ["submissions[0].Learner", "submissions[0].Mark", "submissions[0].Milestone", "submissions[0].On"],
            problems.Select(problem => problem.Where).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_faults_together_change_no_result()
    {
        var rows = Malformed().Aggregate(Sound(), (all, fixture) => fixture.Add(all));
        ProgressFacts.TryCreate(rows, out var facts, out _);
        var cohort = Programmes.Cohort(6);
        Assert.Equal(new ProgressMonitor().Brief(cohort, ProgressFacts.Create(Sound()), Programmes.At(40)), new ProgressMonitor().Brief(cohort, facts, Programmes.At(40)));
    }

    [Property(MaxTest = 40)]
    public void Whatever_faults_come_together_each_is_named_and_the_sound_rows_give_the_same_brief(ushort seed)
    {
        var random = new SeededRandom(seed);
        var chosen = Malformed().Where(_ => random.Next(3) == 0).ToList();
        var sound = Programmes.Full(6, seed) with { Nudges = [new GivenNudge { Learner = Programmes.Learner(0), RaisedOn = Day.PlusDays(20) }] };
        var marker = Sound();
        sound = sound with
        {
            Submissions = [.. marker.Submissions, .. sound.Submissions.Where(row => row.Learner != Programmes.Learner(1))],
            Activity = [.. marker.Activity, .. sound.Activity.Where(row => row.Learner != Programmes.Learner(1))],
            CheckIns = [.. marker.CheckIns, .. sound.CheckIns.Where(row => row.By != Programmes.Learner(1))],
            Obstacles = [.. marker.Obstacles, .. sound.Obstacles.Where(row => row.Id != new ObstacleId("O1") && row.Id != new ObstacleId("O2"))],
        };
        var clean = ProgressFacts.Create(sound);
        Assert.Equal(chosen.Count == 0, ProgressFacts.TryCreate(chosen.Aggregate(sound, (all, fixture) => fixture.Add(all)), out var facts, out var problems));
        Assert.Equal(chosen.Select(fixture => fixture.Code).Order(StringComparer.Ordinal), problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));
        var cohort = Programmes.Cohort(6);
        Assert.Equal(new ProgressMonitor().Brief(cohort, clean, Programmes.At(60)), new ProgressMonitor().Brief(cohort, facts, Programmes.At(60)));
    }

    [Fact]
    public void Ids_compare_by_their_text()
    {
        var (a, b) = (new MilestoneId("a"), new MilestoneId("b"));
        Assert.Equal((true, false, false, true), (a < b, b < a, a < new MilestoneId("a"), a <= new MilestoneId("a")));
        Assert.Equal((true, false, false, true), (b > a, a > b, a > new MilestoneId("a"), a >= new MilestoneId("a")));
        var (c, d) = (new ObstacleId("c"), new ObstacleId("d"));
        Assert.Equal((true, false, false, true), (c < d, d < c, c < new ObstacleId("c"), c <= new ObstacleId("c")));
        Assert.Equal((true, false, false, true), (d > c, c > d, c > new ObstacleId("c"), c >= new ObstacleId("c")));
    }

    [Fact]
    public void Percentages_get_their_own_repair()
    {
        ProgressFacts.TryCreate(Sound() with { Submissions = [new Submission { Learner = Programmes.Learner(0), Milestone = Programmes.Step(0), On = Day, Mark = 78 }] }, out _, out var problems);
        Assert.Contains("divide percentages by 100", problems[0].Repair, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_hold_what_the_rows_say()
    {
        var facts = ProgressFacts.Create(Sound());
        Assert.Equal(2, facts.Milestones.Count);
        Assert.Equal(1, facts.SubmissionCount);
        Assert.Equal(3, facts.ActivityDayCount);
    }

    /// <summary>One learner's rows; a check-in and a session make two more days of activity.</summary>
    private static ProgressRows Sound() => new()
    {
        Milestones = [new Milestone { Id = Programmes.Step(0), Due = Day.PlusDays(11) }, new Milestone { Id = Programmes.Step(1), Due = Day.PlusDays(25) }],
        Submissions = [new Submission { Learner = Programmes.Learner(1), Milestone = Programmes.Step(0), On = Day.PlusDays(9), Mark = 0.8 }],
        Activity = [new ActivityDay { Learner = Programmes.Learner(1), On = Day.PlusDays(8), Amount = 4 }],
        CheckIns = [new CheckIn { By = Programmes.Learner(1), On = Day.PlusDays(13), OwnProgress = 0.5 }],
        Sessions = [new Session { Mentor = Programmes.Mentor(0), PlannedOn = Day.PlusDays(2), HeldOn = Day.PlusDays(2), Attendees = [Programmes.Learner(1)] }],
        Obstacles = [new Obstacle { Id = new ObstacleId("O1"), Kind = "time", RaisedBy = Programmes.Learner(1), RaisedOn = Day.PlusDays(3) }],
    };

    private static List<(string Code, string Where, Func<ProgressRows, ProgressRows> Add)> Malformed()
    {
        var l = Programmes.Learner(2);
        var m = Programmes.Mentor(1);
        var all = new List<(string, string, Func<ProgressRows, ProgressRows>)>();
        int milestones = 2, submissions = 1, activity = 1, checkIns = 1, sessions = 1, obstacles = 1, promises = 0, requests = 0, feedback = 0, nudges = 0, enrolments = 0;

        // Every fixture is judged alone and together with all others: the expected index follows from what is there already when alone.
        void MilestoneRow(string code, string member, Milestone row) => all.Add((code, $"milestones[{milestones}]{member}", rows => rows with { Milestones = [.. rows.Milestones, row] }));
        void SubmissionRow(string code, string member, Submission row) => all.Add((code, $"submissions[{submissions}]{member}", rows => rows with { Submissions = [.. rows.Submissions, row] }));
        void ActivityRow(string code, string member, ActivityDay row) => all.Add((code, $"activity[{activity}]{member}", rows => rows with { Activity = [.. rows.Activity, row] }));
        void CheckInRow(string code, string member, CheckIn row) => all.Add((code, $"checkIns[{checkIns}]{member}", rows => rows with { CheckIns = [.. rows.CheckIns, row] }));
        void SessionRow(string code, string member, Session row) => all.Add((code, $"sessions[{sessions}]{member}", rows => rows with { Sessions = [.. rows.Sessions, row] }));
        void ObstacleRow(string code, string member, Obstacle row) => all.Add((code, $"obstacles[{obstacles}]{member}", rows => rows with { Obstacles = [.. rows.Obstacles, row] }));
        void PromiseRow(string code, string member, Promise row) => all.Add((code, $"promises[{promises}]{member}", rows => rows with { Promises = [.. rows.Promises, row] }));
        void RequestRow(string code, string member, HelpRequest row) => all.Add((code, $"helpRequests[{requests}]{member}", rows => rows with { HelpRequests = [.. rows.HelpRequests, row] }));
        void FeedbackRow(string code, string member, Feedback row) => all.Add((code, $"feedback[{feedback}]{member}", rows => rows with { Feedback = [.. rows.Feedback, row] }));
        void NudgeRow(string code, string member, GivenNudge row) => all.Add((code, $"nudges[{nudges}]{member}", rows => rows with { Nudges = [.. rows.Nudges, row] }));
        void EnrolmentRow(string code, string member, Enrolment row) => all.Add((code, $"enrolments[{enrolments}]{member}", rows => rows with { Enrolments = [.. rows.Enrolments, row] }));

        MilestoneRow("progress.row.missing", "", null!);
        MilestoneRow("progress.milestone.id.blank", ".Id", new Milestone { Id = default, Due = Day });
        MilestoneRow("progress.milestone.id.duplicate", ".Id", new Milestone { Id = Programmes.Step(0), Due = Day });
        MilestoneRow("progress.milestone.due.missing", ".Due", new Milestone { Id = Programmes.Step(7), Due = default });
        MilestoneRow("progress.milestone.due.calendar", ".Due", new Milestone { Id = Programmes.Step(7), Due = Julian });
        MilestoneRow("progress.milestone.weight.range", ".Weight", new Milestone { Id = Programmes.Step(7), Due = Day, Weight = double.NaN });
        SubmissionRow("progress.submission.learner.blank", ".Learner", new Submission { Learner = new PersonId(" "), Milestone = Programmes.Step(0), On = Day });
        SubmissionRow("progress.submission.milestone.unknown", ".Milestone", new Submission { Learner = l, Milestone = new MilestoneId("nowhere"), On = Day });
        SubmissionRow("progress.submission.date.missing", ".On", new Submission { Learner = l, Milestone = Programmes.Step(0), On = default });
        SubmissionRow("progress.submission.date.calendar", ".On", new Submission { Learner = l, Milestone = Programmes.Step(0), On = Julian });
        SubmissionRow("progress.submission.mark.range", ".Mark", new Submission { Learner = l, Milestone = Programmes.Step(0), On = Day, Mark = -0.1 });
        SubmissionRow("progress.submission.duplicate", "", new Submission { Learner = Programmes.Learner(1), Milestone = Programmes.Step(0), On = Day });
        ActivityRow("progress.activity.learner.blank", ".Learner", new ActivityDay { Learner = default, On = Day });
        ActivityRow("progress.activity.date.missing", ".On", new ActivityDay { Learner = l, On = default });
        ActivityRow("progress.activity.amount.negative", ".Amount", new ActivityDay { Learner = l, On = Day, Amount = -1 });
        ActivityRow("progress.activity.duplicate", "", new ActivityDay { Learner = Programmes.Learner(1), On = Day.PlusDays(8) });
        CheckInRow("progress.checkin.by.blank", ".By", new CheckIn { By = default, On = Day });
        CheckInRow("progress.checkin.about.blank", ".About", new CheckIn { By = l, On = Day, About = new PersonId("") });
        CheckInRow("progress.checkin.date.missing", ".On", new CheckIn { By = l, On = default });
        CheckInRow("progress.checkin.progress.range", ".OwnProgress", new CheckIn { By = l, On = Day, OwnProgress = 40 });
        CheckInRow("progress.checkin.confidence.range", ".Confidence", new CheckIn { By = l, On = Day, Confidence = 10 });
        CheckInRow("progress.checkin.duplicate", "", new CheckIn { By = Programmes.Learner(1), On = Day.PlusDays(13) });
        SessionRow("progress.session.mentor.blank", ".Mentor", new Session { Mentor = default, PlannedOn = Day });
        SessionRow("progress.session.planned.missing", ".PlannedOn", new Session { Mentor = m, PlannedOn = default });
        SessionRow("progress.session.held.missing", ".HeldOn", new Session { Mentor = m, PlannedOn = Day, Attendees = [l] });
        SessionRow("progress.session.attendee.blank", ".Attendees[1]", new Session { Mentor = m, PlannedOn = Day, HeldOn = Day, Attendees = [l, default] });
        SessionRow("progress.session.attendee.duplicate", ".Attendees", new Session { Mentor = m, PlannedOn = Day, HeldOn = Day, Attendees = [l, l] });
        ObstacleRow("progress.obstacle.id.blank", ".Id", new Obstacle { Id = default, Kind = "time", RaisedBy = l, RaisedOn = Day });
        ObstacleRow("progress.obstacle.id.duplicate", ".Id", new Obstacle { Id = new ObstacleId("O1"), Kind = "time", RaisedBy = l, RaisedOn = Day });
        ObstacleRow("progress.obstacle.kind.blank", ".Kind", new Obstacle { Id = new ObstacleId("O2"), Kind = " ", RaisedBy = l, RaisedOn = Day });
        ObstacleRow("progress.obstacle.raised-by.blank", ".RaisedBy", new Obstacle { Id = new ObstacleId("O2"), Kind = "time", RaisedBy = default, RaisedOn = Day });
        ObstacleRow("progress.obstacle.raised.missing", ".RaisedOn", new Obstacle { Id = new ObstacleId("O2"), Kind = "time", RaisedBy = l, RaisedOn = default });
        ObstacleRow("progress.obstacle.owner.missing", ".Owner", new Obstacle { Id = new ObstacleId("O2"), Kind = "time", RaisedBy = l, RaisedOn = Day, OwnedOn = Day });
        ObstacleRow("progress.obstacle.removed.order", ".RemovedOn", new Obstacle { Id = new ObstacleId("O2"), Kind = "time", RaisedBy = l, RaisedOn = Day, RemovedOn = Day.PlusDays(-1) });
        PromiseRow("progress.promise.by.blank", ".By", new Promise { By = default, What = "call", MadeOn = Day, DueOn = Day });
        PromiseRow("progress.promise.what.blank", ".What", new Promise { By = m, What = "", MadeOn = Day, DueOn = Day });
        PromiseRow("progress.promise.due.order", ".DueOn", new Promise { By = m, What = "call", MadeOn = Day, DueOn = Day.PlusDays(-1) });
        PromiseRow("progress.promise.kept.order", ".KeptOn", new Promise { By = m, What = "call", MadeOn = Day, DueOn = Day, KeptOn = Day.PlusDays(-1) });
        RequestRow("progress.request.self", ".To", new HelpRequest { From = l, To = l, AskedAt = Programmes.At(1) });
        RequestRow("progress.request.answered.order", ".AnsweredAt", new HelpRequest { From = l, To = m, AskedAt = Programmes.At(1), AnsweredAt = Programmes.At(0) });
        FeedbackRow("progress.feedback.from.blank", ".From", new Feedback { From = default, On = Day });
        FeedbackRow("progress.feedback.rating.range", ".Rating", new Feedback { From = l, On = Day, Rating = 0 });
        FeedbackRow("progress.feedback.closed.order", ".ClosedOn", new Feedback { From = l, On = Day, ActedOn = Day.PlusDays(4), ClosedOn = Day.PlusDays(3) });
        NudgeRow("progress.nudge.learner.blank", ".Learner", new GivenNudge { Learner = default, RaisedOn = Day });
        NudgeRow("progress.nudge.cleared.order", ".ClearedOn", new GivenNudge { Learner = l, RaisedOn = Day, ClearedOn = Day.PlusDays(-1) });
        EnrolmentRow("progress.enrolment.learner.blank", ".Learner", new Enrolment { Learner = default });
        EnrolmentRow("progress.enrolment.left.order", ".LeftOn", new Enrolment { Learner = l, JoinedOn = Day, LeftOn = Day.PlusDays(-1) });
        EnrolmentRow("progress.enrolment.ending.unknown", ".Ending", new Enrolment { Learner = l, LeftOn = Day, Ending = (Ending)9 });
        return all;
    }
}
