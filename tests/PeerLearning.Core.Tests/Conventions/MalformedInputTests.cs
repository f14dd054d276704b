using PeerLearning.Cohorts;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Progress;
using PeerLearning.Skills;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Conventions;

/// <summary>What a host can get wrong, door by door, and the code that it is told. Nothing throws but what is documented.</summary>
public class MalformedInputTests
{
    private static readonly SkillId Skill = new("Negotiation");
    private static readonly Instant Today = Instant.FromUtc(2026, 9, 1, 0, 0);
    private static readonly LocalDate Monday = new(2026, 9, 7);
    private static readonly LocalTime Nine = new(9, 0);
    private static readonly Workforce Three = Workforce.Create([Org.Person("a", "Sales"), Org.Person("b", "Legal"), Org.Person("c", "Sales", manager: "a")]);
    private static readonly SkillProfiles Levels = SkillProfiles.Create([Level("a"), Level("b"), Level("c")]);

    private static readonly Dictionary<string, Func<IReadOnlyList<Problem>>> Doors = new(StringComparer.Ordinal)
    {
        ["person.missing"] = () => People([null!]),
        ["person.id.blank"] = () => People(Org.Person(" ")),
        ["person.id.duplicate"] = () => People(Org.Person("a"), Org.Person("a")),
        ["person.id.twin"] = () => People(Org.Person("a"), Org.Person("A")),
        ["person.manager.unknown"] = () => People(Org.Person("a", manager: "x")),
        ["person.manager.self"] = () => People(Org.Person("a", manager: "a")),
        ["person.manager.blank"] = () => People(Org.Person("a", manager: " ")),
        ["person.manager.refused"] = () => People(Org.Person("a", manager: "b"), Org.Person("b", zone: "Nowhere")),
        ["person.manager.circle"] = () => People(Org.Person("a", manager: "b"), Org.Person("b", manager: "a")),
        ["person.timezone.unknown"] = () => People(Org.Person("a", zone: "Nowhere")),
        ["person.hours.invalid"] = () => People(Org.Person("a") with { WorkingHours = [new(IsoDayOfWeek.Monday, Nine, Nine)] }),
        ["person.value.blank"] = () => People(Org.Person("a", unit: " ")),
        ["person.value.twin"] = () => People(Org.Person("a", "HR"), Org.Person("b", "hr ")),
        ["person.value.without-dimension"] = () => People(Org.Person("a") with { Values = [default] }),
        ["dimension.class.conflict"] = () => People(
            Org.Person("a") with { Values = [new(Org.Grade, "1")] }, Org.Person("b") with { Values = [new(new Dimension("Grade", DimensionClass.SpecialCategory), "1")] }),
        ["rule.range.empty"] = () => Rule(new CountRule { Values = [new(Dimension.BusinessUnit, "Sales")], Minimum = 2, Maximum = 1 }),
        ["rule.range.missing"] = () => Rule(new PerValueRule(Dimension.BusinessUnit)),
        ["rule.value.unknown"] = () => Rule(new CountRule { Values = [new(Dimension.BusinessUnit, "Salse")], Minimum = 1 }),
        ["rule.dimension.unknown"] = () => Rule(new DistinctRule { Dimension = Dimension.Geography, Minimum = 2 }),
        ["rule.dimension.class"] = () => Rule(new PerValueRule(new Dimension("BusinessUnit", DimensionClass.Protected)) { Maximum = 1 }),
        ["rule.distinct.too-many"] = () => Rule(new DistinctRule { Dimension = Dimension.BusinessUnit, Minimum = 9 }),
        ["rule.person.unknown"] = () => Rule(new ApartRule(Org.Id("a"), Org.Id("x"))),
        ["rule.person.duplicate"] = () => Rule(new TogetherRule(Org.Id("a"), Org.Id("a"))),
        ["rule.people.too-few"] = () => Rule(new IncludeRule()),
        ["rule.overlap.unknown"] = () => Rule(new OverlapRule { MinimumPerWeek = Duration.FromHours(1), Dates = new(Monday, Monday) }),
        ["evidence.person.blank"] = () => Evidence(Item() with { Person = new("") }),
        ["evidence.skill.blank"] = () => Evidence(Item() with { Skill = default }),
        ["evidence.kind.unknown"] = () => Evidence(Item() with { Kind = (EvidenceKind)99 }),
        ["evidence.level.notfinite"] = () => Evidence(Item() with { Level = double.NaN }),
        ["evidence.level.outofscale"] = () => Evidence(Item() with { Level = 9 }),
        ["evidence.at.future"] = () => Evidence(Item() with { At = Today + Duration.FromDays(1) }),
        ["evidence.by.blank"] = () => Evidence(Item() with { Kind = EvidenceKind.Peer, By = new PersonId(" ") }),
        ["evidence.self.as.other"] = () => Evidence(Item() with { Kind = EvidenceKind.Peer, By = Org.Id("a") }),
        ["level.error.invalid"] = () => Profiles(Level("a") with { StandardError = -1 }),
        ["level.duplicate"] = () => Profiles(Level("a"), Level("a")),
        ["gap.shortfall.invalid"] = () => Need(gap: new() { Skill = Skill, Shortfall = double.NaN }),
        ["gap.error.invalid"] = () => Need(gap: new() { Skill = Skill, Shortfall = 1, StandardError = double.PositiveInfinity }),
        ["survey.answers.none"] = () => Need(survey: new() { Skill = Skill, Named = 0, Answers = 0 }),
        ["survey.named.invalid"] = () => Need(survey: new() { Skill = Skill, Named = 9, Answers = 5 }),
        ["survey.invited.toofew"] = () => Need(survey: new() { Skill = Skill, Named = 1, Answers = 5, Invited = 4 }),
        ["agenda.plan.invalid"] = () => Need(agenda: new() { Skill = Skill, PerformancePlan = 2 }),
        ["agenda.ceo.invalid"] = () => Need(agenda: new() { Skill = Skill, CeoAgenda = -1 }),
        ["agenda.empty"] = () => Need(agenda: new() { Skill = Skill }),
        ["mentors.skill.blank"] = () => Mentors(new() { Skill = default, Size = 2 }),
        ["mentors.rule.missing"] = () => Mentors(new() { Skill = Skill, Size = 2, Rules = [null!] }),
        ["mentors.load.person.unknown"] = () => Mentors(new() { Skill = Skill, Size = 2, Loads = [new(Org.Id("x"), 1)], MaximumLoad = 2 }),
        ["fairness.attribute.no-legal-basis"] = () => new MentorTeamSelector().Select(
            Workforce.Create([Org.Person("a") with { Values = [new(new Dimension("Sex", DimensionClass.Protected), "f")] }, Org.Person("b")]), Levels,
            new() { Skill = Skill, Size = 2, Rules = [new PerValueRule(new Dimension("Sex", DimensionClass.Protected)) { Maximum = 1 }] }).Problems,
        ["admission.applicant.unknown"] = () => Admission(new() { Applicants = [Org.Id("x")], Places = 1 }),
        ["admission.applicant.duplicate"] = () => Admission(new() { Applicants = [Org.Id("a"), Org.Id("a")], Places = 1 }),
        ["admission.applicants.none"] = () => Admission(new() { Applicants = [], Places = 1 }),
        ["match.learner.unknown"] = () => Match(new Learner { Person = new("x") }, new MentorPlace { Person = new("a") }),
        ["match.mentor.places.negative"] = () => Match(new Learner { Person = new("b") }, new MentorPlace { Person = new("a"), Places = -1 }),
        ["progress.milestone.id.blank"] = () => Facts(new() { Milestones = [new() { Id = new(""), Due = Monday }] }),
        ["progress.milestone.id.duplicate"] = () => Facts(new() { Milestones = [new() { Id = new("M"), Due = Monday }, new() { Id = new("M"), Due = Monday }] }),
        ["progress.milestone.weight.range"] = () => Facts(new() { Milestones = [new() { Id = new("M"), Due = Monday, Weight = double.NaN }] }),
        ["progress.submission.mark.range"] = () => Facts(new()
        {
            Milestones = [new() { Id = new("M"), Due = Monday }],
            Submissions = [new() { Learner = new("a"), Milestone = new("M"), On = Monday, Mark = 7 }],
        }),
        ["progress.submission.milestone.unknown"] = () => Facts(new() { Submissions = [new() { Learner = new("a"), Milestone = new("M"), On = Monday }] }),
        ["progress.checkin.confidence.range"] = () => Facts(new() { CheckIns = [new() { By = new("a"), On = Monday, Confidence = 9 }] }),
        ["progress.activity.amount.negative"] = () => Facts(new() { Activity = [new() { Learner = new("a"), On = Monday, Amount = -1 }] }),
        ["progress.obstacle.kind.blank"] = () => Facts(new() { Obstacles = [new() { Id = new("O"), Kind = " ", RaisedBy = new("a"), RaisedOn = Monday }] }),
        ["progress.promise.what.blank"] = () => Facts(new() { Promises = [new() { By = new("a"), What = "", MadeOn = Monday, DueOn = Monday }] }),
        ["progress.row.missing"] = () => Facts(new() { CheckIns = [null!] }),
    };

