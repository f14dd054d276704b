using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Progress;

/// <summary>Ranks what is in the way, and tells how it was tackled.</summary>
internal static class ChallengeWriter
{
    public static ChallengeReport Write(BriefContext context)
    {
        var raised = new List<Obstacle>();
        foreach (var obstacle in context.Columns.Obstacles.AsSpan())
        {
            if (obstacle.RaisedOn > context.Date) break;
            if (Concerns(context, obstacle)) raised.Add(obstacle);
        }

        var open = new List<Challenge>();
        var tackled = new List<TackledChallenge>();
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        var told = new List<Reason>();
        var lately = context.Calendar[Math.Max(1, context.Calendar.NumberOf(context.Date) - 1)].First;
        foreach (var obstacle in raised)
        {
            int earlier = before.GetValueOrDefault(obstacle.Kind);
            before[obstacle.Kind] = earlier + 1;
            if (IsRemoved(obstacle, context.Date))
            {
                tackled.Add(new TackledChallenge
                {
                    Obstacle = obstacle.Id,
                    Kind = obstacle.Kind,
                    Days = Period.DaysBetween(obstacle.RaisedOn, obstacle.RemovedOn!.Value),
                    Owner = obstacle.Owner,
                    Action = obstacle.Action,
                    Outcome = obstacle.Outcome,
                    Reusable = obstacle.Reusable,
                    Reasons = Tackled(obstacle),
                });
                if (obstacle.RemovedOn >= lately) told.AddRange(tackled[^1].Reasons);
            }
            else
            {
                open.Add(Open(context, obstacle, earlier));
            }
        }

        open.Sort(ByWeight);
        tackled.Reverse();
        var removal = TimeToRemoval(context, raised);
        return new ChallengeReport
        {
            Open = new ValueList<Challenge>([.. open]),
            Tackled = new ValueList<TackledChallenge>([.. tackled]),
            Kinds = Kinds(context, raised),
            TimeToRemoval = removal,
            Reasons = new ValueList<Reason>([.. Reasons(open, removal), .. told]),
        };
    }

    private static bool Concerns(BriefContext context, Obstacle obstacle)
    {
        if (context.LearnerIndex.ContainsKey(obstacle.RaisedBy) || context.MentorSet.Contains(obstacle.RaisedBy)) return true;
        foreach (var person in obstacle.Affected)
        {
            if (context.LearnerIndex.ContainsKey(person)) return true;
        }

        return false;
    }

    private static bool IsRemoved(Obstacle obstacle, LocalDate today) => obstacle.RemovedOn is { } removed && removed <= today;

    private static int ByWeight(Challenge left, Challenge right)
    {
        int compared = ((long)right.Affected * right.AgeInDays).CompareTo((long)left.Affected * left.AgeInDays);
        if (compared == 0) compared = right.AgeInDays.CompareTo(left.AgeInDays);
        return compared != 0 ? compared : left.Obstacle.CompareTo(right.Obstacle);
    }

    private static Challenge Open(BriefContext context, Obstacle obstacle, int earlier)
    {
        int age = Period.DaysBetween(obstacle.RaisedOn, context.Date);
        int affected = 1;
        foreach (var person in obstacle.Affected)
        {
            if (person != obstacle.RaisedBy) affected++;
        }

        // Who takes it later than today has not taken it yet.
        PersonId? owner = obstacle.OwnedOn > context.Date ? null : obstacle.Owner;
        bool overdue = owner is null && age > context.Options.DaysWithoutOwner;
        const string Since = "open for {age|day|days}, holds up {affected|person|people}, ";
        const string First = "{kind} (for the first time): " + Since, Again = "{kind} (raised before: {earlier|time|times}): " + Since;
        const string Owned = "owned by {owner}.", Overdue = "and nobody has taken it: name an owner now.", Unowned = "not taken yet.";
        var (code, template) = (owner is not null, overdue, earlier == 0) switch
        {
            (true, _, true) => ("progress.challenge.owned", First + Owned),
            (true, _, false) => ("progress.challenge.owned.again", Again + Owned),
            (false, true, true) => ("progress.challenge.overdue", First + Overdue),
            (false, true, false) => ("progress.challenge.overdue.again", Again + Overdue),
            (false, false, true) => ("progress.challenge.unowned", First + Unowned),
            (false, false, false) => ("progress.challenge.unowned.again", Again + Unowned),
        };
        Figure kind = Figure.Of("kind", obstacle.Kind), days = Figure.Of("age", age), people = Figure.Of("affected", affected), times = Figure.Of("earlier", earlier);
        var because = owner is { } taken ? Reason.Of(code, template, kind, days, people, times, Figure.Of("owner", taken)) : Reason.Of(code, template, kind, days, people, times);
        return new Challenge
        {
            Obstacle = obstacle.Id,
            Kind = obstacle.Kind,
            AgeInDays = age,
            Affected = affected,
            Owner = owner,
            IsOverdue = overdue,
            RaisedBefore = earlier,
            Because = because,
        };
    }

