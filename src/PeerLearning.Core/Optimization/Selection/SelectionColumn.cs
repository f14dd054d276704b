namespace PeerLearning.Optimization;

/// <summary>One code per item, and the features made of codes: a categorical attribute, an ordinal scale cut into thresholds, a set-valued attribute
/// coded by its distinct sets, or the yes and no of a rule.</summary>
internal sealed class SelectionColumn
{
    public SelectionColumn(string name, ushort[] codes, int codeCount, IReadOnlyList<SelectionFeature> features, int minimumDistinct = 0, long[][]? distances = null)
    {
        Distances = distances;
        Name = name;
        Codes = codes;
        CodeCount = codeCount;
        Features = [.. features];
        MinimumDistinct = minimumDistinct;
        var lists = new List<int>[codeCount];
        for (int code = 0; code < codeCount; code++) lists[code] = [];
        for (int f = 0; f < Features.Length; f++)
        {
            foreach (int code in Features[f].Codes) lists[code].Add(f);
        }

        FeaturesOfCode = Array.ConvertAll(lists, list => list.ToArray());
        IsOverlapping = Array.Exists(FeaturesOfCode, list => list.Length > 1);
    }

    public string Name { get; }

    /// <summary>The code of every item.</summary>
    public ushort[] Codes { get; }

    public int CodeCount { get; }

    public SelectionFeature[] Features { get; }

    /// <summary>The features of every code, as indices into <see cref="Features"/>.</summary>
    public int[][] FeaturesOfCode { get; }

    /// <summary>At least so many features must be met by at least one chosen item.</summary>
    public int MinimumDistinct { get; }

    /// <summary>What a pair of items is worth, by the features that they carry; null for nothing. Every item then carries one feature.</summary>
    public long[][]? Distances { get; }

    /// <summary>The largest distance; 0 where there are none, or no values.</summary>
    public long Farthest => Distances is { Length: > 0 } rows ? rows.Max(row => row.Max()) : 0;

    /// <summary>The worth of all pairs of items at the given counts of the features.</summary>
    public long PairsWorth(ReadOnlySpan<int> counts)
    {
        long total = 0;
        if (Distances is null) return total;
        for (int a = 0; a < counts.Length; a++)
        {
            if (counts[a] == 0) continue;
            for (int b = a + 1; b < counts.Length; b++) total += Distances[a][b] * counts[a] * counts[b];
        }

        return total;
    }

    /// <summary>Whether an item can meet several features at once.</summary>
    public bool IsOverlapping { get; }

    /// <summary>A column in which every pair of chosen items with different codes is worth <paramref name="weight"/>.</summary>
    /// <remarks>The pairs that differ are all pairs less the pairs within each code: C(k, 2) less the sum of C(count, 2). The constant is left out.</remarks>
    public static SelectionColumn Different(string name, ushort[] codes, int codeCount, int size, long weight, int maximum = int.MaxValue)
    {
        var features = new SelectionFeature[codeCount];
        for (int code = 0; code < codeCount; code++)
        {
            long[] gain = new long[size + 1];
            for (int c = 0; c <= size; c++) gain[c] = c > maximum ? SelectionFeature.Forbidden : checked(-weight * c * (c - 1) / 2);
            features[code] = new SelectionFeature($"{name}={code}", [code], gain);
        }

        return new SelectionColumn(name, codes, codeCount, features);
    }
}
