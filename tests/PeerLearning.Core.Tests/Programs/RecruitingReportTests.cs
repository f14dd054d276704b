using PeerLearning.Cohorts;
using PeerLearning.People;
using PeerLearning.Programs;

namespace PeerLearning.Tests.Programs;

public class RecruitingReportTests
{
    [Fact]
    public void Cohorts_matches_those_who_were_admitted()
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
}
