namespace PeerLearning.Statistics;

/// <summary>How often past forecasts would have held: at each past week the time for the work that then followed is forecast from the weeks before it.</summary>
/// <remarks>
/// The forecast of a chance p holds when the work was done by its week, so it should hold in a share of about p of the past weeks. Neighbouring
/// weeks share history and outcome: the share is a check, not a test. O(weeks x horizon x work x distinct values).
/// </remarks>
internal static class ForecastBackTest
{
    /// <summary>Weeks of history below which no forecast is made.</summary>
    public const int FewestWeeks = 4;

    /// <summary>The weeks after each forecast whose work is forecast.</summary>
    public const int WeeksAhead = 4;

    /// <summary>Past forecasts below which their share says nothing.</summary>
    public const int FewestForecasts = 5;

    /// <summary>The past forecasts, and how many of them held, for each chance.</summary>
    public static (int Forecasts, int[] Held) Run(ReadOnlySpan<int> history, ReadOnlySpan<double> chances)
    {
        int forecasts = 0;
        var held = new int[chances.Length];
        for (int origin = FewestWeeks; origin + WeeksAhead <= history.Length; origin++)
        {
            int work = 0, needed = 0;
            for (int week = 1; week <= WeeksAhead; week++)
            {
                if (history[origin + week - 1] == 0) continue;
                work += history[origin + week - 1];
                needed = week;
            }

            if (work == 0) continue;
            forecasts++;
            // Done by week needed - 1 with less than the chance: the forecast names that week or a later one, and held.
            var done = ThroughputForecast.DoneByWeek(history[..origin], work, needed - 1).Value;
            for (int i = 0; i < chances.Length; i++)
            {
                if (done[^1] < chances[i] - 1e-12) held[i]++;
            }
        }

        return (forecasts, held);
    }
}
