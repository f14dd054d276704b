using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Programs;

/// <summary>A pilot of 4 mentors and 24 learners over 12 weeks that tests can take up at any stage.</summary>
internal sealed class Pilot
{
    public static readonly PersonId Champion = new("champion");
    public static readonly PersonId Sponsor = new("sponsor");
    public static readonly IReadOnlyList<PersonId> Mentors = [new("mentor-1"), new("mentor-2"), new("mentor-3"), new("mentor-4")];
    public static readonly IReadOnlyList<PersonId> Learners = [.. Enumerable.Range(1, 24).Select(i => new PersonId($"learner-{i:00}"))];
    public static readonly IReadOnlyList<PersonId> Reserve = [new("reserve-1"), new("reserve-2"), new("reserve-3")];
    public static readonly LocalDate Start = new(2026, 3, 2);
    public static readonly LocalDate End = Start.PlusWeeks(12).PlusDays(-3);

    public LearningProgram Program { get; private set; } = null!;

    public LocalDate Today { get; set; } = Start.PlusWeeks(-8);

    private int _minute;

    public static ProgramCriteria Criteria() => new()
    {
        Success =
        [
            new RateCriterion { Id = "completion", Measure = "learners who reach every milestone", Bar = 0.6 },
            new MeanCriterion { Id = "gain", Measure = "gain in levels", Bar = 0.5 },
            new MeanCriterion { Id = "climate", Measure = "team climate", Bar = 3.5, IsEssential = false },
        ],
        Kill = [new RateCriterion { Id = "stay", Measure = "learners who stay", Bar = 0.5 }],
        PlannedLearners = 100,
    };

    public static Charter Charter() => new()
    {
        Why = "Incidents take too long.",
        What = "Everyone on call can read a trace.",
        StartsOn = Start,
        EndsOn = End,
        TimeZone = "Europe/Paris",
        Places = 24,
        Frame = new ProgramFrame { LearnerTimePerWeek = Duration.FromHours(3), MentorTimePerWeek = Duration.FromHours(4), Budget = 8000m },
        Criteria = Criteria(),
    };

    public static ProgramDrafted Drafted(LocalDate on) =>
        new() { At = At(on, 0), By = Champion, Program = new ProgramId("pilot"), Charter = Charter() };

    public static Pilot AtDraft()
    {
        var pilot = new Pilot();
        pilot.Program = LearningProgram.Draft(Drafted(pilot.Today));
        return pilot;
    }

    public static Pilot AtSponsored() => AtDraft().Record(Sponsor, (at, by) => new ProgramSponsored { At = at, By = by });

    public static Pilot AtEmpowered() => AtSponsored()
        .Record(Champion, (at, by) => new CriteriaFrozen { At = at, By = by, Fingerprint = Criteria().Fingerprint() })
        .Record(Champion, (at, by) => new MentorsEmpowered
        {
            At = at,
            By = by,
            Mentors = [.. Mentors.Select(mentor => new EmpoweredMentor { Mentor = mentor, Places = 7 })],
        });

    public static Pilot AtRecruiting() => AtEmpowered()
        .Record(Mentors[0], (at, by) => new RecruitingOpened { At = at, By = by, ClosesOn = Start.PlusWeeks(-2) });

    public static Pilot AtMatched()
    {
        var pilot = AtRecruiting();
        foreach (var person in Learners.Concat(Reserve)) pilot.Record(person, (at, by) => new LearnerApplied { At = at, By = by });
        pilot.Today = Start.PlusWeeks(-1);
        return pilot
            .Record(Mentors[0], (at, by) => new LearnersAdmitted { At = at, By = by, Learners = Learners, Reserve = Reserve, Method = "lottery, seed 7" })
            .Record(Mentors[0], (at, by) => new CohortMatched
            {
                At = at,
                By = by,
                Members = [.. Learners.Select((learner, i) => new CohortMember { Learner = learner, Mentor = Mentors[i % 4] })],
            });
    }

    public static Pilot AtRunning()
    {
        var pilot = AtMatched();
        for (int i = 1; i <= 6; i++)
        {
            int number = i;
            pilot.Record(Mentors[i % 4], (at, by) => new MilestonePlanned
            {
                At = at,
                By = by,
                Milestone = new MilestoneId($"m{number}"),
                Title = $"Milestone {number}",
                DueOn = Start.PlusWeeks((2 * number) - 1),
            });
        }

        pilot.Today = Start;
        return pilot.Record(Mentors[0], (at, by) => new ProgramStarted { At = at, By = by });
    }

    public static Pilot AtCelebrating()
    {
        var pilot = AtRunning();
        pilot.Today = End;
        return pilot.Record(Mentors[0], (at, by) => new ProgramFinished { At = at, By = by });
    }

    public static Pilot AtRetrospective() => AtCelebrating()
        .Record(Champion, (at, by) => new RecognitionGiven { At = at, By = by, Recognition = new EntryId("r1"), Recognised = Mentors[0], For = "Held the group together." })
        .Record(Champion, (at, by) => new CelebrationHeld { At = at, By = by })
        .Record(Champion, (at, by) => new RetrospectiveOpened { At = at, By = by });

    public static Instant At(LocalDate day, int minute) => day.AtMidnight().InUtc().ToInstant() + Duration.FromHours(9) + Duration.FromMinutes(minute);

    public Pilot Record(PersonId by, Func<Instant, PersonId, ProgramEvent> happening)
    {
        Program = Program.Apply(happening(Now(), by));
        return this;
    }

    public ProgramUpdate Try(PersonId by, Func<Instant, PersonId, ProgramEvent> happening) => Program.TryApply(happening(Now(), by));

    public Instant Now()
    {
        var now = At(Today, _minute++ % 600);
        return Program is null || now > Program.LastAt ? now : Program.LastAt + Duration.FromMinutes(1);
    }
}
