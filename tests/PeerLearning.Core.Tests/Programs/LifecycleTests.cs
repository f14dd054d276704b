using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Programs;

public class LifecycleTests
{
    [Fact]
    public void A_refusal_names_every_reason_at_once()
    {
        var update = Pilot.AtDraft().Try(Pilot.Learners[0], (at, by) => new MentorsEmpowered
        {
            At = at,
            By = by,
            Mentors = [new EmpoweredMentor { Mentor = Pilot.Champion, Places = 0 }],
        });
        Assert.False(update.IsAccepted);
        Assert.Equal(
            ["program.stage", "program.role", "program.mentors.count", "program.mentor.role", "program.mentor.places", "program.mentors.places"],
            update.Reasons.Select(reason => reason.Code));
        Assert.Equal(update.Reasons.Count, update.Problems.Count);
        Assert.All(update.Problems, problem => Assert.NotEmpty(problem.Repair));
        Assert.Empty(update.Recorded);
    }

    [Fact]
    public void A_charter_is_refused_with_all_that_is_wrong_with_it()
    {
        var charter = Pilot.Charter() with
        {
            Why = " ",
            EndsOn = Pilot.Start.PlusDays(-1),
            TimeZone = "Mars/Olympus",
            Places = 0,
            MentorsAtLeast = 5,
            Frame = new ProgramFrame { LearnerTimePerWeek = Duration.Zero, MentorTimePerWeek = Duration.FromHours(1), Budget = -1, Currency = "euro" },
            Criteria = new ProgramCriteria { Success = [], PlannedLearners = 0, ErrorRate = double.NaN },
        };
        var exception = Assert.Throws<ProblemsException>(() => LearningProgram.Draft(Pilot.Drafted(Pilot.Start) with { Charter = charter }));
        Assert.Equal(
            [
                "program.text.blank", "charter.dates.reversed", "charter.zone.unknown", "charter.places", "charter.mentors", "charter.time", "charter.budget.negative",
                "charter.currency", "criteria.success.none", "criteria.planned", "criteria.error-rate",
            ],
            exception.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Nothing_starts_before_the_criteria_are_frozen_and_the_team_has_planned()
    {
        var pilot = Pilot.AtDraft().Record(Pilot.Sponsor, (at, by) => new ProgramSponsored { At = at, By = by })
            .Record(Pilot.Champion, (at, by) => new MentorsEmpowered { At = at, By = by, Mentors = [.. Pilot.Mentors.Select(mentor => new EmpoweredMentor { Mentor = mentor, Places = 6 })] })
            .Record(Pilot.Mentors[0], (at, by) => new RecruitingOpened { At = at, By = by })
            .Record(Pilot.Learners[0], (at, by) => new LearnerApplied { At = at, By = by })
            .Record(Pilot.Mentors[0], (at, by) => new LearnersAdmitted { At = at, By = by, Learners = [Pilot.Learners[0]], Method = "all" })
            .Record(Pilot.Mentors[0], (at, by) => new CohortMatched { At = at, By = by, Members = [new CohortMember { Learner = Pilot.Learners[0], Mentor = Pilot.Mentors[0] }] });
        var update = pilot.Try(Pilot.Mentors[0], (at, by) => new ProgramStarted { At = at, By = by });
        Assert.Equal(["program.criteria.open", "program.milestones.none"], update.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Frozen_criteria_are_those_of_the_charter_and_stay()
    {
        var pilot = Pilot.AtSponsored();
        Assert.Contains(pilot.Try(Pilot.Champion, (at, by) => new CriteriaFrozen { At = at, By = by, Fingerprint = "00" }).Reasons, reason => reason.Code == "program.criteria.fingerprint");
        pilot.Record(Pilot.Sponsor, (at, by) => new CriteriaFrozen { At = at, By = by, Fingerprint = Pilot.Criteria().Fingerprint() });
        Assert.Contains(
            pilot.Try(Pilot.Champion, (at, by) => new CriteriaFrozen { At = at, By = by, Fingerprint = Pilot.Criteria().Fingerprint() }).Reasons,
            reason => reason.Code == "program.criteria.frozen");
    }

    [Fact]
    public void To_finish_early_is_to_complete()
    {
        var pilot = Pilot.AtRunning();
        foreach (int i in Enumerable.Range(1, 6))
        {
            pilot.Record(Pilot.Mentors[0], (at, by) => new MilestoneReached { At = at, By = by, Learner = Pilot.Learners[0], Milestone = new MilestoneId($"m{i}") });
        }

        pilot.Record(Pilot.Mentors[0], (at, by) => new LearnerCompleted { At = at, By = by, Learner = Pilot.Learners[1] });
        pilot.Record(Pilot.Mentors[0], (at, by) => new ProgramFinished { At = at, By = by });
        Assert.True(pilot.Program.IsFinishedEarly);
        Assert.Equal(ProgramStage.Celebrating, pilot.Program.Stage);
        Assert.Equal(LearnerStatus.Completed, pilot.Program.Learners[0].Status);
        Assert.Equal(LearnerStatus.Completed, pilot.Program.Learners[1].Status);
        Assert.Equal(LearnerStatus.NotCompleted, pilot.Program.Learners[2].Status);
        Assert.False(pilot.Try(Pilot.Champion, (at, by) => new ProgramCalledOff { At = at, By = by, Because = "Done." }).IsAccepted);
    }

    [Fact]
    public void A_pause_stops_learning_and_not_what_people_say()
    {
        var pilot = Pilot.AtRunning().Record(Pilot.Champion, (at, by) => new ProgramPaused { At = at, By = by, Because = "Quarter end." });
        Assert.Contains(
            pilot.Try(Pilot.Mentors[0], (at, by) => new MilestoneReached { At = at, By = by, Learner = Pilot.Learners[0], Milestone = new MilestoneId("m1") }).Reasons,
            reason => reason.Code == "program.paused");
        pilot.Record(Pilot.Learners[0], (at, by) => new ObstacleRaised { At = at, By = by, Obstacle = new ObstacleId("o"), Kind = "time", What = "The quarter end." });
        pilot.Record(Pilot.Champion, (at, by) => new ProgramResumed { At = at, By = by });
        Assert.False(pilot.Program.IsPaused);
    }

    [Fact]
    public void A_hand_over_takes_the_learners_along_and_needs_room_for_them()
    {
        var pilot = Pilot.AtRunning();
        Assert.Contains(
            pilot.Try(Pilot.Mentors[0], (at, by) => new MentorHandedOver { At = at, By = by, From = by, To = Pilot.Mentors[1] }).Reasons,
            reason => reason.Code == "program.handover.room");
        var successor = new PersonId("successor");
        pilot.Record(Pilot.Mentors[0], (at, by) => new MentorHandedOver { At = at, By = by, From = by, To = successor, Places = 6 });
        Assert.Equal(6, pilot.Program.Learners.Count(place => place.Mentor == successor));
        Assert.Equal(6, pilot.Program.Mentors.Single(seat => seat.Mentor == successor).Learners);
        Assert.Equal(0, pilot.Program.Mentors[0].Learners);
        Assert.Equal(ProgramRole.Outside, pilot.Program.RoleOf(Pilot.Mentors[0]));
    }

    [Fact]
    public void The_first_in_the_reserve_moves_up_unless_there_is_a_reason()
    {
        var pilot = Pilot.AtRunning();
        ProgramEvent MoveUp(Instant at, PersonId by, int who, string because) => new ReserveMovedUp { At = at, By = by, Learner = Pilot.Reserve[who], Mentor = Pilot.Mentors[0], Because = because };
        Assert.Contains(pilot.Try(Pilot.Mentors[0], (at, by) => MoveUp(at, by, 0, "")).Reasons, reason => reason.Code == "program.places.none");
        pilot.Record(Pilot.Learners[0], (at, by) => new LearnerLeft { At = at, By = by, Learner = by });
        Assert.Contains(pilot.Try(Pilot.Mentors[0], (at, by) => MoveUp(at, by, 1, "")).Reasons, reason => reason.Code == "program.reserve.order");
        pilot.Record(Pilot.Mentors[0], (at, by) => MoveUp(at, by, 1, "Only she has the time zone."));
        Assert.Equal(LearnerStatus.Learning, pilot.Program.Learners.Single(place => place.Learner == Pilot.Reserve[1]).Status);
        Assert.Equal(6, pilot.Program.Mentors[0].Learners);
    }

    [Fact]
    public void A_decision_of_the_champion_alone_is_not_the_teams()
    {
        var pilot = Pilot.AtEmpowered().Record(Pilot.Champion, (at, by) => new DecisionProposed
        {
            At = at,
            By = by,
            Decision = new EntryId("d"),
            Topic = DecisionTopic.Content,
            What = "Skip chapter 3.",
        });
        var update = pilot.Try(Pilot.Champion, (at, by) => new DecisionTaken { At = at, By = by, Decision = new EntryId("d"), IsAccepted = true, DecidedBy = [by] });
        Assert.Equal("program.decision.no-team", Assert.Single(update.Reasons).Code);
        pilot.Record(Pilot.Champion, (at, by) => new DecisionImposed { At = at, By = by, Decision = new EntryId("e"), Topic = DecisionTopic.Content, What = "Skip chapter 3.", Because = "Legal." });
        Assert.True(pilot.Program.Decisions[1].IsImposed);
    }

    [Fact]
    public void Someone_else_was_faster()
    {
        var pilot = Pilot.AtRunning();
        long version = pilot.Program.Version;
        pilot.Record(Pilot.Learners[0], (at, by) => new CheckInReceived { At = at, By = by });
        var update = pilot.Program.TryApply(new CheckInReceived { At = pilot.Now(), By = Pilot.Learners[1] }, version);
        Assert.Equal("program.version", Assert.Single(update.Reasons).Code);
        Assert.Equal(Pilot.Learners[0], Assert.Single(update.Missed).By);
        Assert.True(pilot.Program.TryApply(new CheckInReceived { At = pilot.Now(), By = Pilot.Learners[1] }, version + 1).IsAccepted);
    }

    [Fact]
    public void A_cannot_say_yet_can_be_decided_again()
    {
        var pilot = Pilot.AtRetrospective()
            .Record(Pilot.Mentors[0], (at, by) => new LessonLearned { At = at, By = by, Kind = LessonKind.Keep, What = "Pairs." })
            .Record(Pilot.Champion, (at, by) => new OutcomesRecorded { At = at, By = by, Outcomes = new ProgramOutcomes { Items = [] } })
            .Record(Pilot.Champion, (at, by) => new ProgramDecided { At = at, By = by, Choice = ScaleChoice.CannotSayYet, Advised = ScaleChoice.CannotSayYet });
        Assert.Equal(ProgramStage.Retrospective, pilot.Program.Stage);
        Assert.Equal(
            "program.text.blank",
            Assert.Single(pilot.Try(Pilot.Champion, (at, by) => new ProgramDecided { At = at, By = by, Choice = ScaleChoice.Stop, Advised = ScaleChoice.CannotSayYet }).Reasons).Code);
        pilot.Record(Pilot.Champion, (at, by) => new ProgramDecided { At = at, By = by, Choice = ScaleChoice.Stop, Advised = ScaleChoice.CannotSayYet, Because = "The need is gone." });
        Assert.Equal(ProgramStage.Decided, pilot.Program.Stage);
    }

    [Fact]
    public void Several_things_are_recorded_together_or_not_at_all()
    {
        var pilot = Pilot.AtRunning();
        var now = pilot.Now();
        var update = pilot.Program.TryApplyAll([new CheckInReceived { At = now, By = Pilot.Learners[0] }, new CheckInReceived { At = now, By = new PersonId("nobody") }]);
        Assert.False(update.IsAccepted);
        Assert.Same(pilot.Program, update.Program);
        Assert.StartsWith("happenings[1]", Assert.Single(update.Problems).Where, StringComparison.Ordinal);
        update = pilot.Program.TryApplyAll([new CheckInReceived { At = now, By = Pilot.Learners[0] }, new CheckInReceived { At = now, By = Pilot.Learners[1] }]);
        Assert.Equal([pilot.Program.Version + 1, pilot.Program.Version + 2], update.Recorded.Select(one => one.Number));
    }

    [Fact]
    public void The_past_stays_when_two_branches_continue_it()
    {
        var pilot = Pilot.AtRunning();
        var before = pilot.Program;
        var one = before.Apply(new LearnerLeft { At = pilot.Now(), By = Pilot.Learners[0], Learner = Pilot.Learners[0] });
        var two = before.Apply(new LearnerLeft { At = pilot.Now(), By = Pilot.Learners[1], Learner = Pilot.Learners[1] });
        Assert.Equal(LearnerStatus.Learning, before.Learners[0].Status);
        Assert.Equal(LearnerStatus.Left, one.Learners[0].Status);
        Assert.Equal(LearnerStatus.Learning, two.Learners[0].Status);
        Assert.Equal(Pilot.Learners[0], one.Events[^1].By);
        Assert.Equal(Pilot.Learners[1], two.Events[^1].By);
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void Help_is_asked_of_somebody_else()
    {
        var pilot = Pilot.AtRunning();
        var request = new EntryId("h1");
        Assert.Equal("program.help.self", Assert.Single(pilot.Try(Pilot.Learners[0], (at, by) => new HelpAsked { At = at, By = by, Request = request, To = by }).Problems).Code);
        pilot.Record(Pilot.Learners[0], (at, by) => new HelpAsked { At = at, By = by, Request = request, To = Pilot.Mentors[0] });
        Assert.False(pilot.Try(Pilot.Mentors[1], (at, by) => new HelpAsked { At = at, By = by, Request = request, To = Pilot.Mentors[0] }).IsAccepted);
        pilot.Record(Pilot.Mentors[0], (at, by) => new HelpAnswered { At = at, By = by, Request = request });
        Assert.Equal("program.help.answered", Assert.Single(pilot.Try(Pilot.Mentors[0], (at, by) => new HelpAnswered { At = at, By = by, Request = request }).Problems).Code);
    }

    [Fact]
    public void A_story_says_only_what_happened()
    {
        var codes = ProgramStory.Tell(Pilot.AtRunning().Program).SelectMany(page => page.Sentences).Select(sentence => sentence.Code).ToHashSet();
        Assert.Empty(codes.Intersect(["story.left", "story.paused", "story.obstacles", "story.escalations", "story.promises", "story.hand-over", "story.mentor-paused", "story.decisions", "story.frame-changes"]));
        Assert.DoesNotContain("reserve.passed-over", ReserveFill.Of(Pilot.AtRunning().Program, PeerLearning.People.Workforce.Create([]), new PeerLearning.Cohorts.MatchRequest { Learners = [], MentorPlaces = [] }).Reasons.Select(reason => reason.Code));
    }
}
