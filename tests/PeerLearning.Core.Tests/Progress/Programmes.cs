using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

/// <summary>Small made-up programmes: everything follows from the seed.</summary>
internal static class Programmes
{
    public static readonly LocalDate Start = new(2026, 1, 5);

    public static PersonId Learner(int i) => new($"L{i:000}");

    public static PersonId Mentor(int i) => new($"M{i}");

    public static MilestoneId Step(int i) => new($"S{i:00}");

    public static Instant At(int day) => Start.PlusDays(day).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    public static Cohort Cohort(int learners, int mentors = 3, int weeks = 12) => new()
    {
        Id = new CohortId("C1"),
        Members = [.. Enumerable.Range(0, learners).Select(i => new CohortMember { Learner = Learner(i), Mentor = mentors > 0 ? Mentor(i % mentors) : null })],
        Mentors = [.. Enumerable.Range(0, mentors).Select(Mentor)],
        Dates = new DateInterval(Start, Start.PlusDays((7 * weeks) - 1)),
    };

    public static ProgressRows Rows(int learners, ulong seed, int weeks = 12, int until = int.MaxValue, bool marks = true, bool activity = true)
    {
        var random = new SeededRandom(seed);
        var milestones = Enumerable.Range(0, weeks / 2).Select(i => new Milestone { Id = Step(i), Due = Start.PlusDays((14 * i) + 11), Weight = 1 + (i % 3) }).ToList();
        var submissions = new List<Submission>();
        var days = new List<ActivityDay>();
        var checkIns = new List<CheckIn>();
        for (int i = 0; i < learners; i++)
        {
            double zeal = random.NextDouble();
            for (int m = 0; m < milestones.Count; m++)
            {
                double chance = random.NextDouble();
                int day = (14 * m) + 11 + random.Next(10) - 7;
                double mark = Math.Round(0.3 + (0.7 * random.NextDouble()), 2);
                if (chance < 0.4 + (0.6 * zeal) && day <= until) submissions.Add(new Submission { Learner = Learner(i), Milestone = Step(m), On = Start.PlusDays(day), Mark = marks ? mark : null });
            }

            for (int day = 0; day < 7 * weeks; day++)
            {
                bool isActive = random.NextDouble() < zeal * 0.6;
                bool answers = day % 14 == 13 && random.NextDouble() < zeal;
                int amount = 1 + random.Next(20), confidence = 1 + random.Next(5);
                if (!activity || day > until) continue;
                if (isActive) days.Add(new ActivityDay { Learner = Learner(i), On = Start.PlusDays(day), Amount = amount });
                if (answers) checkIns.Add(new CheckIn { By = Learner(i), On = Start.PlusDays(day), OwnProgress = Math.Round(zeal, 2), Confidence = confidence, Reflection = "Small steps." });
            }
        }

        return new ProgressRows { Milestones = milestones, Submissions = submissions, Activity = days, CheckIns = checkIns };
    }

    public static ProgressRows Full(int learners, ulong seed, int mentors = 3, int weeks = 12)
    {
        var random = new SeededRandom(seed + 1);
        var rows = Rows(learners, seed, weeks);
        var sessions = new List<Session>();
        var obstacles = new List<Obstacle>();
        var promises = new List<Promise>();
        var requests = new List<HelpRequest>();
        var feedback = new List<Feedback>();
        string[] kinds = ["time", "access", "tools"];
        for (int week = 0; week < weeks; week++)
        {
            var monday = Start.PlusDays(7 * week);
            for (int m = 0; m < mentors; m++)
            {
                bool held = random.NextDouble() < 0.8;
                sessions.Add(new Session { Mentor = Mentor(m), PlannedOn = monday.PlusDays(2), HeldOn = held ? monday.PlusDays(2 + random.Next(2)) : null, Attendees = held ? [Learner(m)] : [] });
                promises.Add(new Promise { By = Mentor(m), What = $"answer {week}", MadeOn = monday, DueOn = monday.PlusDays(5), KeptOn = random.NextDouble() < 0.7 ? monday.PlusDays(1 + random.Next(6)) : null });
                var asked = At((7 * week) + 1);
                requests.Add(new HelpRequest { From = Learner(random.Next(learners)), To = Mentor(m), AskedAt = asked, AnsweredAt = random.NextDouble() < 0.8 ? asked + Duration.FromHours(1 + random.Next(90)) : null });
            }

            var raised = monday.PlusDays(random.Next(7));
            obstacles.Add(new Obstacle
            {
                Id = new ObstacleId($"O{week:00}"),
                Kind = kinds[random.Next(3)],
                RaisedBy = Learner(random.Next(learners)),
                RaisedOn = raised,
                Affected = [Learner(random.Next(learners))],
                Owner = random.NextDouble() < 0.7 ? Mentor(0) : null,
                RemovedOn = random.NextDouble() < 0.6 ? raised.PlusDays(random.Next(20)) : null,
                Action = "asked",
                Outcome = "works",
                Reusable = "a checklist",
            });
            var given = monday.PlusDays(4);
            feedback.Add(new Feedback { From = Learner(random.Next(learners)), On = given, Rating = 1 + random.Next(5), ActedOn = week % 2 == 0 ? given.PlusDays(3) : null, ClosedOn = week % 4 == 0 ? given.PlusDays(5) : null });
        }

        return rows with { Sessions = sessions, Obstacles = obstacles, Promises = promises, HelpRequests = requests, Feedback = feedback };
    }

    public static ProgressRows Shuffled(ProgressRows rows, ulong seed)
    {
        var random = new SeededRandom(seed);
        List<T> Mix<T>(IReadOnlyList<T> list)
        {
            var items = list.ToArray();
            random.Shuffle(items.AsSpan());
            return [.. items];
        }

        return new ProgressRows
        {
            Milestones = Mix(rows.Milestones),
            Submissions = Mix(rows.Submissions),
            Activity = Mix(rows.Activity),
            CheckIns = Mix(rows.CheckIns),
            Sessions = Mix(rows.Sessions),
            Obstacles = Mix(rows.Obstacles),
            Promises = Mix(rows.Promises),
            HelpRequests = Mix(rows.HelpRequests),
            Feedback = Mix(rows.Feedback),
            Nudges = Mix(rows.Nudges),
            Enrolments = Mix(rows.Enrolments),
        };
    }
}
