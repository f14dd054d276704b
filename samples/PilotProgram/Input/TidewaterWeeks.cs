using PeerLearning.People;
using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>Twelve weeks at Tidewater Instruments, drawn from one seed: what learners and mentors do and say, as events to record.</summary>
/// <remarks>
/// Each learner has a pace and a steadiness; some fall silent half way, and a few of those leave. Every second week a milestone is due. Mentors plan a
/// session a week and hold most of them. Obstacles come, are owned and mostly removed; those with managers go to the champion.
/// </remarks>
internal sealed class TidewaterWeeks(DateInterval dates, PersonId champion, ulong seed = 12)
{
    private const string Support = "Support of the manager";
    private static readonly string[] Titles = ["Own question", "First sources", "Draft with a peer", "Second draft", "Shown to the team", "Used at work"];
    private static readonly string[] ObstacleKinds = ["Time", "Access to data", "Tools", Support];
    private static readonly string[] Praise = ["Asks before answering.", "Brings real cases.", "Always well prepared.", "Sees what others overlook."];

    private readonly List<ActivityDay> _activity = [];

    /// <summary>Days on which learners were active in the learning platform, as far as they have been told.</summary>
    public IReadOnlyList<ActivityDay> Activity => _activity;

    /// <summary>A milestone every second week: the plan that the team makes.</summary>
    public IReadOnlyList<Milestone> Plan { get; } =
        [.. Titles.Select((title, i) => new Milestone { Id = new($"M{i + 1}"), Title = title, Due = dates.Start.PlusDays((14 * (i + 1)) - 3) })];

    /// <summary>What a learner does from the day on which they join.</summary>
    public IEnumerable<Happening> OfLearner(PersonId learner, LocalDate joinedOn)
    {
        // A generator for each person, so that nobody's story depends on who else is in the cohort.
        var random = RandomOf(learner);
        int days = dates.Length, joined = Period.DaysBetween(dates.Start, joinedOn);
        double pace = 1.5 + (3.5 * random.Uniform());
        int silentFrom = random.Below(6) == 0 ? Math.Max(joined + 14, 21 + random.Below(40)) : days;
        if (silentFrom + 10 < days && random.Below(2) == 0) yield return At(silentFrom + 10, 9, (at, _) => new LearnerLeft { At = at, By = learner, Learner = learner, Because = "No time left beside the work." });
        for (int day = joined; day < Math.Min(days, silentFrom); day++)
        {
            var date = dates.Start.PlusDays(day);
            bool isWeekend = date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
            if (!isWeekend && random.Uniform() < pace / 6) _activity.Add(new ActivityDay { Learner = learner, On = date, Amount = 1 + random.Below(30) });
        }

        var reachedOn = new List<int>();
        for (int i = 0; i < Plan.Count; i++)
        {
            int lateness = (int)Math.Round(((3 - pace) * 2) + (3 * random.Normal()));
            int day = Math.Max(joined + (2 * (i + 1)), Period.DaysBetween(dates.Start, Plan[i].Due) + lateness);
            if (day >= silentFrom || day >= days - 1) continue;
            var id = Plan[i].Id;
            double mark = Math.Round(Math.Clamp(0.62 + (0.05 * pace) + (0.1 * random.Normal()), 0, 1), 2);
            reachedOn.Add(day);
            yield return At(day, 16, (at, _) => new MilestoneReached { At = at, By = learner, Learner = learner, Milestone = id, Mark = mark });
        }

        for (int week = (joined / 7) + 1; week * 7 < Math.Min(days, silentFrom); week++)
        {
            if (random.Uniform() > 0.85) continue;
            int today = (week * 7) - 1;
            double done = reachedOn.Count(day => day <= today) / (double)Plan.Count;
            double own = Math.Round(Math.Clamp(done + 0.05 + (0.1 * random.Normal()), 0, 1), 2);
            int confidence = Math.Clamp((int)Math.Round(2 + (0.5 * pace) + (0.8 * random.Normal())), 1, 5);
            string tackled = random.Below(5) == 0 ? "Took the question to a colleague in another unit" : "", reflection = random.Below(6) == 0 ? "Start with the decision, not with the data" : "";
            yield return At(today, 15, (at, _) => new CheckInReceived { At = at, By = learner, OwnProgress = own, Confidence = confidence, Tackled = tackled, Reflection = reflection });
        }

        if (random.Below(3) == 0)
        {
            foreach (var happening in Obstacle(learner, joined + random.Below(Math.Max(1, Math.Min(silentFrom, days - 14) - joined)), random)) yield return happening;
        }

        var asked = new EntryId($"H-{learner}");
        int askedOn = joined + 7 + random.Below(Math.Max(1, 60 - joined)), hours = 2 + random.Below(60);
        bool isAnswered = random.Below(8) > 0;
        yield return At(askedOn, 10, (at, mentor) => new HelpAsked { At = at, By = learner, Request = asked, To = mentor }, learner);
        if (isAnswered) yield return new Happening(Moment(askedOn, 10) + Duration.FromHours(hours), program => program.HelpRequests.FirstOrDefault(one => one.Id == asked) is { } open ? new HelpAnswered { At = Moment(askedOn, 10) + Duration.FromHours(hours), By = open.To, Request = asked } : null);

        int rating = Math.Clamp((int)Math.Round(3.6 + (0.8 * random.Normal())), 1, 5);
        string praise = rating < 3 ? "Is often away." : Praise[random.Below(Praise.Length)];
        yield return At(Math.Min(days - 3, Math.Max(42, joined + 14)), 11, (at, mentor) => new FeedbackGiven { At = at, By = learner, Feedback = new EntryId($"F-{learner}"), About = mentor, Rating = rating, What = praise }, learner);
        if (silentFrom == days && random.Below(3) == 0) yield return At(days - 2, 12, (at, _) => new TakeawayShared { At = at, By = learner, What = "Ask earlier.", Challenge = "Time in the calendar." });
    }

