using PeerLearning.Cohorts;
using PeerLearning.Fairness;
using PeerLearning.Golden;
using PeerLearning.Internal;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Fairness;

public class AuditRecordTests
{
    private static readonly Workforce People = Workforce.Create(Enumerable.Range(0, 6).Select(i => new Person
    {
        Id = new($"p{i}"),
        BusinessUnit = i % 2 == 0 ? "Sales" : "Research",
        Geography = "PL",
        TimeZone = "Europe/Warsaw",
        Manager = i == 0 ? null : new PersonId("p0"),
    }));

    private static readonly Rule[] Rules = [new DistinctRule { Dimension = Dimension.BusinessUnit, Minimum = 2 }];

    private static AuditRecord Record(AuditRecord? previous = null) => AuditRecord.Seal(
        "lead mentors 2027",
        Instant.FromUtc(2026, 11, 23, 12, 0),
        [
            AuditSection.Of("workforce", People), AuditSection.Of("rules", Rules), AuditSection.Of("policy", AttributePolicy.Default),
            AuditSection.Of("result", [new PersonId("p0"), new PersonId("p1")]),
            AuditSection.Of("certificate", new Certificate { Proof = Proof.Optimal, Method = "enumeration", Objective = 7, Bound = 7 }),
        ],
        seed: 42,
        previous);

    [Fact]
    public void A_record_verifies_years_later_against_the_content_it_was_made_of()
    {
        var record = Record();
        Assert.Empty(record.Verify());
        Assert.Empty(record.Verify([AuditSection.Of("workforce", People), AuditSection.Of("rules", Rules)]));
        Assert.Equal(record, Record());
        Assert.Equal(64, record.Digest.Length);
    }

    [Fact]
    public void The_bytes_are_frozen() =>
        Assert.Equal(
            "2061B08B02FFCB2EAC71E25F46B741D3BEAE3CEE2DDFA4621BD691CB9D50ABB4",
            AuditSection.Of("result", [new PersonId("p0"), new PersonId("p1")]).Digest);

    [Fact]
    public void Other_content_is_found()
    {
        var record = Record();
        var other = Workforce.Create([new Person { Id = new("p0") }]);
        var problems = record.Verify([AuditSection.Of("workforce", other), AuditSection.Of("pool", "x")]);
        Assert.Equal(["fairness.audit.section-changed", "fairness.audit.section-unknown"], problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Overrides_are_part_of_the_record_and_need_a_reason()
    {
        var record = Record().With(new AuditOverride
        {
            DecidedBy = new("champion"),
            DecidedAt = Instant.FromUtc(2026, 11, 24, 9, 0),
            Change = "p3 in place of p1",
            Because = "p1 leaves the company in spring.",
        });
        Assert.Empty(record.Verify());
        Assert.NotEqual(Record().Digest, record.Digest);
        Assert.Throws<ArgumentException>(() => new AuditOverride { DecidedBy = new("x"), DecidedAt = default, Change = "x", Because = " " });
    }

    [Fact]
    public void A_record_left_out_of_the_chain_is_found()
    {
        var first = Record();
        var second = Record(first);
        var third = Record(second);
        Assert.Empty(third.Verify([], second));
        Assert.Equal("fairness.audit.chain", Assert.Single(third.Verify([], first)).Code);
    }

    [Fact]
    public void A_thousand_tampered_records_are_all_found()
    {
        var random = new SeededRandom(1);
        var record = Record(Record()).With(new AuditOverride { DecidedBy = new("c"), DecidedAt = default, Change = "a", Because = "b" });
        for (int i = 0; i < 1000; i++) Assert.NotEmpty(RecordTampering.Tamper(record, ref random).Verify());
    }

    [Fact]
    public void Two_sections_of_one_name_are_refused() =>
        Assert.Throws<ArgumentException>(() => AuditRecord.Seal("x", default, [AuditSection.Of("a", "1"), AuditSection.Of("a", "2")]));

    [Fact]
    public void The_answer_of_every_chapter_is_sealed_and_found_unchanged_years_later()
    {
        PersonId[] everybody = [.. Enumerable.Range(0, 6).Select(i => new PersonId($"p{i}"))];
        var skill = new SkillId("rust");
        var levels = SkillProfiles.Create(everybody.Select((person, i) => new Proficiency { Person = person, Skill = skill, Level = 2 + (0.4 * i), StandardError = 0.2 }));
        var teamRequest = new MentorTeamRequest { Skill = skill, Size = 2, Rules = Rules };
        var admissionRequest = new AdmissionRequest { Places = 3, Rules = Rules };
        var matchRequest = new MatchRequest
        {
            Learners = [new Learner { Person = everybody[1] }, new Learner { Person = everybody[2] }],
            MentorPlaces = [new MentorPlace { Person = everybody[4], Places = 2 }],
            Rules = [],
        };

        // The same lines seal today and check in ten years: the host answers again, or reads the answer from its own store.
        AuditSection[] Sections()
        {
            var team = new MentorTeamSelector().Select(People, levels, teamRequest);
            var admission = new AdmissionLottery().Draw(new AdmissionLottery().FindChances(People, admissionRequest), 7);
            var match = new CohortMatcher().Match(People, matchRequest);
            return
            [
                AuditSection.Of("workforce", People), AuditSection.Of("rules", Rules), AuditSection.Of("policy", teamRequest.Policy),
                AuditSection.Of("team", team.Team!.Members.Select(member => member.Person).ToArray()), AuditSection.Of("team certificate", team.Certificate), AuditSection.Of("team reasons", team.Reasons),
                AuditSection.Of("admitted", admission.Admitted), AuditSection.Of("reserve", admission.Reserve), AuditSection.Of("admission certificate", admission.Certificate),
                AuditSection.Of("match", match.Members()), AuditSection.Of("match certificate", match.Certificate),
            ];
        }

        var record = AuditRecord.Seal("pilot 2027", Instant.FromUtc(2026, 11, 23, 12, 0), Sections(), seed: 7);
        Assert.Empty(record.Verify(Sections()));
        var changed = AuditSection.Of("match", new[] { new CohortMember { Learner = everybody[1], Mentor = everybody[4] }, new CohortMember { Learner = everybody[2], Mentor = null } });
        Assert.Equal("fairness.audit.section-changed", Assert.Single(record.Verify([changed])).Code);
    }
}
