namespace PeerLearning.Optimization;

/// <summary>The best teams met so far, in order: by objective, then by tie keys, smallest key first.</summary>
internal sealed class SelectionKeeper(SelectionProblem problem, SelectionOptions options)
{
    private readonly List<Entry> _entries = [];

    /// <summary>The number of teams kept.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether a team was met and any team will do.</summary>
    public bool IsEnough => options.AnyTeam && _entries.Count > 0;

    /// <summary>Whether as many teams are kept as were asked for.</summary>
    public bool IsFull => _entries.Count >= options.Keep;

    /// <summary>The objective of the best team, if there is one.</summary>
    public long? Best => _entries.Count == 0 ? null : _entries[0].Objective;

    /// <summary>A team with a smaller objective is not among the best; one with the same may be.</summary>
    public long Threshold
    {
        get
        {
            long floor = options.AtLeast ?? long.MinValue;
            return IsFull ? Math.Max(floor, _entries[^1].Objective) : floor;
        }
    }

    /// <summary>The least objective of a team that is looked for: once all places are taken, only a better one.</summary>
    public long Wanted => IsFull && Threshold < long.MaxValue ? Math.Max(Threshold, _entries[^1].Objective + problem.Step) : Threshold;

    public IReadOnlyList<SelectionTeam> Teams => _entries.ConvertAll(entry => new SelectionTeam(entry.Items, entry.Objective));

    /// <summary>Offers a team that is free of conflicts; everything else is checked.</summary>
    public bool Offer(int[] items)
    {
        if (problem.Evaluate(items, isKnownFree: true) is not { } objective || objective < Wanted) return false;
        var entry = EntryOf(items, objective);
        int at = _entries.BinarySearch(entry);
        if (at >= 0) return false;
        _entries.Insert(~at, entry);
        if (_entries.Count > options.Keep) _entries.RemoveAt(_entries.Count - 1);
        return true;
    }

    /// <summary>Replaces the teams with the smallest objective by the given ones.</summary>
    public void ReplaceLast(IReadOnlyList<int[]> teams)
    {
        long last = _entries[^1].Objective;
        _entries.RemoveAll(entry => entry.Objective == last);
        foreach (int[] team in teams) _entries.Add(EntryOf(team, last));
    }

    public int TieKey(int item) => options.TieKey is { } key ? key(item) : Mix(item);

    /// <summary>The items in the order of their tie keys.</summary>
    public int[] InTieOrder(ReadOnlySpan<int> items)
    {
        int[] order = items.ToArray();
        long[] keys = Array.ConvertAll(order, item => ((long)TieKey(item) << 32) | (uint)item);
        Array.Sort(keys, order);
        return order;
    }

    private Entry EntryOf(int[] items, long objective) =>
        new((int[])items.Clone(), objective, [.. items.Select(item => ((long)TieKey(item) << 32) | (uint)item).Order()]);

    private static int Mix(int item) => (int)(new SeededRandom((ulong)item).Next() >> 44);

    private sealed record Entry(int[] Items, long Objective, long[] Keys) : IComparable<Entry>
    {
        public int CompareTo(Entry? other) =>
            other is null ? 1 : Objective != other.Objective ? other.Objective.CompareTo(Objective) : Keys.AsSpan().SequenceCompareTo(other.Keys);
    }
}
