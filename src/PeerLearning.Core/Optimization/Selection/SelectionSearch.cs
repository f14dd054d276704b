namespace PeerLearning.Optimization;

/// <summary>Depth-first branch and bound over the items that the prices left, best reduced profit first.</summary>
/// <remarks>Once as many teams are kept as were asked for, only better ones are looked for: which of equal teams comes first is settled afterwards by <see cref="SelectionTies"/>.
/// Recursion is as deep as the team is large.</remarks>
internal sealed class SelectionSearch
{
    // Without a team there is nothing to answer when stopped, so that the search goes on a little.
    private const int Grace = 1 << 12;

    private readonly SelectionKeeper _keeper;
    private readonly SelectionBranch _branch;
    private readonly long[] _values;
    private readonly long[] _prefix;
    private readonly CancellationToken _cancellationToken;
    private readonly long _budget;
    private int _looked;
    private bool _stopped;

    /// <param name="model">The model.</param>
    /// <param name="keeper">Holds the teams known and receives better ones.</param>
    /// <param name="items">The items that are left, without the required ones, ascending.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="budget">The number of nodes that may be visited.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public SelectionSearch(SelectionModel model, SelectionKeeper keeper, int[] items, long[] prices, long budget, CancellationToken cancellationToken)
    {
        _keeper = keeper;
        _budget = budget;
        _cancellationToken = cancellationToken;
        long[] negated = Array.ConvertAll(SelectionBranch.Reduced(model, items, prices), value => -value);
        int[] order = (int[])items.Clone();
        Array.Sort(negated, order);
        SortTies(negated, order, keeper);
        _values = Array.ConvertAll(negated, value => -value);
        _prefix = new long[order.Length + 1];
        for (int i = 0; i < order.Length; i++) _prefix[i + 1] = _prefix[i] + _values[i];
        _branch = new SelectionBranch(model, order, prices);
    }

    /// <summary>The nodes visited.</summary>
    public long Visited { get; private set; }

    /// <summary>Whether everything was searched.</summary>
    public bool IsComplete => !_stopped;

    /// <summary>The best bound among what was left unsearched; <see cref="long.MinValue"/> if nothing was.</summary>
    public long OpenBound { get; private set; } = long.MinValue;

    public void Run()
    {
        if (_branch.IsHopeless || _values.Length < _branch.Remaining) return;
        if (_branch.Remaining > 0)
        {
            Descend(0, _branch.Base);
            return;
        }

        Visited++;
        _keeper.Offer(_branch.Team());
    }

    private void Descend(int from, long sum)
    {
        int remaining = _branch.Remaining, after = remaining - 1, last = _values.Length - remaining;
        long here = _branch.Counts();
        if (here == SelectionFeature.Forbidden) return;
        long next = _branch.SeparateCounts(after);
        for (int i = from; i <= last; i++)
        {
            long wanted = _keeper.Wanted, outer = sum + _prefix[i + remaining] - _prefix[i] + here;
            if (outer < wanted || _keeper.IsEnough) return;
            if ((_keeper.Count > 0 || ++_looked > Grace) && _cancellationToken.IsCancellationRequested) _stopped = true;
            if (_stopped)
            {
                OpenBound = Math.Max(OpenBound, outer);
                return;
            }

            if (_branch.IsBlocked(i)) continue;
            long counts = _branch.SeparateCountsWith(i, after, next);
            if (counts == SelectionFeature.Forbidden) continue;
            long bound = sum + _values[i] + _prefix[i + 1 + after] - _prefix[i + 1] + counts;
            if (bound < wanted || !_branch.Permits(i)) continue;
            if (++Visited > _budget) _stopped = true;
            _branch.Choose(i);
            if (after == 0) _keeper.Offer(_branch.Team());
            else Descend(i + 1, sum + _values[i]);
            _branch.Undo(i);
            if (_stopped) OpenBound = Math.Max(OpenBound, bound);
        }
    }

    /// <summary>Items of equal reduced profit in the order of their tie keys, so that the order does not depend on how items are numbered.</summary>
    private static void SortTies(long[] keys, int[] items, SelectionKeeper keeper)
    {
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            if (end - start > 1) keeper.InTieOrder(items.AsSpan(start, end - start)).CopyTo(items, start);
            start = end;
        }
    }
}
