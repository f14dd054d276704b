using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;
using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Programs;

/// <summary>The lifecycle against a small model of it: what the model forbids is refused with reasons, what it allows happens.</summary>
public class LifecycleModelTests
{
    private const int Histories = 10_000;

    [Fact]
    public void Every_history_follows_the_model()
    {
        var coverage = new Coverage();
        StateMachine.ToProperty(new Lifecycle(coverage)).Check(Config.QuickThrowOnFailure.WithMaxTest(Histories).WithEndSize(60));
        Assert.All(Enum.GetValues<ProgramStage>(), stage => Assert.True(coverage.Reached[(int)stage] > 0, $"{stage} was never reached"));
        Assert.All(Lifecycle.Steps, step => Assert.True(coverage.Refused.Contains(step.Name) || step.Name == "check in", $"{step.Name} was never refused"));
        Assert.All(Lifecycle.Steps, step => Assert.True(coverage.Accepted.Contains(step.Name), $"{step.Name} was never accepted"));
    }

    private sealed class Coverage
    {
        public int[] Reached { get; } = new int[Enum.GetValues<ProgramStage>().Length];

        public HashSet<string> Refused { get; } = [];

        public HashSet<string> Accepted { get; } = [];
    }

    private sealed class Actual
    {
        public LearningProgram Program { get; set; } = LearningProgram.Draft(Pilot.Drafted(Pilot.Start.PlusWeeks(-4)) with { Charter = Pilot.Charter() with { Places = 2, MentorsAtLeast = 2 } });
    }

    /// <summary>What the test believes about the programme: far less than the programme knows.</summary>
    private sealed record Model
    {
        public ProgramStage Stage { get; init; }

        public bool IsPaused { get; init; }

        public bool IsFrozen { get; init; }

        public bool IsApplied { get; init; }

        public bool IsAdmitted { get; init; }

        public bool IsActive { get; init; }

        public int Milestones { get; init; }

        public bool IsReached { get; init; }

        public int Obstacle { get; init; }

        public int Proposal { get; init; }

        public bool IsRematched { get; init; }

        public bool IsRecognised { get; init; }

        public bool IsCelebrated { get; init; }

        public bool HasLesson { get; init; }

        public bool HasOutcomes { get; init; }

        public bool IsExpected { get; init; }

        public bool Works => Stage is ProgramStage.MentorsEmpowered or ProgramStage.Recruiting or ProgramStage.Matched or ProgramStage.Running;
    }

    private sealed record Step(string Name, PersonId By, Func<Model, bool> IsAllowed, Func<Model, Model> After, Func<Instant, PersonId, ProgramEvent> Happening);

    private sealed class Act(Step step, PersonId by, Coverage coverage) : Operation<Actual, Model>
    {
        public override bool Pre(Model model) => true;

        public override Model Run(Model model)
        {
            bool isAllowed = by == step.By && step.IsAllowed(model);
            return (isAllowed ? step.After(model) : model) with { IsExpected = isAllowed };
        }

        public override Property Check(Actual actual, Model model)
        {
            var before = actual.Program;
            var update = before.TryApply(step.Happening(before.LastAt + Duration.FromMinutes(1), by), before.Version);
            (update.IsAccepted ? coverage.Accepted : coverage.Refused).Add(step.Name);
            coverage.Reached[(int)update.Program.Stage]++;
            bool isRight = update.IsAccepted == model.IsExpected
                && update.Program.Stage == model.Stage
                && update.Program.IsPaused == model.IsPaused
                && (update.IsAccepted
                    ? update.Program.Version == before.Version + 1 && update.Recorded.Count == 1
                    : update.Reasons.Count > 0 && update.Problems.Count == update.Reasons.Count && ReferenceEquals(update.Program, before));
            actual.Program = update.Program;
            return isRight.Label($"{this}: accepted {update.IsAccepted}, expected {model.IsExpected}; {update.Program.Stage}; {string.Join(" | ", update.Reasons)}");
        }

        public override string ToString() => $"{step.Name} by {by}";
    }

    private sealed class Lifecycle(Coverage coverage) : Machine<Actual, Model>
    {
        private static readonly PersonId Mentor = Pilot.Mentors[0];
        private static readonly PersonId Learner = Pilot.Learners[0];
        private static readonly PersonId[] Actors = [Pilot.Champion, Pilot.Sponsor, Mentor, Learner, new("stranger")];
        private static readonly string Fingerprint = Pilot.Criteria().Fingerprint();

