using PeerLearning.Cohorts;
using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;
using PeerLearning.Skills;

namespace PeerLearning.Samples.PilotProgram.Steps;

/// <summary>Keeps the book of the pilot: every decision becomes an event, and the programme is nothing but its events.</summary>
internal sealed class PilotStory
{
    private readonly PersonId _champion;
    private readonly LocalDate _start;
    private int _minute;

    public PilotStory(SkillId skill, PersonId champion, PersonId sponsor, IReadOnlyList<PersonId> mentors, DateInterval dates, int places, string timeZone)
    {
        _champion = champion;
        _start = dates.Start;
        Program = LearningProgram.Draft(new ProgramDrafted
        {
            At = At(-56),
            By = champion,
            Program = new ProgramId("pilot"),
            Charter = new Charter
            {
                Why = $"{skill} is what the organisation needs most.",
                What = $"Every learner uses {skill} in their own work.",
                Skill = skill,
                StartsOn = dates.Start,
                EndsOn = dates.End,
                TimeZone = timeZone,
                Places = places,
                Frame = new ProgramFrame { LearnerTimePerWeek = Duration.FromHours(3), MentorTimePerWeek = Duration.FromHours(4), Budget = 12_000m, TopCover = sponsor },
                Criteria = new ProgramCriteria
                {
                    Success =
                    [
                        new RateCriterion { Id = "completion", Measure = "learners who hand in every milestone", Bar = 0.5 },
                        new MeanCriterion { Id = "marks", Measure = "mean mark of what was handed in", Bar = 0.6 },
                    ],
                    Kill = [new RateCriterion { Id = "stay", Measure = "learners who stay to the end", Bar = 0.5 }],
                    PlannedLearners = 100,
                },
            },
        });
        Record(-50, sponsor, (at, by) => new ProgramSponsored { At = at, By = by });
        Record(-49, champion, (at, by) => new CriteriaFrozen { At = at, By = by, Fingerprint = Program.Charter.Criteria.Fingerprint() });
        int each = (places / mentors.Count) + 2;
        Record(-48, champion, (at, by) => new MentorsEmpowered { At = at, By = by, Mentors = [.. mentors.Select(mentor => new EmpoweredMentor { Mentor = mentor, Places = each })] });
        Record(-45, mentors[0], (at, by) => new RecruitingOpened { At = at, By = by, ClosesOn = _start.PlusDays(-14) });
        Record(-44, mentors[1], (at, by) => new DecisionProposed { At = at, By = by, Decision = new EntryId("D1"), Topic = DecisionTopic.Rhythm, What = "One session a week, one milestone every second week." });
        Record(-43, mentors[0], (at, by) => new DecisionTaken { At = at, By = by, Decision = new EntryId("D1"), IsAccepted = true, DecidedBy = mentors });
    }

    public LearningProgram Program { get; private set; }

    /// <summary>Applications, places by lot, and who learns with whom.</summary>
    public void Recruit(IReadOnlyList<PersonId> applicants, Admission admission, CohortMatch match)
    {
        foreach (var person in applicants) Record(-30, person, (at, by) => new LearnerApplied { At = at, By = by });
        var mentor = Program.Mentors[0].Mentor;
        PersonId[] matched = [.. match.Pairs.Select(pair => pair.Learner)];
        Record(-13, mentor, (at, by) => new LearnersAdmitted { At = at, By = by, Learners = matched, Reserve = admission.Reserve, Method = $"leximin lottery, seed {admission.Seed}" });
        Record(-12, mentor, (at, by) => new CohortMatched { At = at, By = by, Members = match.Members() });
    }

    /// <summary>The plan of the team, and the start.</summary>
    public void Start(IReadOnlyList<Milestone> milestones)
    {
        var mentors = Program.Mentors;
        for (int i = 0; i < milestones.Count; i++)
        {
            var milestone = milestones[i];
            Record(-6, mentors[i % mentors.Count].Mentor, (at, by) => new MilestonePlanned { At = at, By = by, Milestone = milestone.Id, Title = milestone.Title ?? milestone.Id.Value, DueOn = milestone.Due });
        }

        Record(0, mentors[0].Mentor, (at, by) => new ProgramStarted { At = at, By = by });
    }

    /// <summary>The end: recognition with the managers, celebration, retrospective, outcomes, decision.</summary>
    public ScaleVerdict Close(int days, Workforce workforce, IReadOnlyList<(PersonId Person, string For)> recognitions, ProgramOutcomes outcomes)
    {
        var mentor = Program.Mentors[0].Mentor;
        Record(days - 1, mentor, (at, by) => new ProgramFinished { At = at, By = by });
        var managers = new List<PersonId>();
        for (int i = 0; i < recognitions.Count; i++)
        {
            var (person, what) = recognitions[i];
            var id = new EntryId($"R{i + 1}");
            Record(days + 1, _champion, (at, by) => new RecognitionGiven { At = at, By = by, Recognition = id, Recognised = person, For = what });
            if (workforce.IndexOf(person) < 0 || workforce.ManagerOf(person) is not { } manager) continue;
            Record(days + 1, _champion, (at, by) => new ManagerInvited { At = at, By = by, Recognition = id, Manager = manager });
            managers.Add(manager);
        }

        Record(days + 7, _champion, (at, by) => new CelebrationHeld { At = at, By = by, Managers = [.. managers.Distinct()] });
        Record(days + 8, _champion, (at, by) => new RetrospectiveOpened { At = at, By = by });
        Record(days + 8, mentor, (at, by) => new LessonLearned { At = at, By = by, Kind = LessonKind.Change, What = "Clear access to data before the first week." });
        Record(days + 9, _champion, (at, by) => new OutcomesRecorded { At = at, By = by, Outcomes = outcomes });
        var verdict = new ScaleDecision().Decide(Program.Charter.Criteria, outcomes);
        Record(days + 10, Program.Sponsor!.Value, (at, by) => new ProgramDecided { At = at, By = by, Choice = verdict.Choice, Advised = verdict.Choice });
        return verdict;
    }

    private void Record(int day, PersonId by, Func<Instant, PersonId, ProgramEvent> happening) => Program = Program.Apply(happening(At(day), by));

    private Instant At(int day) => _start.PlusDays(day).At(new LocalTime(8, 0)).InUtc().ToInstant() + Duration.FromSeconds(_minute++);
}
