using PeerLearning.People;
using PeerLearning.Programs;

namespace PeerLearning.Tests.Programs;

public class RecognitionReportTests
{
    [Fact]
    public void Nobody_is_overlooked_without_being_named()
    {
        var pilot = Pilot.AtRunning();
        pilot.Record(Pilot.Mentors[0], (at, by) => new SessionHeld { At = at, By = by, Mentor = by, Learners = [Pilot.Learners[0], Pilot.Learners[4]], Length = Duration.FromHours(1) });
        long session = pilot.Program.Version;
        pilot.Record(Pilot.Learners[0], (at, by) => new MilestoneReached { At = at, By = by, Learner = by, Milestone = new PeerLearning.Progress.MilestoneId("m1") });
        pilot.Today = Pilot.Start.PlusWeeks(3);
        foreach (var learner in Pilot.Learners.Skip(2))
        {
            pilot.Record(Pilot.Mentors[0], (at, by) => new RecognitionGiven { At = at, By = by, Recognition = new EntryId($"r-{learner}"), Recognised = learner, For = "F" });
        }

        pilot.Record(Pilot.Learners[1], (at, by) => new RecognitionGiven { At = at, By = by, Recognition = new EntryId("mentor"), Recognised = Pilot.Mentors[0], For = "F", Evidence = [session] });
        var asOf = Pilot.At(Pilot.Start.PlusWeeks(6), 0);
        var report = RecognitionReport.Of(pilot.Program, asOf);
        Assert.Equal(["learner-01", "learner-02", "mentor-2", "mentor-3", "mentor-4"], report.Overlooked.Select(person => person.Value));
        Assert.Equal(0.25, report.MentorsCovered.Value);
        Assert.Equal(22.0 / 24, report.LearnersCovered.Value, 12);
        var mentor = report.Contributions.Single(one => one.Person == Pilot.Mentors[0]);
        Assert.Equal((1, 22, 1), (mentor.Sessions, mentor.RecognitionsGiven, mentor.Recognitions));
        Assert.Empty(mentor.UnrecognisedEvidence);
        var learner1 = report.Contributions.Single(one => one.Person == Pilot.Learners[0]);
        Assert.Equal((1, 1), (learner1.Sessions, learner1.Milestones));
        Assert.Equal([session + 1], learner1.UnrecognisedEvidence);
        Assert.Equal(5, learner1.WeeksSinceHeard);
        Assert.Empty(RecognitionReport.Of(pilot.Program, asOf, new RecognitionOptions { SilentWeeks = 6 }).Overlooked);
    }

    [Theory]
    [InlineData(new[] { 1, 1, 1, 1 }, 0.0)]
    [InlineData(new[] { 0, 0, 0, 8 }, 0.75)]
    [InlineData(new[] { 1, 2, 3, 4 }, 0.25)]
    public void The_Gini_coefficient_is_the_textbooks(int[] counts, double gini) => Assert.Equal(gini, RecognitionReport.Inequality(counts).Value, 12);

    [Fact]
    public void Direct_managers_are_found_and_invited_once()
    {
        var pilot = Pilot.AtCelebrating();
        var people = Pilot.Learners.Take(3).Select(id => new Person { Id = id, Manager = new PersonId(id == Pilot.Learners[2] ? "m2" : "m1") })
            .Append(new Person { Id = new PersonId("m1") }).Append(new Person { Id = new PersonId("m2") });
        var workforce = Workforce.Create(people);
        foreach (var learner in Pilot.Learners.Take(4))
        {
            pilot.Record(Pilot.Champion, (at, by) => new RecognitionGiven { At = at, By = by, Recognition = new EntryId(learner.Value), Recognised = learner, For = "F" });
        }

        pilot.Record(Pilot.Champion, (at, by) => new ManagerInvited { At = at, By = by, Recognition = new EntryId(Pilot.Learners[2].Value), Manager = new PersonId("m2") });
        var report = RecognitionReport.Of(pilot.Program, pilot.Program.LastAt, workforce: workforce);
        Assert.Equal(["m1"], report.ManagersToInvite.Select(manager => manager.Value));
        Assert.Equal([true, true, false, false], report.Celebration.Select(entry => entry.IsInvitationDue));
        Assert.Null(report.Celebration[3].Manager);
    }
}