        public static Step[] Steps { get; } =
        [
            new("sponsor", Pilot.Sponsor, m => m.Stage == ProgramStage.Draft, m => m with { Stage = ProgramStage.Sponsored }, (at, by) => new ProgramSponsored { At = at, By = by }),
            new("freeze", Pilot.Champion, m => m.Stage <= ProgramStage.Matched && !m.IsFrozen, m => m with { IsFrozen = true }, (at, by) => new CriteriaFrozen { At = at, By = by, Fingerprint = Fingerprint }),
            new("empower", Pilot.Champion, m => m.Stage == ProgramStage.Sponsored, m => m with { Stage = ProgramStage.MentorsEmpowered }, (at, by) => new MentorsEmpowered
            {
                At = at, By = by, Mentors = [new EmpoweredMentor { Mentor = Mentor, Places = 1 }, new EmpoweredMentor { Mentor = Pilot.Mentors[1], Places = 1 }],
            }),
            new("recruit", Mentor, m => m.Stage == ProgramStage.MentorsEmpowered && !m.IsPaused, m => m with { Stage = ProgramStage.Recruiting }, (at, by) => new RecruitingOpened { At = at, By = by }),
            new("apply", Learner, m => m.Stage == ProgramStage.Recruiting && !m.IsPaused && !m.IsApplied, m => m with { IsApplied = true }, (at, by) => new LearnerApplied { At = at, By = by }),
            new(
                "admit",
                Mentor,
                m => m is { Stage: ProgramStage.Recruiting, IsPaused: false, IsApplied: true, IsAdmitted: false },
                m => m with { IsAdmitted = true },
                (at, by) => new LearnersAdmitted { At = at, By = by, Learners = [Learner], Method = "all" }),
            new(
                "match",
                Mentor,
                m => m is { Stage: ProgramStage.Recruiting, IsPaused: false, IsAdmitted: true },
                m => m with { Stage = ProgramStage.Matched, IsActive = true },
                (at, by) => new CohortMatched { At = at, By = by, Members = [new CohortMember { Learner = Learner, Mentor = Mentor }] }),
            new("plan", Mentor, m => m.Works && m.Milestones == 0, m => m with { Milestones = 1 }, (at, by) => new MilestonePlanned
            {
                At = at, By = by, Milestone = new MilestoneId("m"), Title = "Go", DueOn = Pilot.Start.PlusDays(20),
            }),
            new("start", Mentor, m => m is { Stage: ProgramStage.Matched, IsPaused: false, IsFrozen: true, Milestones: 1, IsActive: true }, m => m with { Stage = ProgramStage.Running }, (at, by) => new ProgramStarted { At = at, By = by }),
            new("pause", Pilot.Champion, m => m.Works && !m.IsPaused, m => m with { IsPaused = true }, (at, by) => new ProgramPaused { At = at, By = by, Because = "Rest." }),
            new("resume", Pilot.Champion, m => m.Works && m.IsPaused, m => m with { IsPaused = false }, (at, by) => new ProgramResumed { At = at, By = by }),
            new("check in", Learner, m => m is { Stage: ProgramStage.Running, IsActive: true }, m => m, (at, by) => new CheckInReceived { At = at, By = by, Confidence = 3 }),
            new(
                "reach",
                Learner,
                m => m is { Stage: ProgramStage.Running, IsPaused: false, IsActive: true, IsReached: false },
                m => m with { IsReached = true },
                (at, by) => new MilestoneReached { At = at, By = by, Learner = Learner, Milestone = new MilestoneId("m") }),
            new(
                "leave",
                Learner,
                m => m is { Stage: ProgramStage.Matched or ProgramStage.Running, IsActive: true },
                m => m with { IsActive = false },
                (at, by) => new LearnerLeft { At = at, By = by, Learner = Learner }),
            new(
                "rematch",
                Mentor,
                m => m is { Stage: ProgramStage.Matched or ProgramStage.Running, IsPaused: false, IsActive: true, IsRematched: false },
                m => m with { IsRematched = true },
                (at, by) => new CohortRematched { At = at, By = by, Members = [new CohortMember { Learner = Learner, Mentor = Pilot.Mentors[1] }], Because = "Closer." }),
            new("propose", Mentor, m => m.Works && m.Proposal == 0, m => m with { Proposal = 1 }, (at, by) => new DecisionProposed
            {
                At = at, By = by, Decision = new EntryId("d"), Topic = DecisionTopic.Approach, What = "Pairs.",
            }),
            new("decide together", Mentor, m => m.Works && m.Proposal == 1, m => m with { Proposal = 2 }, (at, by) => new DecisionTaken
            {
                At = at, By = by, Decision = new EntryId("d"), IsAccepted = true, DecidedBy = [Mentor, Pilot.Mentors[1]],
            }),
            new("raise", Mentor, m => m.Works && m.Obstacle == 0, m => m with { Obstacle = 1 }, (at, by) => new ObstacleRaised { At = at, By = by, Obstacle = new ObstacleId("o"), Kind = "time", What = "Time." }),
            new("escalate", Mentor, m => (m.Works || m.Stage == ProgramStage.Celebrating) && (m.Obstacle is 1 or 3), m => m with { Obstacle = 2 }, (at, by) => new ObstacleEscalated
            {
                At = at, By = by, Obstacle = new ObstacleId("o"), Ask = "Help.",
            }),
            new("answer", Pilot.Champion, m => (m.Works || m.Stage == ProgramStage.Celebrating) && m.Obstacle == 2, m => m with { Obstacle = 3 }, (at, by) => new EscalationAnswered
            {
                At = at, By = by, Obstacle = new ObstacleId("o"), Answer = "Yes.",
            }),
            new(
                "recognise",
                Pilot.Champion,
                m => (m.Works || m.Stage is ProgramStage.Celebrating or ProgramStage.Retrospective) && !m.IsRecognised,
                m => m with { IsRecognised = true },
                (at, by) => new RecognitionGiven { At = at, By = by, Recognition = new EntryId("r"), Recognised = Mentor, For = "Patience." }),
            new("finish", Mentor, m => m is { Stage: ProgramStage.Running, IsPaused: false }, m => m with { Stage = ProgramStage.Celebrating, IsActive = false }, (at, by) => new ProgramFinished { At = at, By = by }),
            new(
                "celebrate",
                Mentor,
                m => m is { Stage: ProgramStage.Celebrating, IsRecognised: true, IsCelebrated: false },
                m => m with { IsCelebrated = true },
                (at, by) => new CelebrationHeld { At = at, By = by }),
            new("look back", Mentor, m => m is { Stage: ProgramStage.Celebrating, IsCelebrated: true }, m => m with { Stage = ProgramStage.Retrospective }, (at, by) => new RetrospectiveOpened { At = at, By = by }),
            new("learn", Mentor, m => m.Stage == ProgramStage.Retrospective, m => m with { HasLesson = true }, (at, by) => new LessonLearned { At = at, By = by, Kind = LessonKind.Keep, What = "Pairs." }),
            new("measure", Pilot.Champion, m => m.Stage == ProgramStage.Retrospective, m => m with { HasOutcomes = true }, (at, by) => new OutcomesRecorded { At = at, By = by, Outcomes = new ProgramOutcomes { Items = [] } }),
            new(
                "decide",
                Pilot.Sponsor,
                m => m is { Stage: ProgramStage.Retrospective, HasLesson: true, HasOutcomes: true },
                m => m with { Stage = ProgramStage.Decided },
                (at, by) => new ProgramDecided { At = at, By = by, Choice = ScaleChoice.Adapt, Advised = ScaleChoice.Adapt }),
            new("call off", Pilot.Champion, m => m.Stage <= ProgramStage.Matched, m => m with { Stage = ProgramStage.CalledOff }, (at, by) => new ProgramCalledOff { At = at, By = by, Because = "No time." }),
        ];

