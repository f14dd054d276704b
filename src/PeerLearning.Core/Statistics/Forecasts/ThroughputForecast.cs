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
    public static Measured<double[]> DoneByWeek(ReadOnlySpan<int> history, int remaining, int weeks)
    {
        if (history.IsEmpty) return Undefined.TooFew(1, 0, "weeks of history");
        foreach (int week in history)
        {
            if (week < 0) return Undefined.OutOfRange("A week's throughput is negative.");
        }

        if (remaining < 0 || weeks < 0) return Undefined.OutOfRange("Remaining work and weeks are at least 0.");
        var sorted = history.ToArray();
        Array.Sort(sorted);
        var done = new double[weeks + 1];
        if (remaining == 0)
        {
            Array.Fill(done, 1);
            return done;
        }

        // left[r]: the chance that r pieces of work are left.
        var left = new double[remaining + 1];
        var next = new double[remaining + 1];
        left[remaining] = 1;
        for (int week = 1; week <= weeks; week++)
        {
            Array.Clear(next);
            for (int first = 0; first < sorted.Length;)
            {
                int last = first;
                while (last + 1 < sorted.Length && sorted[last + 1] == sorted[first]) last++;
                int pieces = sorted[first];
                double chance = (double)(last - first + 1) / sorted.Length;
                Spread(chance, left, next, Math.Min(pieces, remaining));
                first = last + 1;
            }

            next[0] += left[0];
            (left, next) = (next, left);
            done[week] = Math.Min(1, left[0]);
        }

        return done;
    }

    /// <summary>Moves the chance of each amount left down by the pieces done, at most to nothing left.</summary>
    private static void Spread(double chance, ReadOnlySpan<double> left, Span<double> next, int pieces)
    {
        for (int r = 1; r <= pieces; r++) next[0] += chance * left[r];
        var from = left[(pieces + 1)..];
        var to = next[1..];
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
