using PeerLearning.Cohorts;
using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;
using PeerLearning.Samples.PilotProgram.Input;
using PeerLearning.Skills;

namespace PeerLearning.Samples.PilotProgram.Steps;

/// <summary>Keeps the book of the pilot: every decision and whatever happens becomes an event, and the programme is nothing but its events.</summary>
internal sealed class PilotBook
{
    public static readonly CohortId Cohort = new("pilot");

    private readonly PersonId _champion;
    private readonly LocalDate _start;
    private readonly PriorityQueue<Happening, (Instant At, int Order)> _ahead = new();
    private TidewaterWeeks? _weeks;
    private Func<LearningProgram, ReserveFill>? _fill;
    private int _seconds;

    public PilotBook(SkillId skill, PersonId champion, PersonId sponsor, IReadOnlyList<PersonId> mentors, DateInterval dates, int places, ProgramCriteria criteria)
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
                TimeZone = "Etc/UTC",
                Places = places,
                Frame = new ProgramFrame { LearnerTimePerWeek = Duration.FromHours(3), MentorTimePerWeek = Duration.FromHours(4), Budget = 12_000m, TopCover = sponsor },
                Criteria = criteria,
            },
        });
        int each = (places / mentors.Count) + 2;
        Record(-50, sponsor, (at, by) => new ProgramSponsored { At = at, By = by });
        Record(-49, champion, (at, by) => new CriteriaFrozen { At = at, By = by, Fingerprint = criteria.Fingerprint() });
        Record(-48, champion, (at, by) => new MentorsEmpowered { At = at, By = by, Mentors = [.. mentors.Select(mentor => new EmpoweredMentor { Mentor = mentor, Places = each })] });
        Record(-45, mentors[0], (at, by) => new RecruitingOpened { At = at, By = by, ClosesOn = _start.PlusDays(-14) });
        Record(-44, mentors[1], (at, by) => new DecisionProposed { At = at, By = by, Decision = new EntryId("D1"), Topic = DecisionTopic.Rhythm, What = "One session a week, one milestone every second week." });
        Record(-43, mentors[0], (at, by) => new DecisionTaken { At = at, By = by, Decision = new EntryId("D1"), IsAccepted = true, DecidedBy = mentors });
    }

    public LearningProgram Program { get; private set; }

    /// <summary>The reserve that moved up, each time a place became free.</summary>
    public List<ReserveFill> Fills { get; } = [];

    /// <summary>Applications, places by lot, and who learns with whom.</summary>
    public void Recruit(IReadOnlyList<PersonId> applicants, Admission admission, CohortMatch match)
    {
        foreach (var person in applicants) Record(-30, person, (at, by) => new LearnerApplied { At = at, By = by });
        var mentor = Program.Mentors[0].Mentor;
        PersonId[] matched = [.. match.Pairs.Select(pair => pair.Learner)];
        Record(-13, mentor, (at, by) => new LearnersAdmitted { At = at, By = by, Learners = matched, Reserve = admission.Reserve, Method = $"leximin lottery, seed {admission.Seed}" });
        Record(-12, mentor, (at, by) => CohortMatched.Of(at, by, match));
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

    /// <summary>What will happen in the weeks to come, and how the reserve fills a place that becomes free.</summary>
    public void Expect(TidewaterWeeks weeks, Func<LearningProgram, ReserveFill> fill)
    {
        _weeks = weeks;
        _fill = fill;
        foreach (var place in Program.Learners.Where(place => place.Status == LearnerStatus.Learning)) Expect(weeks.OfLearner(place.Learner, _start));
        foreach (var seat in Program.Mentors) Expect(weeks.OfMentor(seat.Mentor));
        var learner = Program.Learners.First(place => place.Status == LearnerStatus.Learning).Learner;
        PersonId[] all = [.. Program.Mentors.Select(seat => seat.Mentor), learner];
        Expect([
            new Happening(At(16, 9), _ => new DecisionProposed { At = At(16, 9), By = learner, Decision = new EntryId("D2"), Topic = DecisionTopic.Content, What = "Every learner brings a case of their own unit." }),
            new Happening(At(18, 9), _ => new DecisionTaken { At = At(18, 9), By = all[0], Decision = new EntryId("D2"), IsAccepted = true, DecidedBy = all }),
        ]);
    }

    /// <summary>Records what happens up to a day, that day included.</summary>
    public void LiveUntil(LocalDate day)
    {
        while (_ahead.TryPeek(out _, out var next) && next.At.InUtc().Date <= day)
        {
            // Whoever has left says nothing more.
            if (_ahead.Dequeue().Event(Program) is not { } happening || Program.RoleOf(happening.By) == ProgramRole.Outside) continue;
            Program = Program.Apply(happening);
            if (happening is not LearnerLeft) continue;
            var fill = _fill!(Program);
            Fills.Add(fill);
            Program = Program.TryApplyAll(fill.ToEvents(happening.At, Program.Mentors[0].Mentor)).Program;
            foreach (var move in fill.Moves) Expect(_weeks!.OfLearner(move.Learner, day).Where(one => one.At > happening.At));
        }
    }

    /// <summary>The facts of the programme, and the activity that the learning platform knows, up to a day.</summary>
    public ProgressFacts Facts(LocalDate day) => ProgressFacts.Create(Program.ToProgressRows() with { Activity = [.. _weeks!.Activity.Where(one => one.On <= day)] });

    /// <summary>The nudges of a brief, on which their owners act two days later.</summary>
    public void Nudge(CohortBrief brief)
    {
        int day = Period.DaysBetween(_start, brief.Today);
        foreach (var nudge in brief.Nudges.Where(nudge => nudge.Owner is not null && !Program.Nudges.Any(one => one.Learner == nudge.Learner && one.ClearedAt is null)))
        {
            var id = new EntryId($"N-{nudge.Learner}-{day}");
            Expect([
                new Happening(At(day + 1), program => IsLearning(program, nudge.Learner) ? new NudgeRaised { At = At(day + 1), By = _champion, Nudge = id, Learner = nudge.Learner, Owner = nudge.Owner!.Value } : null),
                new Happening(At(day + 3), program => IsLearning(program, nudge.Learner) ? new NudgeActedOn { At = At(day + 3), By = nudge.Owner!.Value, Nudge = id } : null),
            ]);
        }
    }

    /// <summary>The end of the weeks: recognition with the managers, and the celebration.</summary>
    public RecognitionReport Celebrate(int days, Workforce workforce, IReadOnlyList<(PersonId Person, string For)> recognitions)
    {
        Record(days - 1, Program.Mentors[0].Mentor, (at, by) => new ProgramFinished { At = at, By = by });
        var contributions = RecognitionReport.Of(Program, Program.LastAt).Contributions.ToDictionary(one => one.Person);
        for (int i = 0; i < recognitions.Count; i++)
        {
            var (person, what) = recognitions[i];
            var evidence = contributions.GetValueOrDefault(person)?.UnrecognisedEvidence ?? [];
            Record(days + 1, _champion, (at, by) => new RecognitionGiven { At = at, By = by, Recognition = new EntryId($"R{i + 1}"), Recognised = person, For = what, Evidence = evidence });
        }

        foreach (var entry in RecognitionReport.Of(Program, Program.LastAt, workforce: workforce).Celebration.Where(entry => entry.IsInvitationDue))
        {
            Record(days + 1, _champion, (at, by) => new ManagerInvited { At = at, By = by, Recognition = entry.Recognition.Id, Manager = entry.Manager!.Value });
        }

        Record(days + 7, _champion, (at, by) => new CelebrationHeld { At = at, By = by, Managers = [.. Program.Recognitions.Select(one => one.Manager).OfType<PersonId>().Distinct()] });
        return RecognitionReport.Of(Program, Program.LastAt, workforce: workforce);
    }

    /// <summary>What was learned, what came out, and the sponsor's decision.</summary>
    public ScaleVerdict Decide(int days, ProgramOutcomes outcomes)
    {
        Record(days + 8, _champion, (at, by) => new RetrospectiveOpened { At = at, By = by });
        Record(days + 8, Program.Mentors[0].Mentor, (at, by) => new LessonLearned { At = at, By = by, Kind = LessonKind.Change, What = "Clear access to data before the first week." });
        Record(days + 9, _champion, (at, by) => new OutcomesRecorded { At = at, By = by, Outcomes = outcomes });
        var verdict = new ScaleDecision().Decide(Program.Charter.Criteria, outcomes);
        Record(days + 10, Program.Sponsor!.Value, (at, by) => new ProgramDecided { At = at, By = by, Choice = verdict.Choice, Advised = verdict.Choice });
        return verdict;
    }

    private static bool IsLearning(LearningProgram program, PersonId learner) => program.Learners.Any(place => place.Learner == learner && place.Status == LearnerStatus.Learning);

    private void Expect(IEnumerable<Happening> happenings)
    {
        foreach (var happening in happenings) _ahead.Enqueue(happening, (happening.At, _seconds++));
    }

    private void Record(int day, PersonId by, Func<Instant, PersonId, ProgramEvent> happening) => Program = Program.Apply(happening(At(day) + Duration.FromSeconds(_seconds++), by));

    private Instant At(int day, int hour = 8) => _start.PlusDays(day).At(new LocalTime(hour, 0)).InUtc().ToInstant();
}
