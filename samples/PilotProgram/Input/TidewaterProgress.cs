using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>The twelve weeks of the cohort at Tidewater Instruments, drawn from one seed: what learners and mentors did and said.</summary>
/// <remarks>
/// Each learner has a pace and a steadiness; some fall silent half way. Every second week a milestone is due. Mentors promise a session a week and hold
/// most of them. Obstacles come, are owned and mostly removed.
/// </remarks>
internal static class TidewaterProgress
{
    private static readonly string[] Titles = ["Own question", "First sources", "Draft with a peer", "Second draft", "Shown to the team", "Used at work"];
    private static readonly string[] ObstacleKinds = ["Time", "Access to data", "Tools", "Support of the manager"];

    public static ProgressRows Rows(Cohort cohort, ulong seed = 12)
    {
        var start = cohort.Dates.Start;
        int days = cohort.Dates.Length;
        Milestone[] milestones = [.. Titles.Select((title, i) => new Milestone { Id = new($"M{i + 1}"), Title = title, Due = start.PlusDays((14 * (i + 1)) - 3) })];
        var submissions = new List<Submission>();
        var activity = new List<ActivityDay>();
        var checkIns = new List<CheckIn>();
        var sessions = new List<Session>();
        var obstacles = new List<Obstacle>();
        var promises = new List<Promise>();
        var help = new List<HelpRequest>();
        var feedback = new List<Feedback>();
        var enrolments = new List<Enrolment>();

        foreach (var member in cohort.Members.OrderBy(member => member.Learner))
        {
            // A generator for each person, so that nobody's story depends on who else is in the cohort.
            var random = new Draw(seed ^ (ulong)member.Learner.Value.Aggregate(17L, (hash, c) => (hash * 31) + c));
            double pace = 1.5 + (3.5 * random.Uniform());
            int silentFrom = random.Below(6) == 0 ? 21 + random.Below(40) : days;
            int leftOn = silentFrom < days && random.Below(3) == 0 ? silentFrom + 10 : days;
            if (leftOn < days) enrolments.Add(new Enrolment { Learner = member.Learner, LeftOn = start.PlusDays(leftOn), Ending = Ending.Withdrawn });
            for (int day = 0; day < days; day++)
            {
                var date = start.PlusDays(day);
                bool isWeekend = date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
                if (day < silentFrom && !isWeekend && random.Uniform() < pace / 6) activity.Add(new ActivityDay { Learner = member.Learner, On = date, Amount = 1 + random.Below(30) });
            }

            for (int i = 0; i < milestones.Length; i++)
            {
                int lateness = (int)Math.Round((3 - pace) * 2 + (3 * random.Normal()));
                var on = milestones[i].Due.PlusDays(lateness);
                int day = Period.DaysBetween(start, on);
                if (day < 0 || day >= silentFrom || day >= days) continue;
                submissions.Add(new Submission { Learner = member.Learner, Milestone = milestones[i].Id, On = on, Mark = Math.Round(Math.Clamp(0.62 + (0.05 * pace) + (0.1 * random.Normal()), 0, 1), 2) });
            }

            for (int week = 1; week * 7 < Math.Min(days, silentFrom); week++)
            {
                if (random.Uniform() > 0.85) continue;
                double done = submissions.Count(submission => submission.Learner == member.Learner && submission.On <= start.PlusDays(week * 7)) / (double)milestones.Length;
                checkIns.Add(new CheckIn
                {
                    By = member.Learner,
                    On = start.PlusDays((week * 7) - 1),
                    OwnProgress = Math.Round(Math.Clamp(done + 0.05 + (0.1 * random.Normal()), 0, 1), 2),
                    Confidence = Math.Clamp((int)Math.Round(2 + (0.5 * pace) + (0.8 * random.Normal())), 1, 5),
                    Tackled = random.Below(5) == 0 ? "Took the question to a colleague in another unit" : null,
                    Reflection = random.Below(6) == 0 ? "Start with the decision, not with the data" : null,
                });
            }

            if (random.Below(3) == 0)
            {
                int raised = random.Below(Math.Min(silentFrom, days - 14));
                int kind = random.Below(ObstacleKinds.Length);
                bool isOwned = random.Below(4) > 0;
                int removed = raised + 5 + random.Below(30);
                obstacles.Add(new Obstacle
                {
                    Id = new($"O-{member.Learner}"),
                    Kind = ObstacleKinds[kind],
                    RaisedBy = member.Learner,
                    RaisedOn = start.PlusDays(raised),
                    Affected = [member.Learner],
                    Owner = isOwned ? member.Mentor : null,
                    OwnedOn = isOwned ? start.PlusDays(raised + 2) : null,
                    RemovedOn = isOwned && removed < days ? start.PlusDays(removed) : null,
                    Action = isOwned && removed < days ? $"{ObstacleKinds[kind]} settled with the manager" : null,
                    Outcome = isOwned && removed < days ? "Removed" : null,
                    Reusable = isOwned && removed < days && kind == 1 ? "The data catalogue has an owner list" : null,
                });
            }

            if (member.Mentor is not { } mentor) continue;
            feedback.Add(new Feedback { From = member.Learner, About = mentor, On = start.PlusDays(42), Rating = Math.Clamp((int)Math.Round(3.6 + (0.8 * random.Normal())), 1, 5) });
            var asked = start.PlusDays(7 + random.Below(60)).At(new LocalTime(10, 0)).InUtc().ToInstant();
            help.Add(new HelpRequest { From = member.Learner, To = mentor, AskedAt = asked, AnsweredAt = random.Below(8) == 0 ? null : asked + Duration.FromHours(2 + random.Below(60)) });
        }

        foreach (var mentor in cohort.Mentors.Order())
        {
            var random = new Draw(seed + (ulong)mentor.Value.Aggregate(7L, (hash, c) => (hash * 31) + c));
            var own = cohort.Members.Where(member => member.Mentor == mentor).Select(member => member.Learner).ToList();
            double reliability = 0.7 + (0.3 * random.Uniform());
            for (int week = 0; week * 7 < days; week++)
            {
                var planned = start.PlusDays((week * 7) + 2);
                bool isHeld = random.Uniform() < reliability;
                sessions.Add(new Session { Mentor = mentor, PlannedOn = planned, HeldOn = isHeld ? planned : null, Attendees = isHeld ? [.. own.Where(_ => random.Uniform() < 0.85)] : [] });
            }

            promises.Add(new Promise { By = mentor, What = "Bring a real case from the own unit", MadeOn = start.PlusDays(5), DueOn = start.PlusDays(26), KeptOn = random.Below(3) == 0 ? null : start.PlusDays(20) });
            feedback.Add(new Feedback
            {
                From = mentor,
                On = start.PlusDays(28),
                Rating = 4,
                Comment = "Learners need time in their calendars",
                Action = "The champion wrote to their managers",
                ActedOn = start.PlusDays(33),
                ClosedOn = start.PlusDays(40),
            });
        }

        return new ProgressRows
        {
            Milestones = milestones,
            Submissions = submissions,
            Activity = activity,
            CheckIns = checkIns,
            Sessions = sessions,
            Obstacles = obstacles,
            Promises = promises,
            HelpRequests = help,
            Feedback = feedback,
            Enrolments = enrolments,
        };
    }
}
