using System.Numerics;

namespace PeerLearning.Statistics;

/// <summary>When will the remaining work be done, if every coming week is like one of the past weeks?</summary>
/// <remarks>
/// The exact distribution that Monte-Carlo forecasts approach: the throughput of one week, convolved week by week and capped at the remaining
/// work. O(weeks x remaining x distinct values); ends also when history is all zero.
/// </remarks>
internal static class ThroughputForecast
{
    /// <summary>The chance of being done at the end of week 0, 1, …, weeks.</summary>
    public static Measured<double[]> DoneByWeek(ReadOnlySpan<int> history, int remaining, int weeks) => DoneByWeek(history, remaining, weeks, weeks, 1);

    /// <summary>The same, and on to a later week as long as the chance is below what is enough.</summary>
    public static Measured<double[]> DoneByWeek(ReadOnlySpan<int> history, int remaining, int weeks, int latest, double enough)
    {
        if (history.IsEmpty) return Undefined.TooFew(1, 0, "weeks of history");
        foreach (int pace in history)
        {
            if (pace < 0) return Undefined.OutOfRange("A week's throughput is negative.");
        }

        if (remaining < 0 || weeks < 0) return Undefined.OutOfRange("Remaining work and weeks are at least 0.");
        var sorted = history.ToArray();
        Array.Sort(sorted);
        var done = new double[Math.Max(weeks, latest) + 1];
        if (remaining == 0)
        {
            Array.Fill(done, 1);
            return done[..(weeks + 1)];
        }

        // left[r]: the chance that r pieces of work are left.
        var left = new double[remaining + 1];
        var next = new double[remaining + 1];
        left[remaining] = 1;
        // Nothing below has any chance yet, but for what is done.
        int lowest = remaining, week = 0;
        while (week < weeks || (week < latest && done[week] < enough))
        {
            week++;
            Array.Clear(next);
            for (int first = 0; first < sorted.Length;)
            {
                int last = first;
                while (last + 1 < sorted.Length && sorted[last + 1] == sorted[first]) last++;
                int pieces = sorted[first];
                double chance = (double)(last - first + 1) / sorted.Length;
                Spread(chance, left, next, Math.Min(pieces, remaining), lowest);
                first = last + 1;
            }

            next[0] += left[0];
            (left, next) = (next, left);
            done[week] = Math.Min(1, left[0]);
            lowest = Math.Max(1, lowest - sorted[^1]);
        }

        return week + 1 == done.Length ? done : done[..(week + 1)];
    }

    /// <summary>Moves the chance of each amount left down by the pieces done, at most to nothing left.</summary>
    private static void Spread(double chance, ReadOnlySpan<double> left, Span<double> next, int pieces, int lowest)
    {
        for (int r = lowest; r <= pieces; r++) next[0] += chance * left[r];
        int first = Math.Max(lowest, pieces + 1);
        var from = left[first..];
        var to = next[(first - pieces)..];
        var factor = new Vector<double>(chance);
        int i = 0;
        for (; i <= from.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(to[i..]) + (factor * new Vector<double>(from[i..]))).CopyTo(to[i..]);
        }

        for (; i < from.Length; i++) to[i] += chance * from[i];
    }

    /// <summary>The first week at whose end the work is done with the given chance.</summary>
    public static Measured<int> Week(ReadOnlySpan<double> doneByWeek, double chance)
    {
        for (int week = 0; week < doneByWeek.Length; week++)
        {
            if (doneByWeek[week] >= chance - 1e-12) return week;
        }

        return Undefined.NotReached($"The work is not done with this chance within {doneByWeek.Length - 1} weeks at the present pace.");
    }
}
