namespace PeerLearning.Statistics;

/// <summary>Medians and mid-ranks.</summary>
internal static class Order
{
    /// <summary>The median of values that may be reordered: the mean of the two middle ones for an even number. Must not be empty.</summary>
    public static double MedianInPlace(Span<double> values)
    {
        values.Sort();
        return MedianOfSorted(values);
    }

    /// <summary>The median. Must not be empty.</summary>
    public static double Median(ReadOnlySpan<double> values) => MedianInPlace(values.ToArray());

    public static double MedianOfSorted(ReadOnlySpan<double> sorted)
    {
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : sorted[half - 1] + ((sorted[half] - sorted[half - 1]) / 2);
    }

    /// <summary>Twice the mid-rank of each value (ranks from 1; ties share their mean rank), exact as integers.</summary>
    public static int[] DoubledMidranks(ReadOnlySpan<double> values)
    {
        var keys = values.ToArray();
        var places = new int[keys.Length];
        for (int i = 0; i < places.Length; i++) places[i] = i;
        Array.Sort(keys, places);
        var ranks = new int[keys.Length];
        for (int first = 0; first < keys.Length;)
        {
            int last = first;
            while (last + 1 < keys.Length && keys[last + 1] == keys[first]) last++;
            for (int i = first; i <= last; i++) ranks[places[i]] = first + last + 2;
            first = last + 1;
        }

        return ranks;
    }

    /// <summary>The sum over groups of ties of t^3 - t, the correction of rank variances.</summary>
    public static double TieCorrection(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        double sum = 0;
        for (int first = 0; first < sorted.Length;)
        {
            int last = first;
            while (last + 1 < sorted.Length && sorted[last + 1] == sorted[first]) last++;
            double t = last - first + 1;
            sum += (t * t * t) - t;
            first = last + 1;
        }

        return sum;
    }
}
