using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Programs;

/// <summary>The five steps, told once from beginning to end.</summary>
public class PilotStoryTests
{
    private static readonly Workforce Everyone = Workforce.Create(Pilot.Learners.Concat(Pilot.Reserve).Concat(Pilot.Mentors).Select(id => new Person { Id = id, TimeZone = "Europe/Paris" }));

    [Fact]
    public void A_pilot_goes_from_a_charter_to_a_decision()
    {
        // 1. The champion chooses and empowers.
        var pilot = Pilot.AtDraft();
        Assert.Equal(ProgramStage.Draft, pilot.Program.Stage);
        pilot.Record(Pilot.Sponsor, (at, by) => new ProgramSponsored { At = at, By = by });
        pilot.Record(Pilot.Champion, (at, by) => new CriteriaFrozen { At = at, By = by, Fingerprint = pilot.Program.Charter.Criteria.Fingerprint() });
        pilot.Record(Pilot.Champion, (at, by) => new MentorsEmpowered
        {
            At = at,
            By = by,
            Mentors = [.. Pilot.Mentors.Select(mentor => new EmpoweredMentor { Mentor = mentor, Places = 7 })],
        });
        Assert.Equal(ProgramStage.MentorsEmpowered, pilot.Program.Stage);
        Assert.Equal(4, pilot.Program.Mentors.Count);

        // 2. The mentors find their cohort.
        pilot.Record(Pilot.Mentors[1], (at, by) => new RecruitingOpened { At = at, By = by, ClosesOn = Pilot.Start.PlusWeeks(-2) });
        pilot.Record(Pilot.Mentors[1], (at, by) => new LearnerInvited { At = at, By = by, Learner = Pilot.Learners[0] });
        pilot.Record(Pilot.Learners[0], (at, by) => new InvitationAnswered { At = at, By = by, Accepts = true });
        foreach (var person in Pilot.Learners.Skip(1).Concat(Pilot.Reserve)) pilot.Record(person, (at, by) => new LearnerApplied { At = at, By = by });
        pilot.Today = Pilot.Start.PlusWeeks(-1);
        pilot.Record(Pilot.Mentors[0], (at, by) => new LearnersAdmitted
        {
            At = at,
            By = by,
            Learners = Pilot.Learners,
            Reserve = Pilot.Reserve,
            Method = "admission lottery, seed 42",
        });
        pilot.Record(Pilot.Mentors[0], (at, by) => new CohortMatched
        {
            At = at,
            By = by,
            Members = [.. Pilot.Learners.Select((learner, i) => new CohortMember { Learner = learner, Mentor = Pilot.Mentors[i % 4] })],
        });
        Assert.Equal(24, pilot.Program.ToCohort(new CohortId("c1")).Members.Count);
        Assert.All(pilot.Program.Mentors, seat => Assert.Equal(6, seat.Learners));

        // 3. The how is the team's: they propose, decide and plan.
        pilot.Record(Pilot.Learners[3], (at, by) => new DecisionProposed
        {
            At = at,
            By = by,
            Decision = new EntryId("d1"),
            Topic = DecisionTopic.Rhythm,
            What = "Meet on Tuesdays, in two time slots.",
        });
        pilot.Record(Pilot.Mentors[2], (at, by) => new DecisionTaken
        {
            At = at,
            By = by,
            Decision = new EntryId("d1"),
            IsAccepted = true,
            DecidedBy = [.. Pilot.Mentors, Pilot.Learners[3]],
        });
        for (int i = 1; i <= 6; i++)
        {
            int number = i;
            pilot.Record(Pilot.Mentors[i % 4], (at, by) => new MilestonePlanned
            {
                At = at,
                By = by,
                Milestone = new MilestoneId($"m{number}"),
                Title = $"Milestone {number}",
                DueOn = Pilot.Start.PlusWeeks((2 * number) - 1),
            });
        }

        pilot.Today = Pilot.Start;
        pilot.Record(Pilot.Mentors[0], (at, by) => new ProgramStarted { At = at, By = by });
        Assert.Equal(ProgramStage.Running, pilot.Program.Stage);

        // 4. Twelve weeks: somebody leaves, the reserve moves up, an obstacle is removed, a mentor hands over.
        for (int week = 1; week <= 12; week++)
        {
            pilot.Today = Pilot.Start.PlusWeeks(week - 1).PlusDays(3);
            if (week == 3)
            {
                pilot.Record(Pilot.Learners[23], (at, by) => new LearnerLeft { At = at, By = by, Learner = by, Because = "A new job." });
                var fill = ReserveFill.Of(pilot.Program, Everyone, RecruitingReport.Of(pilot.Program).ToMatchRequest());
                Assert.Equal(Pilot.Reserve[0], Assert.Single(fill.Moves).Learner);
                foreach (var happening in fill.ToEvents(pilot.Now(), Pilot.Mentors[3])) pilot.Record(happening.By, (at, _) => happening with { At = at });
            }

            if (week == 4)
            {
                pilot.Record(Pilot.Reserve[0], (at, by) => new MilestoneReached { At = at, By = by, Learner = by, Milestone = new MilestoneId("m1") });
                pilot.Record(Pilot.Learners[5], (at, by) => new ObstacleRaised { At = at, By = by, Obstacle = new ObstacleId("o1"), Kind = "tooling", What = "No access to the traces." });
                pilot.Record(Pilot.Mentors[1], (at, by) => new ObstacleOwned { At = at, By = by, Obstacle = new ObstacleId("o1"), Owner = by });
                pilot.Record(Pilot.Mentors[1], (at, by) => new ObstacleEscalated { At = at, By = by, Obstacle = new ObstacleId("o1"), Ask = "Get us read access." });
                pilot.Today = pilot.Today.PlusDays(2);
                pilot.Record(Pilot.Champion, (at, by) => new EscalationAnswered { At = at, By = by, Obstacle = new ObstacleId("o1"), Answer = "You have it." });
                pilot.Record(Pilot.Mentors[1], (at, by) => new ObstacleRemoved { At = at, By = by, Obstacle = new ObstacleId("o1"), Action = "A role for the cohort.", Reusable = "The role." });
            }

            if (week == 6)
            {
                pilot.Record(Pilot.Mentors[2], (at, by) => new MentorHandedOver { At = at, By = by, From = by, To = new PersonId("mentor-5"), Places = 7 });
            }

            var active = pilot.Program.Learners.Where(place => place.Status == LearnerStatus.Learning).Select(place => place.Learner).ToList();
            foreach (var learner in active)
            {
                pilot.Record(learner, (at, by) => new CheckInReceived { At = at, By = by, OwnProgress = week / 12.0, Confidence = 4 });
                if (week % 2 == 0 && !(learner == Pilot.Learners[7] && week > 6))
                {
                    pilot.Record(learner, (at, by) => new MilestoneReached { At = at, By = by, Learner = by, Milestone = new MilestoneId($"m{week / 2}") });
                }
            }
        }

        Assert.Equal("mentor-5", pilot.Program.Learners.Single(place => place.Learner == Pilot.Learners[2]).Mentor?.Value);

        // 5. They recognise, celebrate, learn and decide.
        pilot.Record(Pilot.Learners[1], (at, by) => new RecognitionGiven { At = at, By = by, Recognition = new EntryId("r1"), Recognised = Pilot.Mentors[1], For = "Fought for our access.", Evidence = [40, 41] });
        pilot.Record(Pilot.Champion, (at, by) => new ManagerInvited { At = at, By = by, Recognition = new EntryId("r1"), Manager = new PersonId("manager-9") });
        pilot.Record(Pilot.Mentors[0], (at, by) => new ProgramFinished { At = at, By = by });
        Assert.Equal(23, pilot.Program.Learners.Count(place => place.Status == LearnerStatus.Completed));
        pilot.Record(new PersonId("manager-9"), (at, by) => new ManagerReplied { At = at, By = by, Recognition = new EntryId("r1"), Comes = true });
        pilot.Record(Pilot.Learners[1], (at, by) => new TakeawayShared { At = at, By = by, What = "Ask earlier.", Challenge = "Time." });
        pilot.Record(Pilot.Champion, (at, by) => new CelebrationHeld { At = at, By = by, Managers = [new PersonId("manager-9")] });
        pilot.Record(Pilot.Champion, (at, by) => new RetrospectiveOpened { At = at, By = by });
        pilot.Record(Pilot.Mentors[0], (at, by) => new LessonLearned { At = at, By = by, Kind = LessonKind.Change, What = "Access before the start." });
        var outcomes = new ProgramOutcomes
        {
            Items =
            [
                new RateOutcome { Criterion = "completion", Successes = 23, Of = 25 },
                new MeanOutcome { Criterion = "gain", Values = [.. Enumerable.Range(0, 24).Select(i => 0.6 + (0.1 * (i % 5)))] },
                new MeanOutcome { Criterion = "climate", Values = [.. Enumerable.Range(0, 24).Select(i => 3.2 + (0.2 * (i % 4)))] },
                new RateOutcome { Criterion = "stay", Successes = 24, Of = 25 },
            ],
        };
        pilot.Record(Pilot.Champion, (at, by) => new OutcomesRecorded { At = at, By = by, Outcomes = outcomes });
        var verdict = new ScaleDecision().Decide(pilot.Program.Charter.Criteria, outcomes);
        Assert.Equal(ScaleChoice.ScaleWithConditions, verdict.Choice);
        Assert.Equal("climate", Assert.Single(verdict.Conditions).Criterion.Id);
        Assert.Equal(pilot.Program.FrozenCriteria, verdict.Fingerprint);
        Assert.Empty(verdict.Verify(pilot.Program.Charter.Criteria, outcomes));
        pilot.Record(Pilot.Sponsor, (at, by) => new ProgramDecided { At = at, By = by, Choice = verdict.Choice, Advised = verdict.Choice });
        Assert.Equal(ProgramStage.Decided, pilot.Program.Stage);

        // And the whole story stands on its events alone.
        string json = ProgramJson.Write(pilot.Program.Events);
        var reading = ProgramJson.Read(json);
        Assert.Empty(reading.Problems);
        Assert.Equal(pilot.Program, LearningProgram.Replay(reading.Events));
        Assert.Equal(ProgramStage.Matched, pilot.Program.AsOf(Pilot.At(Pilot.Start, 0) - Duration.FromHours(1))!.Stage);
    }
}
