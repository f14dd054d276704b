namespace PeerLearning.Optimization;

/// <summary>The largest values of a stream with their items; of equal values the earlier ones.</summary>
internal sealed class SelectionBest(int capacity)
{
    private readonly long[] _values = new long[capacity];
    private readonly int[] _items = new int[capacity];

    public int Count { get; private set; }

    /// <summary>A value must be greater than this to be taken: the smallest one held once the capacity is used.</summary>
    public long Least { get; private set; } = capacity == 0 ? long.MaxValue : long.MinValue;

    public bool IsFull => Count == capacity;

    public void Offer(long value, int item)
    {
        if (Count < capacity)
        {
            _values[Count] = value;
            _items[Count] = item;
            Rise(Count++);
            if (Count == capacity) Least = _values[0];
        }
        else if (value > Least)
        {
            _values[0] = value;
            _items[0] = item;
            Sink();
            Least = _values[0];
        }
    }

    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    /// <summary>The values from the largest to the smallest.</summary>
    public long[] Sorted()
    {
        long[] sorted = _values.AsSpan(0, Count).ToArray();
        Array.Sort(sorted);
        Array.Reverse(sorted);
        return sorted;
    }

    // A heap with the smallest value on top; of equal values the later item is above, so that it goes first.
    private bool IsAbove(int a, int b) => _values[a] < _values[b] || (_values[a] == _values[b] && _items[a] > _items[b]);

    private void Rise(int at)
    {
        while (at > 0 && IsAbove(at, (at - 1) / 2))
        {
            Swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void Sink()
    {
        for (int at = 0; ;)
        {
            int child = (2 * at) + 1;
            if (child >= Count) return;
            if (child + 1 < Count && IsAbove(child + 1, child)) child++;
            if (!IsAbove(child, at)) return;
            Swap(at, child);
            at = child;
        }
    }

    private void Swap(int a, int b)
    {
        (_values[a], _values[b]) = (_values[b], _values[a]);
        (_items[a], _items[b]) = (_items[b], _items[a]);
    }
}
