namespace PeerLearning.Progress;

/// <summary>The periods of a programme, and the days on which nobody is expected.</summary>
internal sealed class PeriodCalendar
{
    private readonly DateInterval _dates;
    private readonly int _length;
    private readonly IReadOnlyList<LocalDate> _holidays;

    public PeriodCalendar(DateInterval dates, ProgressMonitorOptions options)
    {
        _dates = dates;
        _length = options.Cadence == Cadence.Weekly ? 7 : 14;
        _holidays = options.Holidays;
        HolidayDays = [.. _holidays.Select(Days.Of)];
    }

    public int[] HolidayDays { get; }

    public int Count => ((_dates.Length - 1) / _length) + 1;

    /// <summary>The number of the period of a date: 0 before the start, at most <see cref="Count"/>.</summary>
    public int NumberOf(LocalDate date) =>
        date < _dates.Start ? 0 : Math.Min(Count, (Period.DaysBetween(_dates.Start, date) / _length) + 1);

    public BriefPeriod this[int number]
    {
        get
        {
            if (number < 1)
            {
                return new BriefPeriod { Number = 0, First = _dates.Start.PlusDays(-_length), Last = _dates.Start.PlusDays(-1), CheckInOn = _dates.Start };
            }

            var first = _dates.Start.PlusDays((number - 1) * _length);
            var last = LocalDate.Min(_dates.End, first.PlusDays(_length - 1));
            var checkIn = last;
            while (IsHoliday(checkIn)) checkIn = checkIn.PlusDays(1);
            bool all = true;
            for (var day = first; day <= last && all; day = day.PlusDays(1)) all = IsHoliday(day);
            return new BriefPeriod { Number = number, First = first, Last = last, CheckInOn = checkIn, IsHoliday = all };
        }
    }

    /// <summary>The next day of a check-in on or after a date; null when the last one is over.</summary>
    public LocalDate? NextCheckIn(LocalDate date)
    {
        for (int number = Math.Max(1, NumberOf(date) - 1); number <= Count; number++)
        {
            var period = this[number];
            if (!period.IsHoliday && period.CheckInOn >= date) return period.CheckInOn;
        }

        return null;
    }

    private bool IsHoliday(LocalDate date)
    {
        int low = 0, high = _holidays.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int compared = _holidays[middle].CompareTo(date);
            if (compared == 0) return true;
            if (compared < 0) low = middle + 1;
            else high = middle - 1;
        }

        return false;
    }
}
