using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Evaluation.Generators;

/// <summary>Programmes with 4 mentors, 40 learners and as many events as asked: everything that happens in twelve weeks, in likely proportions.</summary>
internal static class ProgramHistories
{
    public static readonly LocalDate Start = new(2026, 3, 2);

    public static IReadOnlyList<ProgramEvent> Make(ulong seed, int events = 500, int learners = 40)
    {
        var random = new SeededRandom(seed);
        var people = Enumerable.Range(0, learners).Select(i => new PersonId($"P{seed}-{i:000}")).ToList();
        var mentors = Enumerable.Range(0, 4).Select(i => new PersonId($"M{seed}-{i}")).ToList();
        var champion = new PersonId($"C{seed}");
        var sponsor = new PersonId($"S{seed}");
        var criteria = new ProgramCriteria
        {
            Success = [new RateCriterion { Id = "completion", Measure = "learners who complete", Bar = 0.6 }],
            PlannedLearners = 100,
        };
        var at = Start.PlusWeeks(-6).AtMidnight().InUtc().ToInstant();
        var program = LearningProgram.Draft(new ProgramDrafted
        {
            At = at,
            By = champion,
            Program = new ProgramId($"program-{seed}"),
            Charter = new Charter
            {
                Why = "Incidents take too long.",
                What = "Everyone on call can read a trace.",
                StartsOn = Start,
                EndsOn = Start.PlusWeeks(12),
                Places = learners,
                Frame = new ProgramFrame { LearnerTimePerWeek = Duration.FromHours(3), MentorTimePerWeek = Duration.FromHours(4) },
                Criteria = criteria,
            },
        });
        void Add(ProgramEvent happening) => program = program.Apply(happening);
        Instant Next() => at += Duration.FromMinutes(7);
        Add(new ProgramSponsored { At = Next(), By = sponsor });
        Add(new CriteriaFrozen { At = Next(), By = champion, Fingerprint = criteria.Fingerprint() });
        Add(new MentorsEmpowered { At = Next(), By = champion, Mentors = [.. mentors.Select(mentor => new EmpoweredMentor { Mentor = mentor, Places = (learners + 3) / 4 })] });
        Add(new RecruitingOpened { At = Next(), By = mentors[0] });
        foreach (var person in people) Add(new LearnerApplied { At = Next(), By = person });
        Add(new LearnersAdmitted { At = Next(), By = mentors[0], Learners = people, Method = "all" });
        Add(new CohortMatched { At = Next(), By = mentors[0], Members = [.. people.Select((person, i) => new CohortMember { Learner = person, Mentor = mentors[i % 4] })] });
        for (int i = 0; i < 6; i++)
        {
            Add(new MilestonePlanned { At = Next(), By = mentors[i % 4], Milestone = new MilestoneId($"m{i}"), Title = $"Milestone {i + 1}", DueOn = Start.PlusWeeks((2 * i) + 1) });
        }

        at = Start.AtMidnight().InUtc().ToInstant();
        Add(new ProgramStarted { At = at, By = mentors[0] });
        int serial = 0;
        while (program.Events.Count < events)
        {
            var update = program.TryApply(Any(ref random, at += Duration.FromMinutes(20), people, mentors, champion, ++serial));
            program = update.Program;
        }

        return program.Events;
    }

    private static ProgramEvent Any(ref SeededRandom random, Instant at, List<PersonId> people, List<PersonId> mentors, PersonId champion, int serial)
    {
        var learner = people[random.Next(people.Count)];
        var mentor = mentors[random.Next(mentors.Count)];
        int older = 1 + random.Next(serial);
        return random.Next(20) switch
        {
            < 8 => new CheckInReceived { At = at, By = learner, OwnProgress = random.NextDouble(), Confidence = 1 + random.Next(5) },
            < 12 => new MilestoneReached { At = at, By = learner, Learner = learner, Milestone = new MilestoneId($"m{random.Next(6)}") },
            12 => new SessionHeld { At = at, By = mentor, Mentor = mentor, Learners = [learner, people[random.Next(people.Count)]], Length = Duration.FromMinutes(45) },
            13 => new ObstacleRaised { At = at, By = learner, Obstacle = new ObstacleId($"o{serial}"), Kind = "time", What = "Other work presses." },
            14 => random.Next(2) == 0
                ? new ObstacleOwned { At = at, By = mentor, Obstacle = new ObstacleId($"o{older}"), Owner = mentor }
                : new ObstacleRemoved { At = at, By = mentor, Obstacle = new ObstacleId($"o{older}"), Action = "A free afternoon." },
            15 => new DecisionProposed { At = at, By = learner, Decision = new EntryId($"d{serial}"), Topic = DecisionTopic.Rhythm, What = "Meet in the morning." },
            16 => new PromiseMade { At = at, By = mentor, Promise = new EntryId($"p{serial}"), What = "Send the notes.", DueOn = Start.PlusWeeks(11) },
            17 => new RecognitionGiven { At = at, By = mentor, Recognition = new EntryId($"r{serial}"), Recognised = learner, For = "Helped a peer.", Evidence = [5] },
            18 => new FeedbackGiven { At = at, By = learner, Feedback = new EntryId($"f{serial}"), What = "More practice, please.", Rating = 1 + random.Next(5) },
            _ => new HelpAsked { At = at, By = learner, Request = new EntryId($"h{serial}"), To = mentor },
        };
    }
}
