using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Programs;

/// <summary>A random valid history: anybody tries anything, and what is accepted stays.</summary>
internal static class RandomHistory
{
    public static LearningProgram Make(ulong seed, int attempts)
    {
        var random = new SeededRandom(seed);
        var pilot = Begin(random.Next(9));
        var program = pilot.Program;
        var at = program.LastAt;
        for (int i = 0; i < attempts; i++)
        {
            at += Duration.FromMinutes(random.Next(1500));
            var update = program.TryApply(Any(program, at, ref random));
            program = update.Program;
        }

        return program;
    }

    private static Pilot Begin(int stage) => stage switch
    {
        0 => Pilot.AtDraft(),
        1 => Pilot.AtEmpowered(),
        2 => Pilot.AtRecruiting(),
        3 => Pilot.AtMatched(),
        8 => Pilot.AtRetrospective(),
        _ => Pilot.AtRunning(),
    };

    private static ProgramEvent Any(LearningProgram program, Instant at, ref SeededRandom random)
    {
        var mentor = Pilot.Mentors[random.Next(4)];
        var learner = Pilot.Learners[random.Next(24)];
        var waiting = Pilot.Reserve[random.Next(3)];
        var anyone = random.Next(3) switch { 0 => mentor, 1 => learner, _ => Pilot.Champion };
        var entry = new EntryId($"e{random.Next(20)}");
        var obstacle = new ObstacleId($"o{random.Next(8)}");
        var milestone = new MilestoneId($"m{random.Next(9)}");
        var day = Pilot.Start.PlusDays(random.Next(82));
        return random.Next(43) switch
        {
            0 => new ProgramSponsored { At = at, By = Pilot.Sponsor },
            1 => new CriteriaFrozen { At = at, By = Pilot.Champion, Fingerprint = program.Charter.Criteria.Fingerprint() },
            2 => new LearnerInvited { At = at, By = mentor, Learner = learner },
            3 => new LearnerApplied { At = at, By = learner },
            4 => new InvitationAnswered { At = at, By = learner, Accepts = random.Next(2) == 0 },
            5 => new ApplicationWithdrawn { At = at, By = random.Next(2) == 0 ? learner : waiting },
            6 => new ReserveMovedUp { At = at, By = mentor, Learner = waiting, Mentor = mentor, Because = "Fits." },
            7 => new DecisionProposed { At = at, By = anyone, Decision = entry, Topic = (DecisionTopic)random.Next(7), What = "This." },
            8 => new DecisionTaken { At = at, By = mentor, Decision = entry, IsAccepted = random.Next(2) == 0, DecidedBy = [mentor, learner] },
            9 => new DecisionImposed { At = at, By = Pilot.Champion, Decision = entry, Topic = DecisionTopic.Timeline, What = "That.", Because = "Law." },
            10 => new MilestonePlanned { At = at, By = anyone, Milestone = milestone, Title = "T", DueOn = day },
            11 => new MilestoneMoved { At = at, By = anyone, Milestone = milestone, DueOn = day },
            12 => new MilestoneDropped { At = at, By = mentor, Milestone = milestone },
            13 or 14 or 15 => new MilestoneReached { At = at, By = learner, Learner = learner, Milestone = milestone, Mark = random.Next(2) == 0 ? null : random.NextDouble() },
            16 or 17 or 18 => new CheckInReceived { At = at, By = anyone, OwnProgress = random.NextDouble(), Confidence = 1 + random.Next(5), Reflection = "Hm \"ü\" 😀" },
            19 => new SessionPlanned { At = at, By = mentor, Mentor = mentor, PlannedOn = day },
            20 => new SessionHeld { At = at, By = mentor, Mentor = mentor, PlannedOn = day, Learners = [learner], Length = Duration.FromMinutes(5 + random.Next(90)) },
            21 => new ObstacleRaised { At = at, By = anyone, Obstacle = obstacle, Kind = "time", What = "W", Affected = [learner] },
            22 => new ObstacleOwned { At = at, By = anyone, Obstacle = obstacle, Owner = anyone },
            23 => new ObstacleEscalated { At = at, By = mentor, Obstacle = obstacle, Ask = "A" },
            24 => new EscalationAnswered { At = at, By = Pilot.Champion, Obstacle = obstacle, Answer = "Y" },
            25 => new ObstacleRemoved { At = at, By = anyone, Obstacle = obstacle, Action = "Done", Reusable = "R" },
            26 => new ObstacleReturned { At = at, By = anyone, Obstacle = obstacle },
            27 => new PromiseMade { At = at, By = anyone, Promise = entry, To = learner, What = "P", DueOn = day },
            28 => new PromiseClosed { At = at, By = anyone, Promise = entry, Outcome = (PromiseOutcome)random.Next(4) },
            29 => new FeedbackGiven { At = at, By = anyone, Feedback = entry, What = "F", Rating = 1 + random.Next(5), About = mentor },
            30 => new FeedbackAnswered { At = at, By = mentor, Feedback = entry, Action = "A" },
            31 => new FeedbackClosed { At = at, By = Pilot.Champion, Feedback = entry },
            32 => random.Next(2) == 0 ? new ProgramPaused { At = at, By = mentor, Because = "B", ResumesOn = day } : new ProgramResumed { At = at, By = mentor },
            33 => new MentorPaused { At = at, By = mentor, Mentor = mentor },
            34 => new MentorResumed { At = at, By = mentor, Mentor = mentor },
            35 => new MentorHandedOver { At = at, By = mentor, From = mentor, To = Pilot.Mentors[random.Next(4)], Places = 9 },
            36 => random.Next(3) switch
            {
                0 => new LearnerLeft { At = at, By = learner, Learner = learner },
                1 => new LearnerTransferred { At = at, By = mentor, Learner = learner, To = new CohortId("other") },
                _ => new LearnerCompleted { At = at, By = mentor, Learner = learner },
            },
            37 => random.Next(8) == 0 ? new ProgramFinished { At = at, By = mentor } : new TakeawayShared { At = at, By = learner, What = "T", Challenge = "C" },
            38 => new RecognitionGiven { At = at, By = anyone, Recognition = entry, Recognised = learner, For = "X", Evidence = [1 + random.Next(20)] },
            39 => new ManagerInvited { At = at, By = anyone, Recognition = entry, Manager = new PersonId("boss") },
            41 => new CohortRematched { At = at, By = mentor, Members = [new CohortMember { Learner = learner, Mentor = Pilot.Mentors[random.Next(4)] }], Because = "Fits." },
            40 => random.Next(2) == 0 ? new HelpAsked { At = at, By = learner, Request = entry, To = mentor } : new HelpAnswered { At = at, By = mentor, Request = entry },
            _ => random.Next(4) switch
            {
                0 => new NudgeRaised { At = at, By = mentor, Nudge = entry, Learner = learner, Owner = mentor },
                1 => new NudgeActedOn { At = at, By = mentor, Nudge = entry },
                2 => new NudgeSnoozed { At = at, By = mentor, Nudge = entry, Until = day },
                _ => new NudgeCleared { At = at, By = mentor, Nudge = entry },
            },
        };
    }
}
