namespace PeerLearning.People;

/// <summary>Enough working time that everybody in the group has in common.</summary>
/// <remarks>The time is computed over the real dates, clock changes and days away included, and averaged per week.</remarks>
public sealed record OverlapRule : Rule
{
    /// <summary>The least common time per week, on average over the dates.</summary>
    public required Duration MinimumPerWeek
    {
        get;
        init => field = value > Duration.Zero && value <= Duration.FromDays(7)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MinimumPerWeek), value, "More than nothing and at most a whole week is needed.");
    }

    /// <summary>The first and the last day of the programme.</summary>
    public required DateInterval Dates { get; init => field = Guard.Against.Null(value); }

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions => ValueList<Dimension>.Empty;

    /// <inheritdoc/>
    public override Reason Describe() => Reason.Of(
        "rule.overlap", "At least {hours:0.##} common working hours a week from {start} to {end}.",
        Figure.Of("hours", MinimumPerWeek.TotalHours), Figure.Of("start", Dates.Start), Figure.Of("end", Dates.End));

    private protected override void Judge(Workforce workforce, string where, ProblemList problems)
    {
        if (workforce.Schedules.IsEmpty)
        {
            problems.Error("rule.overlap.unknown", where, "Nobody in the workforce has a time zone, so nobody's working hours are known.", "Bring the time zones, or drop the rule.");
        }
    }

    private protected override void Check(Workforce workforce, ReadOnlySpan<int> members, List<Reason> broken)
    {
        if (members.Length < 2) return;
        var people = new List<Availability>();
        foreach (int member in members)
        {
            if (workforce.AvailabilityAt(member) is { } availability)
            {
                people.Add(availability);
            }
            else
            {
                broken.Add(Reason.Of("rule.overlap.unknown", "The working hours of {person} are unknown.", Figure.Of("person", workforce.IdAt(member))));
            }
        }

        if (people.Count < members.Length) return;
        var perWeek = Availability.PerWeek(Availability.Overlap(people, Dates), Dates);
        if (perWeek < MinimumPerWeek)
        {
            broken.Add(Reason.Of("rule.overlap.broken", "{hours:0.##} common working hours a week.", Figure.Of("hours", perWeek.TotalHours)));
        }
    }
}
