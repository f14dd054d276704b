namespace PeerLearning.Optimization;

/// <summary>The most promising sizes of groups when the sizes may vary.</summary>
/// <remarks>
/// The sum of weights in a group of size s is about a pair's mean times s(s-1)/2 plus a gain of choice that grows with s^1.5, so a few patterns of
/// sizes stand far above the rest and no search by single moves passes from one to another. A dynamic program over the groups keeps the best few
/// multisets of sizes for each number of elements placed.
/// </remarks>
internal static class SizePatterns
{
    private sealed record Pattern(double Value, Pattern? Before, int Size);

    /// <summary>The best patterns, best first; each lists a size for every group. No pattern when the ranges cannot hold the elements.</summary>
    public static List<int[]> Best(int count, int[] lower, int[] upper, Func<int, double> value, int wanted)
    {
        int groups = lower.Length;
        var at = new List<Pattern>[count + 1];
        at[0] = [new Pattern(0, null, 0)];
        for (int g = 0; g < groups; g++)
        {
            var next = new List<Pattern>[count + 1];
            for (int placed = 0; placed <= count; placed++)
            {
                if (at[placed] is not { } here) continue;
                for (int size = lower[g]; size <= upper[g] && placed + size <= count; size++)
                {
                    double worth = value(size);
                    var there = next[placed + size] ??= [];
                    foreach (var pattern in here) Insert(there, new Pattern(pattern.Value + worth, pattern, size), wanted);
                }
            }

            at = next;
        }

        var result = new List<int[]>();
        foreach (var last in at[count] ?? [])
        {
            int[] sizes = new int[groups];
            int g = groups;
            for (var pattern = last; pattern.Before is not null; pattern = pattern.Before) sizes[--g] = pattern.Size;
            result.Add(sizes);
        }

        return result;
    }

    /// <summary>Keeps the list sorted; patterns of the same value are taken for the same multiset.</summary>
    private static void Insert(List<Pattern> list, Pattern pattern, int wanted)
    {
        int at = list.Count;
        while (at > 0 && list[at - 1].Value < pattern.Value) at--;
        double near = 1e-9 * Math.Max(1, Math.Abs(pattern.Value));
        if (at > 0 && list[at - 1].Value - pattern.Value < near) return;
        if (at < list.Count && pattern.Value - list[at].Value < near) return;
        if (at >= wanted) return;
        list.Insert(at, pattern);
        if (list.Count > wanted) list.RemoveAt(wanted);
    }
}
