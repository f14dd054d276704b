namespace PeerLearning.Optimization;

/// <summary>
/// The maximally diverse grouping problem: symmetric integer weights between elements and a range of sizes for each group; the sum of the weights
/// inside groups is to be as large as possible.
/// </summary>
internal sealed class DiversityInstance
{
    /// <summary>Sums of weights over a group, doubled, stay below this, so that changes of moves fit an integer with room to spare.</summary>
    public const long SafeSum = 1L << 28;

    /// <param name="count">The number of elements.</param>
    /// <param name="weight">The weight of a pair; asked once for each pair i before j.</param>
    /// <param name="lower">The least size of each group.</param>
    /// <param name="upper">The largest size of each group.</param>
    public DiversityInstance(int count, Func<int, int, int> weight, int[] lower, int[] upper)
    {
        Count = count;
        Groups = lower.Length;
        Lower = lower;
        Upper = upper;
        Stride = Math.Max(16, (count + 15) & ~15);
        Weights = GC.AllocateArray<int>(checked(count * Stride));
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++) Weights[(i * Stride) + j] = Weights[(j * Stride) + i] = weight(i, j);
        }
    }

    public int Count { get; }

    public int Groups { get; }

    /// <summary>The count, rounded up to whole vectors.</summary>
    public int Stride { get; }

    /// <summary>Row by row, each of <see cref="Stride"/> entries; the diagonal and the padding are zero.</summary>
    public int[] Weights { get; }

    public int[] Lower { get; }

    public int[] Upper { get; }

    /// <summary>The mean weight of a pair.</summary>
    public double MeanWeight
    {
        get
        {
            long sum = 0;
            foreach (int weight in Weights) sum += weight;
            return Count < 2 ? 0 : sum / ((double)Count * (Count - 1));
        }
    }

    public bool HasFixedSizes => Lower.AsSpan().SequenceEqual(Upper);

    /// <summary>Whether all groups have the same fixed size, so that no move of a single element is possible.</summary>
    public bool HasOneSize => HasFixedSizes && Lower.AsSpan().IndexOfAnyExcept(Lower[0]) < 0;

    /// <summary>The objective of a grouping, summed pair by pair.</summary>
    public long Evaluate(ReadOnlySpan<int> group)
    {
        long sum = 0;
        for (int i = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count; j++)
            {
                if (group[i] == group[j]) sum += Weights[(i * Stride) + j];
            }
        }

        return sum;
    }
}
