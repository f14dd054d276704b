using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PeerLearning.People;

namespace PeerLearning.Tests.People;

public class AvailabilityTests
{
    private static readonly DateInterval March = new(new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 29));

    private static Availability Of(string zone, params DateInterval[] absences) =>
        Workforce.Create([Org.Person("a", zone: zone) with { Absences = absences }]).AvailabilityOf(Org.Id("a"))!;

    [Fact]
    public void Clock_changes_of_either_side_count()
    {
        // New York changes on 8 March 2026, Paris on 29 March: 6 hours apart for one week, 5 for three.
        var overlap = Availability.Overlap([Of("Europe/Paris"), Of("America/New_York")], March);
        Assert.Equal(Duration.FromHours((5 * 2) + (15 * 3)), overlap);
    }

    [Fact]
    public void Days_away_are_lost()
    {
        var away = new DateInterval(new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 10));
        Assert.Equal(Duration.FromHours(18 * 8), Availability.Overlap([Of("Europe/Paris"), Of("Europe/Paris", away)], March));
    }

    [Fact]
    public void Nobody_shares_time_across_the_date_line_but_those_who_do()
    {
        Assert.Equal(Duration.Zero, Availability.Overlap([Of("Europe/Paris"), Of("Pacific/Auckland")], March));
        Assert.True(Availability.Overlap([Of("Pacific/Auckland"), Of("Pacific/Pago_Pago")], March) > Duration.Zero);
    }

    [Fact]
    public void Midnight_ends_the_day_and_joins_the_next()
    {
        var night = Org.Person("a", zone: "Etc/UTC") with
        {
            WorkingHours = [new(IsoDayOfWeek.Monday, new LocalTime(20, 0), LocalTime.Midnight), new(IsoDayOfWeek.Tuesday, LocalTime.Midnight, new LocalTime(4, 0))],
        };
        var stretch = Assert.Single(Workforce.Create([night]).AvailabilityOf(Org.Id("a"))!.Over(new DateInterval(new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 3))));
        Assert.Equal(Duration.FromHours(8), stretch.Duration);
    }

    [Property(MaxTest = 60)]
    public Property Overlap_equals_counting_every_quarter_of_an_hour(byte a, byte b, byte c, byte day)
    {
        string[] zones = ["Europe/Paris", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Australia/Lord_Howe", "America/Sao_Paulo"];
        Availability[] people = [Of(zones[a % 6]), Of(zones[b % 6]), Of(zones[c % 6])];
        var start = new LocalDate(2026, 1, 1).PlusDays(day);
        var dates = new DateInterval(start, start.PlusDays(9));
        var counted = Duration.Zero;
        for (var at = start.PlusDays(-1).AtMidnight().InUtc().ToInstant(); at < start.PlusDays(12).AtMidnight().InUtc().ToInstant(); at += Duration.FromMinutes(15))
        {
            if (people.All(person => Works(person, at, dates))) counted += Duration.FromMinutes(15);
        }

        return (counted == Availability.Overlap(people, dates)).Label($"{zones[a % 6]} {zones[b % 6]} {zones[c % 6]} {start}");
    }

    private static bool Works(Availability person, Instant at, DateInterval dates)
    {
        var local = at.InZone(person.Zone);
        return dates.Contains(local.Date) && person.Weekly.Any(hours => hours.Day == local.DayOfWeek && hours.Start <= local.TimeOfDay && local.TimeOfDay < hours.End);
    }
}
