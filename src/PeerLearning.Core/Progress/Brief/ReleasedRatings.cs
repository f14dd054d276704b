using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>The mean of one latest rating a person, shown in instalments so that two briefs never differ by the ratings of a few.</summary>
/// <remarks>
/// A mean of five today and of six tomorrow would tell the sixth answer. So ratings are released only every second week from the start, and only once at least as
/// many people as the smallest group have rated, or rated anew, since the last release. What is shown on a day follows from the facts and the cohort's
/// start alone: no record of earlier briefs is needed, and asking more often tells nothing more. The cadence plays no part, so briefs of two cadences
/// side by side, or of one that was changed on the way, tell nothing more either.
/// </remarks>
internal static class ReleasedRatings
{
    private const int DaysBetween = 14;

    /// <summary>The mean as of the last release before today. Rows are in the order of their days.</summary>
    /// <param name="rows">The ratings.</param>
    /// <param name="context">The cohort and the moment.</param>
    /// <param name="group">How many people could rate.</param>
    public static Measured<double> Mean(List<(LocalDate On, PersonId From, int Rating)> rows, BriefContext context, int group)
    {
        if (rows.Count == 0) return Undefined.NotInTheData("Nobody rated.");
        int smallest = context.Options.SmallestGroup;
        if (group < smallest) return Undefined.Withheld($"Only {group} could rate; ratings of fewer than {smallest} people are not shown.");
        var latest = new Dictionary<PersonId, int>();
        var fresh = new HashSet<PersonId>();
        double? shown = null;
        int next = 0;
        for (var last = context.Cohort.Dates.Start.PlusDays(-1); last < context.Date && next < rows.Count; last = last.PlusDays(DaysBetween))
        {
            for (; next < rows.Count && rows[next].On <= last; next++)
            {
                latest[rows[next].From] = rows[next].Rating;
                fresh.Add(rows[next].From);
            }

            if (fresh.Count < smallest) continue;
            shown = latest.Values.Sum() / (double)latest.Count;
            fresh.Clear();
        }

        return shown is { } mean ? mean : Undefined.Withheld($"Ratings are shown every second week, once {smallest} people have rated since the last time.");
    }
}
