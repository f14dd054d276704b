using System.Numerics;
using System.Runtime.InteropServices;

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

        var (paces, chances) = Distinct(sorted, remaining);
        // left[r]: the chance that r pieces of work are left. Beyond the end lie zeros, so that what falls from there needs no case of its own.
        int length = remaining + 1 + paces[^1] + Vector<double>.Count;
        var left = new double[length];
        var next = new double[length];
        left[remaining] = 1;
        // Nothing below has any chance yet, but for what is done.
        int lowest = remaining, week = 0;
        while (week < weeks || (week < latest && done[week] < enough))
        {
            week++;
            next[0] = left[0] + Finished(paces, chances, left, lowest);
            lowest = Math.Max(1, lowest - paces[^1]);
            Fall(paces, chances, left, next, lowest, remaining);
            (left, next) = (next, left);
            done[week] = Math.Min(1, left[0]);
        }

        return week + 1 == done.Length ? done : done[..(week + 1)];
    }

    /// <summary>The distinct paces, at most all that remains, and how often each was seen.</summary>
    private static (int[] Paces, double[] Chances) Distinct(int[] sorted, int remaining)
    {
        var paces = new List<int>(sorted.Length);
        var chances = new List<double>(sorted.Length);
        for (int first = 0; first < sorted.Length;)
        {
            int end = first + 1;
            while (end < sorted.Length && sorted[end] == sorted[first]) end++;
            paces.Add(Math.Min(sorted[first], remaining));
            chances.Add((double)(end - first) / sorted.Length);
            first = end;
        }

        return ([.. paces], [.. chances]);
    }

    /// <summary>The chance that this week finishes all.</summary>
    private static double Finished(int[] paces, double[] chances, ReadOnlySpan<double> left, int lowest)
    {
        double sum = 0;
        for (int k = 0; k < paces.Length; k++)
        {
            for (int r = lowest; r <= paces[k]; r++) sum += chances[k] * left[r];
        }

        return sum;
    }

    /// <summary>The chance of each amount left: that of a pace, times that of the amount from which it leads there.</summary>
    private static void Fall(int[] paces, double[] chances, ReadOnlySpan<double> left, Span<double> next, int lowest, int remaining)
    {
        int r = lowest;
        ref double from = ref MemoryMarshal.GetReference(left);
        for (; r + Vector<double>.Count <= remaining + 1; r += Vector<double>.Count)
        {
            // The zeros beyond the end are as many as the largest pace and a vector: no element outside is read.
            var sum = Vector<double>.Zero;
            for (int k = 0; k < paces.Length; k++) sum += new Vector<double>(chances[k]) * Vector.LoadUnsafe(ref from, (nuint)(r + paces[k]));
            sum.CopyTo(next[r..]);
        }

        for (; r <= remaining; r++)
        {
            double sum = 0;
            for (int k = 0; k < paces.Length; k++) sum += chances[k] * left[r + paces[k]];
            next[r] = sum;
        }
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
