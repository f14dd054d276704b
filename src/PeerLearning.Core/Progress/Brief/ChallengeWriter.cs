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
                });
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
            Reasons = new ValueList<Reason>([.. Reasons(open, removal)]),
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

        bool overdue = obstacle.Owner is null && age > context.Options.DaysWithoutOwner;
        var because = obstacle.Owner is { } owner
            ? Reason.Of(
                "progress.challenge.owned",
                "{kind}: open for {age|day|days}, holds up {affected}, owned by {owner}.",
                Figure.Of("kind", obstacle.Kind), Figure.Of("age", age), Figure.Of("affected", affected), Figure.Of("owner", owner))
            : Reason.Of(
                overdue ? "progress.challenge.overdue" : "progress.challenge.unowned",
                overdue ? "{kind}: open for {age|day|days}, holds up {affected}, and nobody has taken it: name an owner now." : "{kind}: open for {age|day|days}, holds up {affected}, not taken yet.",
                Figure.Of("kind", obstacle.Kind), Figure.Of("age", age), Figure.Of("affected", affected));
        return new Challenge
        {
            Obstacle = obstacle.Id,
            Kind = obstacle.Kind,
            AgeInDays = age,
            Affected = affected,
            Owner = obstacle.Owner,
            IsOverdue = overdue,
            RaisedBefore = earlier,
            Because = because,
        };
    }

    private static ValueList<ObstacleKind> Kinds(BriefContext context, List<Obstacle> raised)
    {
        var kinds = new List<(string Kind, int Raised, int Open, int Recurred)>();
        foreach (var group in raised.GroupBy(obstacle => obstacle.Kind, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var all = group.ToList();
            int recurred = all.Count(later => all.Exists(earlier => earlier.RemovedOn is { } removed && removed <= later.RaisedOn && earlier.Id != later.Id));
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
        return new RemovalTime
        {
            Raised = raised.Count,
            Removed = removed.Count(happened => happened),
            MedianDays = curve.Median(),
            LowerDays = lower,
            UpperDays = upper,
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
                "{open|obstacle is|obstacles are} open, the biggest is {kind} ({age|day|days}, {affected} held up); {unowned|has|have} no owner.",
                Figure.Of("open", open.Count), Figure.Of("kind", open[0].Kind), Figure.Of("age", open[0].AgeInDays), Figure.Of("affected", open[0].Affected), Figure.Of("unowned", open.Count(challenge => challenge.Owner is null))));
        }

        if (removal.TryGet(out var time) && time.MedianDays.TryGet(out double median))
        {
            reasons.Add(Reason.Of(
                "progress.challenges.removal",
                "Half of the obstacles are removed within {median|day|days} ({removed} of {raised} so far).",
                Figure.Of("median", median), Figure.Of("removed", time.Removed), Figure.Of("raised", time.Raised)));
        }

        return reasons;
    }
}
