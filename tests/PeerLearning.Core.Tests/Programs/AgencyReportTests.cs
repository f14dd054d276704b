using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Programs;

public class AgencyReportTests
{
    [Fact]
    public void The_report_says_who_decided_how_fast_and_what_came_from_above()
    {
        var pilot = Pilot.AtRunning();
        var day = pilot.Today;
        for (int i = 0; i < 3; i++)
        {
            int number = i;
            pilot.Today = day.PlusDays(10 * i);
            pilot.Record(Pilot.Learners[0], (at, by) => new DecisionProposed { At = at, By = by, Decision = new EntryId($"d{number}"), Topic = DecisionTopic.Content, What = "W" });
            pilot.Today = pilot.Today.PlusDays(1 + i);
            if (i < 2) pilot.Record(Pilot.Mentors[0], (at, by) => new DecisionTaken { At = at, By = by, Decision = new EntryId($"d{number}"), IsAccepted = i == 0, DecidedBy = i == 0 ? [by] : [by, Pilot.Learners[0], Pilot.Champion] });
        }

        pilot.Record(Pilot.Champion, (at, by) => new DecisionImposed { At = at, By = by, Decision = new EntryId("x"), Topic = DecisionTopic.Timeline, What = "W", Because = "B" });
        var report = AgencyReport.Of(pilot.Program, pilot.Program.LastAt);
        Assert.Equal(2, report.Decided);
        Assert.Equal(1, report.Imposed);
        Assert.Equal(1 / 3.0, report.ImposedShare.Value, 12);
        Assert.Equal("d2", Assert.Single(report.OpenProposals).Id.Value);
        Assert.Equal(1.5, report.MedianTimeToDecision.Value.TotalDays, 0.1);
        Assert.Equal([2, 1, 2], report.Shares.Select(share => share.Decided));
        Assert.Equal([0, 3, 0], report.Shares.Select(share => share.Proposed));
        Assert.Equal([6, 0, 0], report.Shares.Select(share => share.PlanChanges));
        Assert.NotEmpty(report.Reasons);
    }

    [Fact]
    public void Promises_have_an_owner_a_day_and_an_outcome()
    {
        var pilot = Pilot.AtRunning();
        for (int i = 0; i < 4; i++)
        {
            int number = i;
            pilot.Record(Pilot.Mentors[0], (at, by) => new PromiseMade { At = at, By = by, Promise = new EntryId($"p{number}"), What = "W", DueOn = pilot.Today.PlusDays(3 + number) });
        }

        pilot.Record(Pilot.Mentors[0], (at, by) => new PromiseClosed { At = at, By = by, Promise = new EntryId("p0"), Outcome = PromiseOutcome.Kept });
        pilot.Today = pilot.Today.PlusDays(5);
        pilot.Record(Pilot.Mentors[0], (at, by) => new PromiseClosed { At = at, By = by, Promise = new EntryId("p1"), Outcome = PromiseOutcome.Kept });
        Assert.False(pilot.Try(Pilot.Mentors[0], (at, by) => new PromiseClosed { At = at, By = by, Promise = new EntryId("p2"), Outcome = PromiseOutcome.Released }).IsAccepted);
        var report = AgencyReport.Of(pilot.Program, Pilot.At(pilot.Today.PlusDays(1), 0));
        var account = report.Promises[0];
        Assert.Equal((4, 1, 1, 0, 0, 1, 1), (account.Made, account.KeptInTime, account.KeptLate, account.Broken, account.Released, account.Open, account.Overdue));
        Assert.Equal("p2", Assert.Single(report.OverduePromises).Id.Value);
    }

    [Fact]
    public void The_champions_own_answers_are_timed()
    {
        var pilot = Pilot.AtRunning();
        foreach (string id in new[] { "a", "b" })
        {
            pilot.Record(Pilot.Learners[0], (at, by) => new ObstacleRaised { At = at, By = by, Obstacle = new ObstacleId(id), Kind = "time", What = "W" });
            pilot.Record(Pilot.Mentors[0], (at, by) => new ObstacleEscalated { At = at, By = by, Obstacle = new ObstacleId(id), Ask = "A" });
        }

        pilot.Today = pilot.Today.PlusDays(2);
        pilot.Record(Pilot.Champion, (at, by) => new EscalationAnswered { At = at, By = by, Obstacle = new ObstacleId("a"), Answer = "Y" });
        pilot.Record(Pilot.Mentors[0], (at, by) => new ObstacleEscalated { At = at, By = by, Obstacle = new ObstacleId("a"), Ask = "Again" });
        var report = AgencyReport.Of(pilot.Program, pilot.Program.LastAt + Duration.FromDays(1));
        Assert.Equal((3, 1), (report.Escalations.Asked, report.Escalations.Answered));
        Assert.Equal(2, report.Escalations.MedianTime.Value.TotalDays, 0.01);
        Assert.Equal(3, report.Escalations.LongestWait.Value.TotalDays, 0.01);
        var before = AgencyReport.Of(pilot.Program, Pilot.At(Pilot.Start.PlusDays(1), 0));
        Assert.False(before.Escalations.MedianTime.IsDefined);
        Assert.Throws<ArgumentOutOfRangeException>(() => AgencyReport.Of(pilot.Program, Instant.MinValue));
    }
}
