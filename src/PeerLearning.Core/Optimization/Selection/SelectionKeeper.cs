namespace PeerLearning.Optimization;

/// <summary>The best teams met so far, in order: by objective, then by tie keys, then by the items themselves.</summary>
internal sealed class SelectionKeeper(SelectionProblem problem, SelectionOptions options)
{
    private readonly List<Entry> _entries = [];

    /// <summary>The number of teams kept.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether a team was met and any team will do.</summary>
    public bool IsEnough => options.AnyTeam && _entries.Count > 0;

    /// <summary>Whether more optimal teams were met than may be kept.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>The objective of the best team, if there is one.</summary>
    public long? Best => _entries.Count == 0 ? null : _entries[0].Objective;

    /// <summary>A team with a smaller objective is of no interest; one with the same may be.</summary>
    public long Threshold
    {
        get
        {
            long floor = options.AtLeast ?? long.MinValue;
            if (options.AllOptimal) return Math.Max(floor, Best ?? long.MinValue);
            return _entries.Count < options.Keep ? floor : Math.Max(floor, _entries[^1].Objective);
        }
    }

    /// <summary>The sum of tie keys that a team with an objective equal to the threshold must not exceed.</summary>
    public long TieThreshold => options.AllOptimal || _entries.Count < options.Keep ? long.MaxValue : _entries[^1].TieKey;

    public IReadOnlyList<SelectionTeam> Teams => _entries.ConvertAll(entry => new SelectionTeam(entry.Items, entry.Objective));

    /// <summary>Offers a team that is free of conflicts; everything else is checked.</summary>
    public bool Offer(int[] items)
    {
        if (problem.Evaluate(items, isKnownFree: true) is not { } objective || objective < Threshold) return false;
        return Keep(new Entry((int[])items.Clone(), objective, TieKeyOf(items)));
    }

    public int TieKey(int item) => options.TieKey is { } key ? key(item) : Mix(item);

    public long TieKeyOf(ReadOnlySpan<int> items)
    {
        if (options.AllOptimal) return 0;
        long sum = 0;
        foreach (int item in items) sum += TieKey(item);
        return sum;
    }

    private bool Keep(Entry entry)
    {
        if (options.AllOptimal && _entries.Count > 0 && entry.Objective > _entries[0].Objective)
        {
            _entries.Clear();
            Overflowed = false;
        }

        int at = _entries.BinarySearch(entry, Entry.Order);
        if (at >= 0) return false;
        at = ~at;
        if (at >= options.Keep)
        {
            Overflowed |= options.AllOptimal;
            return false;
        }

        _entries.Insert(at, entry);
        if (_entries.Count > options.Keep)
        {
            _entries.RemoveAt(_entries.Count - 1);
            Overflowed |= options.AllOptimal;
        }

        return true;
    }

    private static int Mix(int item) => (int)(new SeededRandom((ulong)item).Next() >> 44);

    private sealed record Entry(int[] Items, long Objective, long TieKey)
    {
        public static readonly Comparer<Entry> Order = Comparer<Entry>.Create((a, b) =>
        {
            if (a.Objective != b.Objective) return b.Objective.CompareTo(a.Objective);
            if (a.TieKey != b.TieKey) return a.TieKey.CompareTo(b.TieKey);
            return a.Items.AsSpan().SequenceCompareTo(b.Items);
        });
    }
}