    private static ValueList<Reason> Tackled(Obstacle obstacle)
    {
        Figure kind = Figure.Of("kind", obstacle.Kind), days = Figure.Of("days", Period.DaysBetween(obstacle.RaisedOn, obstacle.RemovedOn!.Value));
        var reasons = new List<Reason>(4)
        {
            obstacle.Owner is { } owner
                ? Reason.Of("progress.tackled.by", "{kind}: out of the way after {days|day|days}, by {owner}.", kind, days, Figure.Of("owner", owner))
                : Reason.Of("progress.tackled", "{kind}: out of the way after {days|day|days}.", kind, days),
        };
        void Say(string code, string what, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text)) reasons.Add(Reason.Of("progress.tackled." + code, "{kind}, " + what + ": \"{text}\".", kind, Figure.Of("text", text)));
        }

        Say("action", "what was done", obstacle.Action);
        Say("outcome", "what came of it", obstacle.Outcome);
        Say("reusable", "what others could use again", obstacle.Reusable);
        return new ValueList<Reason>([.. reasons]);
    }

    private static ValueList<ObstacleKind> Kinds(BriefContext context, List<Obstacle> raised)
    {
        var kinds = new List<(string Kind, int Raised, int Open, int Recurred)>();
        foreach (var group in raised.GroupBy(obstacle => obstacle.Kind, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var all = group.ToList();
            // In the order in which they were raised: none comes again after one that came later.
            int recurred = all.Where((later, i) => all.FindIndex(0, i, earlier => earlier.RemovedOn <= later.RaisedOn) >= 0).Count();
            kinds.Add((group.Key, all.Count, all.Count(obstacle => !IsRemoved(obstacle, context.Date)), recurred));
        }

        kinds.Sort((left, right) => right.Raised != left.Raised ? right.Raised.CompareTo(left.Raised) : string.CompareOrdinal(left.Kind, right.Kind));
        int sum = 0;
        return new ValueList<ObstacleKind>([.. kinds.Select(kind =>
        {
            sum += kind.Raised;
            return new ObstacleKind { Kind = kind.Kind, Raised = kind.Raised, Open = kind.Open, Recurred = kind.Recurred, CumulativeShare = (double)sum / raised.Count };
        })]);
    }

    private static Measured<RemovalTime> TimeToRemoval(BriefContext context, List<Obstacle> raised)
    {
        if (raised.Count == 0) return Undefined.NotInTheData("No obstacle was raised.");
        var times = new double[raised.Count];
        var removed = new bool[raised.Count];
        for (int i = 0; i < times.Length; i++)
        {
            removed[i] = IsRemoved(raised[i], context.Date);
            times[i] = Period.DaysBetween(raised[i].RaisedOn, removed[i] ? raised[i].RemovedOn!.Value : context.Date);
        }

        var fitted = KaplanMeier.Fit(times, removed);
        if (!fitted.TryGet(out var curve)) return fitted.Undefined!;
        var (lower, upper) = curve.MedianLimits();
        int gone = removed.Count(happened => happened);
        Measured<double> Reached(Measured<double> days) => days.IsDefined ? days : Undefined.NotReached($"Too few obstacles are out of the way so far ({gone} of {raised.Count}).");
        return new RemovalTime
        {
            Raised = raised.Count,
            Removed = gone,
            MedianDays = Reached(curve.Median()),
            LowerDays = Reached(lower),
            UpperDays = Reached(upper),
            OpenAfter14Days = curve.At(14),
        };
    }

    private static List<Reason> Reasons(List<Challenge> open, Measured<RemovalTime> removal)
    {
        var reasons = new List<Reason>();
        if (open.Count > 0)
        {
            reasons.Add(Reason.Of(
                "progress.challenges.open",
                "{open|obstacle is|obstacles are} open, the biggest is {kind} ({age|day|days}, {affected|person|people} held up); {unowned|has|have} no owner.",
                Figure.Of("open", open.Count), Figure.Of("kind", open[0].Kind), Figure.Of("age", open[0].AgeInDays), Figure.Of("affected", open[0].Affected), Figure.Of("unowned", open.Count(challenge => challenge.Owner is null))));
        }

        if (removal.TryGet(out var time) && time.MedianDays.TryGet(out double median))
        {
            reasons.Add(Reason.Of(
                "progress.challenges.removal",
                "Half of the obstacles are out of the way within {median:0.#|day|days} ({removed} of {raised} so far).",
                Figure.Of("median", median), Figure.Of("removed", time.Removed), Figure.Of("raised", time.Raised)));
        }

        return reasons;
    }
}