    public static TheoryData<string> Codes => [.. Doors.Keys];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_problem_has_its_code_place_message_and_repair(string code)
    {
        var problems = Doors[code]();
        var problem = problems.FirstOrDefault(found => found.Code == code);
        Assert.True(problem is not null, $"found: {string.Join("; ", problems)}");
        Assert.NotEqual("", problem.Where);
        Assert.EndsWith(".", problem.What, StringComparison.Ordinal);
        Assert.EndsWith(".", problem.Repair, StringComparison.Ordinal);
    }

    private static Proficiency Level(string person) => new() { Person = new(person), Skill = Skill, Level = 4, StandardError = 0.3 };

    private static Evidence Item() => new() { Person = new("a"), Skill = Skill, Kind = EvidenceKind.Self, Level = 3 };

    private static IReadOnlyList<Problem> People(params Person[] people)
    {
        Workforce.TryCreate(people, out _, out var problems);
        return problems;
    }

    private static IReadOnlyList<Problem> Rule(Rule rule) => rule.FindProblems(Three, "rules[0]");

    private static IReadOnlyList<Problem> Evidence(Evidence item) => new ProficiencyEstimator().Estimate([item], Today).Problems;

    private static IReadOnlyList<Problem> Profiles(params Proficiency[] levels)
    {
        SkillProfiles.TryCreate(levels, out _, out var problems);
        return problems;
    }

    private static IReadOnlyList<Problem> Need(SkillGap? gap = null, SkillSurvey? survey = null, SkillAgenda? agenda = null) =>
        new SkillNeedScorer().Rank(gap is null ? null : [gap], survey is null ? null : [survey], agenda is null ? null : [agenda]).Problems;

    private static IReadOnlyList<Problem> Mentors(MentorTeamRequest request) => new MentorTeamSelector().Select(Three, Levels, request).Problems;

    private static IReadOnlyList<Problem> Admission(AdmissionRequest request) => new AdmissionLottery().FindChances(Three, request).Problems;

    private static IReadOnlyList<Problem> Match(Learner learner, MentorPlace place) => new CohortMatcher().Match(Three, [learner], [place]).Problems;

    private static IReadOnlyList<Problem> Facts(ProgressRows rows)
    {
        ProgressFacts.TryCreate(rows, out _, out var problems);
        return problems;
    }
}
