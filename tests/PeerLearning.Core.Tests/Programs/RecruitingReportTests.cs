using PeerLearning.Programs;

namespace PeerLearning.Tests.Programs;

public class RecruitingReportTests
{
    [Fact]
    public void A_place_that_becomes_free_finds_the_first_in_the_reserve()
    {
        var pilot = Pilot.AtRunning();
        Assert.Empty(RecruitingReport.Of(pilot.Program).Moves);
        pilot.Record(Pilot.Learners[1], (at, by) => new LearnerLeft { At = at, By = by, Learner = by });
        var report = RecruitingReport.Of(pilot.Program);
        Assert.Equal((24, 23), (report.Places, report.Taken));
        Assert.Equal(Pilot.Reserve, report.Reserve);
        var move = Assert.Single(report.Moves);
        Assert.Equal((Pilot.Reserve[0], Pilot.Mentors[1]), (move.Learner, move.Mentor));
        Assert.Equal(2, report.FreePlaces.Single(place => place.Person == Pilot.Mentors[1]).Places);
        pilot.Record(Pilot.Mentors[0], (at, by) => new ReserveMovedUp { At = at, By = by, Learner = move.Learner, Mentor = move.Mentor });
        Assert.Empty(RecruitingReport.Of(pilot.Program).Moves);
    }

    [Fact]
    public void A_paused_mentor_takes_nobody()
    {
        var pilot = Pilot.AtRunning().Record(Pilot.Mentors[1], (at, by) => new MentorPaused { At = at, By = by, Mentor = by })
            .Record(Pilot.Learners[1], (at, by) => new LearnerLeft { At = at, By = by, Learner = by });
        Assert.Equal(Pilot.Mentors[0], Assert.Single(RecruitingReport.Of(pilot.Program).Moves).Mentor);
    }
}