    /// <summary>What a mentor does.</summary>
    public IEnumerable<Happening> OfMentor(PersonId mentor)
    {
        var random = RandomOf(mentor);
        double reliability = 0.7 + (0.3 * random.Uniform());
        for (int week = 0; (week * 7) + 2 < dates.Length; week++)
        {
            int day = (week * 7) + 2;
            var planned = dates.Start.PlusDays(day);
            ulong attendance = (ulong)random.Below(int.MaxValue);
            yield return At(week * 7, 9, (at, _) => new SessionPlanned { At = at, By = mentor, Mentor = mentor, PlannedOn = planned });
            if (random.Uniform() >= reliability) continue;
            yield return new Happening(Moment(day, 14), program => Held(program, mentor, planned, Moment(day, 14), new Draw(attendance)));
        }

        var promise = new EntryId($"P-{mentor}");
        yield return At(5, 9, (at, _) => new PromiseMade { At = at, By = mentor, Promise = promise, What = "Bring a real case from the own unit", DueOn = dates.Start.PlusDays(26) });
        if (random.Below(3) > 0) yield return At(20, 9, (at, _) => new PromiseClosed { At = at, By = mentor, Promise = promise, Outcome = PromiseOutcome.Kept });

        var feedback = new EntryId($"F-{mentor}");
        yield return At(28, 9, (at, _) => new FeedbackGiven { At = at, By = mentor, Feedback = feedback, What = "Learners need time in their calendars", Rating = 4 });
        yield return At(33, 9, (at, _) => new FeedbackAnswered { At = at, By = champion, Feedback = feedback, Action = "The champion wrote to their managers" });
        yield return At(40, 9, (at, _) => new FeedbackClosed { At = at, By = mentor, Feedback = feedback });
        yield return At(dates.Length - 2, 13, (at, _) => new TakeawayShared { At = at, By = mentor, What = "Let the learners choose the case.", Challenge = "Sessions across time zones." });
    }

    private IEnumerable<Happening> Obstacle(PersonId learner, int raised, Draw random)
    {
        string kind = ObstacleKinds[random.Below(ObstacleKinds.Length)];
        var id = new ObstacleId($"O-{learner}");
        bool isOwned = random.Below(4) > 0;
        int removed = raised + 5 + random.Below(30), answered = raised + 4 + random.Below(4);
        yield return At(raised, 17, (at, _) => new ObstacleRaised { At = at, By = learner, Obstacle = id, Kind = kind, What = $"{kind}: in the way of the next milestone", Affected = [learner] });
        if (!isOwned) yield break;
        yield return At(raised + 2, 9, (at, mentor) => new ObstacleOwned { At = at, By = mentor, Obstacle = id, Owner = mentor }, learner);
        if (kind == Support)
        {
            yield return At(raised + 3, 9, (at, mentor) => new ObstacleEscalated { At = at, By = mentor, Obstacle = id, Ask = "Speak with the manager" }, learner);
            yield return At(answered, 18, (at, _) => new EscalationAnswered { At = at, By = champion, Obstacle = id, Answer = "Two hours a week are agreed" }, learner);
            removed = Math.Max(removed, answered + 1);
        }

        string reusable = kind == "Access to data" ? "The data catalogue has an owner list" : "";
        if (removed < dates.Length - 1) yield return At(removed, 9, (at, mentor) => new ObstacleRemoved { At = at, By = mentor, Obstacle = id, Action = $"{kind} settled with the manager", Reusable = reusable }, learner);
    }

    private static SessionHeld? Held(LearningProgram program, PersonId mentor, LocalDate planned, Instant at, Draw random)
    {
        PersonId[] came = [.. program.Learners.Where(place => place.Mentor == mentor && place.Status == LearnerStatus.Learning).Select(place => place.Learner).Order().Where(_ => random.Uniform() < 0.85)];
        return came.Length == 0 ? null : new SessionHeld { At = at, By = mentor, Mentor = mentor, PlannedOn = planned, Learners = came, Length = Duration.FromMinutes(60) };
    }

    private Happening At(int day, int hour, Func<Instant, PersonId, ProgramEvent> happening) => new(Moment(day, hour), _ => happening(Moment(day, hour), default));

    /// <summary>Something that a learner's mentor does, or that is done with the mentor: whoever it is by then.</summary>
    private Happening At(int day, int hour, Func<Instant, PersonId, ProgramEvent> happening, PersonId learner) => new(
        Moment(day, hour), program => program.Learners.First(place => place.Learner == learner) is { Status: LearnerStatus.Learning, Mentor: { } mentor } ? happening(Moment(day, hour), mentor) : null);

    private Instant Moment(int day, int hour) => dates.Start.PlusDays(day).At(new LocalTime(hour, 0)).InUtc().ToInstant();

    private Draw RandomOf(PersonId person) => new(seed ^ (ulong)person.Value.Aggregate(17L, (hash, c) => unchecked((hash * 31) + c)));
}
