namespace PeerLearning.People;

/// <summary>The distinct sets of values of a dimension in which people have several.</summary>
internal sealed class DimensionSets
{
    private readonly int[] _codes;
    private readonly int[] _starts;

    /// <param name="codes">The codes of everybody, one person after the other.</param>
    /// <param name="starts">Where those of each person start, and where the last ones end.</param>
    public DimensionSets(int[] codes, int[] starts)
    {
        _codes = codes;
        _starts = starts;
        NumberOf = new int[starts.Length - 1];

        // Open addressing: a slot holds one more than the first person with a set.
        int[] slots = new int[1024];
        for (int person = 0; person < NumberOf.Length; person++)
        {
            var own = SetAt(person);
            Largest = Math.Max(Largest, own.Length);
            int at = HashOf(own) & (slots.Length - 1);
            while (slots[at] != 0 && !own.SequenceEqual(SetAt(slots[at] - 1))) at = (at + 1) & (slots.Length - 1);
            if (slots[at] != 0)
            {
                NumberOf[person] = NumberOf[slots[at] - 1];
                continue;
            }

            slots[at] = person + 1;
            NumberOf[person] = Count++;
            if (2 * Count > slots.Length) slots = Grown(slots);
        }
    }

    /// <summary>The number of the set of every person, in the order in which sets first appear.</summary>
    public int[] NumberOf { get; }

    /// <summary>How many distinct sets there are.</summary>
    public int Count { get; }

    /// <summary>How many values the largest set has, at least 1.</summary>
    public int Largest { get; } = 1;

    private ReadOnlySpan<int> SetAt(int person) => _codes.AsSpan(_starts[person], _starts[person + 1] - _starts[person]);

    private static int HashOf(ReadOnlySpan<int> codes)
    {
        ulong hash = 14695981039346656037UL;
        unchecked
        {
            foreach (int code in codes) hash = (hash ^ (uint)code) * 1099511628211UL;
            return (int)(hash ^ (hash >> 32));
        }
    }

    private int[] Grown(int[] slots)
    {
        int[] grown = new int[2 * slots.Length];
        foreach (int slot in slots)
        {
            if (slot == 0) continue;
            int at = HashOf(SetAt(slot - 1)) & (grown.Length - 1);
            while (grown[at] != 0) at = (at + 1) & (grown.Length - 1);
            grown[at] = slot;
        }

        return grown;
    }
}
