namespace PeerLearning.Optimization;

/// <summary>A four-ary minimum heap of integer keys with an integer each; equal keys leave in the order of the integers, so that nothing depends on history.</summary>
internal struct LongHeap(int capacity)
{
    private long[] _keys = new long[capacity];
    private int[] _values = new int[capacity];

    public int Count { get; private set; }

    public readonly long MinKey => _keys[0];

    public void Clear() => Count = 0;

    public void Push(long key, int value)
    {
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(16, Count * 2));
            Array.Resize(ref _values, _keys.Length);
        }

        int at = Count++;
        while (at > 0)
        {
            int parent = (at - 1) >> 2;
            if (_keys[parent] < key || (_keys[parent] == key && _values[parent] <= value)) break;
            _keys[at] = _keys[parent];
            _values[at] = _values[parent];
            at = parent;
        }

        _keys[at] = key;
        _values[at] = value;
    }

    public int Pop(out long key)
    {
        key = _keys[0];
        int result = _values[0];
        int count = --Count;
        if (count == 0) return result;
        long lastKey = _keys[count];
        int lastValue = _values[count];
        int at = 0;
        while (true)
        {
            int child = (at << 2) + 1;
            if (child >= count) break;
            int best = child, end = Math.Min(child + 4, count);
            for (int other = child + 1; other < end; other++)
            {
                if (_keys[other] < _keys[best] || (_keys[other] == _keys[best] && _values[other] < _values[best])) best = other;
            }

            if (_keys[best] > lastKey || (_keys[best] == lastKey && _values[best] >= lastValue)) break;
            _keys[at] = _keys[best];
            _values[at] = _values[best];
            at = best;
        }

        _keys[at] = lastKey;
        _values[at] = lastValue;
        return result;
    }
}
