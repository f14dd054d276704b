using NodaTime.Text;

namespace PeerLearning.People;

/// <summary>A stretch of working time on one day of the week, in the person's own time zone.</summary>
/// <remarks>
/// <para>It includes its start and excludes its end. An end at midnight (00:00) is the end of the day; work past midnight is two stretches.</para>
/// <para>The default value is on no day; the door of the workforce reports it.</para>
/// </remarks>
public readonly record struct WorkingHours
{
    /// <summary>Initialises a stretch; whether it ends after it starts is judged at the door.</summary>
    /// <param name="day">The day of the week.</param>
    /// <param name="start">The start, local time.</param>
    /// <param name="end">The end, local time; midnight for the end of the day.</param>
    public WorkingHours(IsoDayOfWeek day, LocalTime start, LocalTime end)
    {
        Day = day;
        Start = start;
        End = end;
    }

    /// <summary>Monday to Friday, nine to five: what a person has who states nothing else.</summary>
    public static IReadOnlyList<WorkingHours> NineToFive { get; } = ValueList.Copy(
        from day in new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday }
        select new WorkingHours(day, new LocalTime(9, 0), new LocalTime(17, 0)));

    /// <summary>The day of the week.</summary>
    public IsoDayOfWeek Day { get; }

    /// <summary>The start, local time.</summary>
    public LocalTime Start { get; }

    /// <summary>The end, local time; midnight is the end of the day.</summary>
    public LocalTime End { get; }

    /// <summary>The day and the times in ISO form.</summary>
    /// <returns>For example <c>Monday 09:00-17:00</c>.</returns>
    public override string ToString()
    {
        var pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
        return $"{Day} {pattern.Format(Start)}-{pattern.Format(End)}";
    }

    internal bool IsSound => Day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday && (End > Start || End == LocalTime.Midnight);
}