        public override Arbitrary<Setup<Actual, Model>> Setup => Arb.From(Gen.Constant<Setup<Actual, Model>>(new Beginning()));

        /// <summary>Half of the time somebody in the right role tries something that is allowed; otherwise anybody tries anything.</summary>
        public override Gen<Operation<Actual, Model>> Next(Model model)
        {
            var anything = from step in Gen.Elements(Steps)
                           from actor in Gen.OneOf(Gen.Constant(step.By), Gen.Elements(Actors.Where(one => IsRightOrClearlyWrong(step, one))))
                           select (Operation<Actual, Model>)new Act(step, actor, coverage);
            var allowed = Steps.Where(step => step.IsAllowed(model) && (step.Name != "call off" || model.Milestones > 0)).ToArray();
            return allowed.Length == 0
                ? anything
                : Gen.OneOf(anything, Gen.Elements(allowed).Select(step => (Operation<Actual, Model>)new Act(step, step.By, coverage)));
        }

        /// <summary>A stranger may do nothing; what several roles may do is tried in the one role of the model only.</summary>
        private static bool IsRightOrClearlyWrong(Step step, PersonId actor) => actor == step.By || (actor == Actors[^1] && step.Name is not ("sponsor" or "apply" or "recognise"));

        private sealed class Beginning : Setup<Actual, Model>
        {
            public override Actual Actual() => new();

            public override Model Model() => new();
        }
    }
}
