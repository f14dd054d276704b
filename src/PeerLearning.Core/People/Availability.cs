namespace PeerLearning.People;

/// <summary>When a person can be met: weekly working hours in a time zone, less the days away.</summary>
/// <remarks>
/// <para>Everything is computed on instants over real dates, so daylight saving, half-hour zones and the date line need no special care. A local
/// time that a clock change skips or repeats is resolved as NodaTime's lenient resolver does.</para>
/// <para>This type is immutable.</para>
/// </remarks>
public sealed class Availability
{
    private readonly WorkingHours[] _weekly;
    private readonly DateInterval[] _absences;

    internal Availability(DateTimeZone zone, WorkingHours[] weekly, DateInterval[] absences)
    {
        Zone = zone;
        _weekly = weekly;
        _absences = absences;
    }

    /// <summary>The time zone.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The weekly working hours, in order of day and start.</summary>
    public IReadOnlyList<WorkingHours> Weekly => new ValueList<WorkingHours>(_weekly);

    /// <summary>The stretches of working time within the dates, in order, none touching the next.</summary>
    /// <param name="dates">The dates, first and last included, each a day in <see cref="Zone"/>.</param>
    /// <returns>The stretches as instants.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="dates"/> is null.</exception>
    /// <remarks>O(days).</remarks>
    public IReadOnlyList<Interval> Over(DateInterval dates) =>
        ValueList.Copy(Stretches(Guard.Against.Null(dates)).Select(stretch => new Interval(Instant.FromUnixTimeSeconds(stretch.Start), Instant.FromUnixTimeSeconds(stretch.End))));

    /// <summary>The time that all of several people work at once, over the dates.</summary>
    /// <param name="people">The people's availabilities, at least one.</param>
    /// <param name="dates">The dates, first and last included.</param>
    /// <returns>The total time.</returns>
    /// <exception cref="ArgumentException"><paramref name="people"/> is empty, or an argument is null.</exception>
    /// <remarks>O(people x days).</remarks>
    public static Duration Overlap(IReadOnlyList<Availability> people, DateInterval dates)
    {
        Guard.Against.NullOrEmpty(people);
        Guard.Against.Null(dates);
        var common = people[0].Stretches(dates);
        for (int i = 1; i < people.Count && common.Count > 0; i++) common = Intersect(common, people[i].Stretches(dates));
        return Duration.FromSeconds(common.Sum(stretch => stretch.End - stretch.Start));
    }

    /// <summary>The stretches in seconds since the Unix epoch, sorted and disjoint.</summary>
    internal List<(long Start, long End)> Stretches(DateInterval dates)
    {
        var stretches = new List<(long Start, long End)>();
        for (var date = dates.Start; date <= dates.End; date = date.PlusDays(1))
        {
            if (Array.Exists(_absences, absence => absence.Contains(date))) continue;
            foreach (var hours in _weekly)
            {
                if (hours.Day != date.DayOfWeek) continue;
                var endDate = hours.End == LocalTime.Midnight ? date.PlusDays(1) : date;
                long start = Zone.AtLeniently(date.At(hours.Start)).ToInstant().ToUnixTimeSeconds();
                long end = Zone.AtLeniently(endDate.At(hours.End)).ToInstant().ToUnixTimeSeconds();
                if (end <= start) continue;
                if (stretches.Count > 0 && start <= stretches[^1].End) stretches[^1] = (stretches[^1].Start, Math.Max(end, stretches[^1].End));
                else stretches.Add((start, end));
            }
        }

        return stretches;
    }

    internal static List<(long Start, long End)> Intersect(List<(long Start, long End)> first, List<(long Start, long End)> second)
    {
        var common = new List<(long Start, long End)>();
        for (int i = 0, j = 0; i < first.Count && j < second.Count;)
        {
            long start = Math.Max(first[i].Start, second[j].Start);
            long end = Math.Min(first[i].End, second[j].End);
            if (start < end) common.Add((start, end));
            if (first[i].End < second[j].End) i++;
            else j++;
        }

        return common;
    }

    /// <summary>The total per week on average: total x 7 / days.</summary>
    internal static Duration PerWeek(Duration total, DateInterval dates) => Duration.FromSeconds(total.TotalSeconds * 7 / dates.Length);
}
