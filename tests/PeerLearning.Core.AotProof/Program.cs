using PeerLearning;
using PeerLearning.Cohorts;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;
using PeerLearning.Skills;

// Proves that the package works as native code: the whole assembly is kept, and every chapter answers once.
var skill = new SkillId("Negotiation");
var today = Instant.FromUtc(2026, 9, 1, 0, 0);
var start = new LocalDate(2026, 9, 7);
string[] units = ["Finance", "Legal", "Sales", "Support"];
string[] zones = ["Europe/Paris", "Europe/London", "Europe/Athens"];
var people = Enumerable.Range(0, 24).Select(i => new Person
{
    Id = new($"P{i:00}"),
    BusinessUnit = units[i % 4],
    Geography = zones[i % 3],
    TimeZone = zones[i % 3],
    Manager = i < 4 ? null : new PersonId($"P{i % 4:00}"),
}).ToList();
var workforce = Workforce.Create(people);

var evidence = people.SelectMany((person, i) => new[]
{
    new Evidence { Person = person.Id, Skill = skill, Kind = EvidenceKind.Self, Level = 2 + (i % 3) },
    new Evidence { Person = person.Id, Skill = skill, Kind = EvidenceKind.Assessment, Level = 2 + (i % 4) },
});
var levels = new ProficiencyEstimator().Estimate(evidence, today);
var need = new SkillNeedScorer().Rank(
    [new SkillGap { Skill = skill, Shortfall = 1, StandardError = 0.1 }], [new SkillSurvey { Skill = skill, Named = 30, Answers = 100 }], [new SkillAgenda { Skill = skill, CeoAgenda = 0.5 }]);
var selection = new MentorTeamSelector().Select(workforce, levels, new MentorTeamRequest { Skill = need.First!.Skill, Size = 3, Rules = [new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 }] });
PersonId[] mentors = [.. selection.Team!.Members.Select(member => member.Person)];
PersonId[] applicants = [.. people.Select(person => person.Id).Except(mentors)];
var admission = new AdmissionLottery().Draw(workforce, new AdmissionRequest { Applicants = applicants, Places = 6 }, seed: 1);
var match = new CohortMatcher().Match(
    workforce, [.. admission.Admitted.Select(person => new Learner { Person = person })], [.. mentors.Select(mentor => new MentorPlace { Person = mentor, Places = 3 })]);
var grouping = new CohortGrouper().Group(workforce, new GroupingRequest { Learners = admission.Admitted, Cohorts = CohortFrame.Several(2) });
var cohort = new Cohort { Id = new("pilot"), Members = match.Members(), Mentors = mentors, Dates = new DateInterval(start, start.PlusWeeks(12)) };
var facts = ProgressFacts.Create(new ProgressRows { Milestones = [new Milestone { Id = new("M1"), Due = start.PlusDays(7) }] });
var brief = new ProgressMonitor().Brief(cohort, facts, today + Duration.FromDays(28));
var criteria = new ProgramCriteria { Success = [new RateCriterion { Id = "done", Measure = "learners who finish", Bar = 0.5 }], PlannedLearners = 50 };
var verdict = new ScaleDecision().Decide(criteria, new ProgramOutcomes { Items = [new RateOutcome { Criterion = "done", Successes = 20, Of = 24 }] });
string json = ProgramJson.Write([new ProgramSponsored { At = today, By = mentors[0] }]);

Console.WriteLine($"{need.First.Skill}; {string.Join(", ", mentors)}; {match.Pairs.Count} pairs; {grouping.Cohorts.Count} groups; {brief.Nudges.Count} nudges; {verdict.Choice}; {json.Length} characters of JSON");
IReadOnlyList<Problem>[] checks =
[
    match.Verify(workforce, new MatchRequest
    {
        Learners = [.. admission.Admitted.Select(person => new Learner { Person = person })],
        MentorPlaces = [.. mentors.Select(mentor => new MentorPlace { Person = mentor, Places = 3 })],
    }),
    brief.Verify(cohort, facts),
];
foreach (var problem in checks.SelectMany(problems => problems)) Console.WriteLine(problem);
return mentors.Length == 3 && match.Pairs.Count == 6 && checks.All(problems => problems.Count == 0) ? 0 : 1;
