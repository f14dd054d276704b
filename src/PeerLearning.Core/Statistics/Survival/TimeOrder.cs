namespace PeerLearning.Statistics;

/// <summary>The order of times, earliest first and equal ones as they came.</summary>
/// <remarks>
/// The bits of doubles of at least 0 are ordered like the doubles themselves, so that they can be sorted digit by digit (least significant first) in O(n).
/// Days and weeks differ in few digits; digits that all share are skipped.
/// </remarks>
internal static class TimeOrder
{
    private const int DigitBits = 11, Digits = 6, Buckets = 1 << DigitBits;

    /// <summary>Below this many an ordinary sort is faster than clearing the counters.</summary>
    private const int Few = 1024;

    public static int[] Of(ReadOnlySpan<double> times)
    {
        var order = new int[times.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        var keys = new ulong[times.Length];
        // Adding 0 turns -0 into 0, which is equal but has another sign bit.
        for (int i = 0; i < keys.Length; i++) keys[i] = BitConverter.DoubleToUInt64Bits(times[i] + 0.0);
        if (keys.Length < Few) SortFew(keys, order);
        else SortMany(keys, ref order);
        return order;
    }

    private static void SortFew(ulong[] keys, int[] order)
    {
        Array.Sort(keys, order);
        for (int first = 0; first < keys.Length;)
        {
            int end = first + 1;
            while (end < keys.Length && keys[end] == keys[first]) end++;
            if (end - first > 1) Array.Sort(order, first, end - first);
            first = end;
        }
    }

    private static void SortMany(ulong[] keys, ref int[] order)
    {
        var counts = new int[Digits * Buckets];
        foreach (ulong key in keys)
        {
            for (int digit = 0; digit < Digits; digit++) counts[(digit * Buckets) + Digit(key, digit)]++;
        }

        var (toKeys, toOrder) = (new ulong[keys.Length], new int[order.Length]);
        for (int digit = 0; digit < Digits; digit++)
        {
            var count = counts.AsSpan(digit * Buckets, Buckets);
            if (count[Digit(keys[0], digit)] == keys.Length) continue;
            int before = 0;
            for (int bucket = 0; bucket < Buckets; bucket++) (count[bucket], before) = (before, before + count[bucket]);
            for (int i = 0; i < keys.Length; i++)
            {
                int to = count[Digit(keys[i], digit)]++;
                (toKeys[to], toOrder[to]) = (keys[i], order[i]);
            }

            (keys, toKeys) = (toKeys, keys);
            (order, toOrder) = (toOrder, order);
        }
    }

    private static int Digit(ulong key, int digit) => (int)(key >> (digit * DigitBits)) & (Buckets - 1);
}
