using PeerLearning.Cohorts;
using PeerLearning.People;
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
    public void Cohorts_matches_those_who_were_admitted_and_fills_what_becomes_free()
    {
        var workforce = Workforce.Create(Pilot.Learners.Concat(Pilot.Reserve).Concat(Pilot.Mentors).Select(id => new Person { Id = id, TimeZone = "Europe/Paris" }));
        var pilot = Pilot.AtRecruiting();
        foreach (var person in Pilot.Learners.Concat(Pilot.Reserve)) pilot.Record(person, (at, by) => new LearnerApplied { At = at, By = by });
        Assert.Equal(27, RecruitingReport.Of(pilot.Program).Applicants.Count);
        pilot.Record(Pilot.Mentors[0], (at, by) => new LearnersAdmitted { At = at, By = by, Learners = Pilot.Learners, Reserve = Pilot.Reserve, Method = "lottery" });
        var request = RecruitingReport.Of(pilot.Program).ToMatchRequest();
        Assert.Equal(24, request.Learners.Count);
        pilot.Record(Pilot.Mentors[0], (at, by) => CohortMatched.Of(at, by, new CohortMatcher().Match(workforce, request)));
        Assert.Equal(24, pilot.Program.Learners.Count(place => place.Status == LearnerStatus.Matched));
        Assert.Empty(RecruitingReport.Of(pilot.Program).ToMatchRequest().Learners);
        pilot.Record(Pilot.Learners[5], (at, by) => new LearnerLeft { At = at, By = by, Learner = by });
        var match = new CohortMatcher().Match(workforce, RecruitingReport.Of(pilot.Program).ToMatchRequest());
        pilot.Record(Pilot.Mentors[0], (at, by) => ReserveMovedUp.Of(at, by, Assert.Single(match.Pairs)));
        Assert.Equal(LearnerStatus.Matched, pilot.Program.Learners.Single(place => place.Learner == Pilot.Reserve[0]).Status);
        Assert.Equal(24, RecruitingReport.Of(pilot.Program).Taken);
    }

    [Fact]
    public void The_lottery_says_who_is_admitted_and_who_waits()
    {
        var workforce = Workforce.Create(Pilot.Learners.Concat(Pilot.Reserve).Select(id => new Person { Id = id }));
        var pilot = Pilot.AtRecruiting();
        foreach (var person in Pilot.Learners.Concat(Pilot.Reserve)) pilot.Record(person, (at, by) => new LearnerApplied { At = at, By = by });
        var admission = new AdmissionLottery(new AdmissionOptions { Reserves = 3 }).Draw(workforce, new AdmissionRequest { Applicants = RecruitingReport.Of(pilot.Program).Applicants, Places = 24 }, 7);
        pilot.Record(Pilot.Mentors[0], (at, by) => LearnersAdmitted.Of(at, by, admission));
        Assert.Equal(24, RecruitingReport.Of(pilot.Program).Admitted.Count);
        Assert.Equal(admission.Reserve, RecruitingReport.Of(pilot.Program).Reserve);
        Assert.Contains("seed 7", ((LearnersAdmitted)pilot.Program.Events[^1]).Method, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paused_mentor_takes_nobody()
    {
        var pilot = Pilot.AtRunning().Record(Pilot.Mentors[1], (at, by) => new MentorPaused { At = at, By = by, Mentor = by })
            .Record(Pilot.Learners[1], (at, by) => new LearnerLeft { At = at, By = by, Learner = by });
        Assert.Equal(Pilot.Mentors[0], Assert.Single(RecruitingReport.Of(pilot.Program).Moves).Mentor);
    }
}
