namespace PeerLearning.Optimization;

/// <summary>Depth-first branch and bound over the items that the prices left, best reduced profit first.</summary>
/// <remarks>
/// <para>The bound of a node: the reduced profits of the chosen items, those of the best that may still come, and per feature the best count that is
/// still within reach. At the last level it is the objective itself.</para>
/// <para>Recursion is as deep as the team is large.</para>
/// </remarks>
internal sealed class SelectionSearch
{
    private const int CheckEvery = 4096;

    private readonly SelectionModel _model;
    private readonly SelectionKeeper _keeper;
    private readonly int[] _items;
    private readonly long[] _values;
    private readonly long[] _prefix;
    private readonly int[][] _features;
    private readonly int[][] _rivals;
    private readonly int[] _tieKeys;
    private readonly int[] _leastTieKeys;
    private readonly long[] _reach;
    private readonly int[] _counts;
    private readonly int[] _blocked;
    private readonly int[] _chosen;
    private readonly int[] _needs;
    private readonly int[] _live;
    private readonly long[] _totals;
    private readonly long[] _least;
    private readonly long[] _most;
    private readonly int _stride;
    private readonly int _requiredLength;
    private readonly long _base;
    private readonly long _tieBase;
    private readonly CancellationToken _cancellationToken;
    private long _budget;
    private long _open = long.MinValue;
    private bool _stopped;
    private readonly bool _isHopeless;
    private int _depth;
    private long _tieSum;

    /// <param name="model">The model.</param>
    /// <param name="keeper">Holds the teams known and receives better ones.</param>
    /// <param name="items">The items that are left, without the required ones, ascending.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="budget">The number of nodes that may be visited.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public SelectionSearch(SelectionModel model, SelectionKeeper keeper, int[] items, long[] prices, long budget, CancellationToken cancellationToken)
    {
        _model = model;
        _keeper = keeper;
        _budget = budget;
        _cancellationToken = cancellationToken;
        var problem = model.Problem;
        long[][] tables = model.CodePrices(prices);
        long Reduced(int item)
        {
            long value = problem.Profits[item];
            for (int c = 0; c < tables.Length; c++) value -= tables[c][problem.Columns[c].Codes[item]];
            for (int s = 0; s < problem.Sums.Length; s++) value -= prices[model.Features.Length + s] * problem.Sums[s].Amounts[item];
            return value;
        }

        long[] negated = Array.ConvertAll(items, item => -Reduced(item));
        _items = (int[])items.Clone();
        Array.Sort(negated, _items);
        SortTies(negated, _items, keeper);
        _values = Array.ConvertAll(negated, value => -value);
        _prefix = new long[_items.Length + 1];
        for (int i = 0; i < _items.Length; i++) _prefix[i + 1] = _prefix[i] + _values[i];
        _features = Array.ConvertAll(_items, item =>
        {
            var list = new List<int>();
            for (int c = 0; c < problem.Columns.Length; c++) list.AddRange(model.FeaturesOfCode[c][problem.Columns[c].Codes[item]]);
            return list.ToArray();
        });
        _needs = Needs();
        _live = LiveFeatures();
        _rivals = SelectionConflicts.Among(problem, _items);
        _tieKeys = Array.ConvertAll(_items, keeper.TieKey);
        _leastTieKeys = new int[_items.Length + 1];
        _leastTieKeys[^1] = int.MaxValue;
        for (int i = _items.Length - 1; i >= 0; i--) _leastTieKeys[i] = Math.Min(_tieKeys[i], _leastTieKeys[i + 1]);
        _tieBase = keeper.TieKeyOf(problem.Required);
        _blocked = new int[_items.Length];
        _chosen = new int[problem.Size];
        _requiredLength = problem.Required.Length;
        problem.Required.CopyTo(_chosen, 0);
        foreach (var (first, second) in problem.Conflicts)
        {
            if (_requiredLength == 0) break;
            Block(first, second);
            Block(second, first);
        }

        _stride = model.Free + 1;
        _counts = (int[])model.RequiredCounts.Clone();
        _reach = BuildReach(prices);
        _totals = new long[problem.Sums.Length];
        _least = new long[problem.Sums.Length];
        _most = new long[problem.Sums.Length];
        for (int s = 0; s < _totals.Length; s++)
        {
            long[] amounts = problem.Sums[s].Amounts;
            foreach (int item in problem.Required) _totals[s] += amounts[item];
            _least[s] = _items.Length == 0 ? 0 : _items.Min(item => amounts[item]);
            _most[s] = _items.Length == 0 ? 0 : _items.Max(item => amounts[item]);
        }

        long fixedPart = 0;
        foreach (int item in problem.Required) fixedPart += Reduced(item);
        for (int s = 0; s < problem.Sums.Length; s++)
        {
            long price = prices[model.Features.Length + s];
            fixedPart += price * (price >= 0 ? problem.Sums[s].Maximum : problem.Sums[s].Minimum);
        }

        foreach (int f in Enumerable.Range(0, _counts.Length).Except(_live))
        {
            long gain = model.Features[f].Gain[_counts[f]];
            if (gain == SelectionFeature.Forbidden) _isHopeless = true;
            else fixedPart += gain + (prices[f] * _counts[f]);
        }

        _base = fixedPart;
    }

    /// <summary>The nodes visited.</summary>
    public long Visited { get; private set; }

    /// <summary>Whether everything was searched.</summary>
    public bool IsComplete => !_stopped;

    /// <summary>The best bound among what was left unsearched; <see cref="long.MinValue"/> if nothing was.</summary>
    public long OpenBound => _open;

    public void Run()
    {
        _depth = _requiredLength;
        if (_isHopeless || _items.Length < _model.Free) return;
        if (_model.Free == 0)
        {
            Visited++;
            _keeper.Offer(Sorted());
            return;
        }

        Descend(0, _base);
    }

    private void Descend(int from, long sum)
    {
        int remaining = _model.Problem.Size - _depth;
        int after = remaining - 1;
        long here = 0, next = 0;
        foreach (int f in _live)
        {
            int row = ((f * (_model.Problem.Size + 1)) + _counts[f]) * _stride;
            here = Sum(here, _reach[row + remaining]);
            next = Sum(next, _reach[row + after]);
        }

        if (here == SelectionFeature.Forbidden) return;
        int last = _items.Length - remaining;
        int size = _model.Problem.Size + 1;
        for (int i = from; i <= last; i++)
        {
            long threshold = _keeper.Threshold;
            long outer = sum + _prefix[i + remaining] - _prefix[i] + here;
            if (outer < threshold || _keeper.IsEnough) return;
            if (outer == threshold && _tieBase + _tieSum + ((long)remaining * _leastTieKeys[i]) > _keeper.TieThreshold) return;
            if (_stopped)
            {
                _open = Math.Max(_open, outer);
                return;
            }

            if (_blocked[i] != 0) continue;
            long rest = sum + _values[i] + _prefix[i + 1 + after] - _prefix[i + 1];
            long counts = next;
            int forbidden = 0;
            if (counts == SelectionFeature.Forbidden)
            {
                counts = Recount(i, after);
                if (counts == SelectionFeature.Forbidden) continue;
            }
            else
            {
                foreach (int f in _features[i])
                {
                    int row = ((f * size) + _counts[f]) * _stride;
                    long gone = _reach[row + _stride + after];
                    if (gone == SelectionFeature.Forbidden) forbidden++;
                    else counts += gone - _reach[row + after];
                }
            }

            if (forbidden != 0) continue;
            long bound = rest + counts;
            if (bound < threshold) continue;
            if (bound == threshold && _tieBase + _tieSum + _tieKeys[i] + (after == 0 ? 0 : (long)after * _leastTieKeys[i + 1]) > _keeper.TieThreshold) continue;
            if (!Permits(i, after)) continue;
            Visit();
            Choose(i);
            if (after == 0) _keeper.Offer(Sorted());
            else Descend(i + 1, sum + _values[i]);
            Undo(i);
            if (_stopped) _open = Math.Max(_open, bound);
        }
    }

    /// <summary>The counts part after choosing an item, from nothing: needed where something is out of reach without that item.</summary>
    private long Recount(int i, int after)
    {
        int size = _model.Problem.Size + 1;
        foreach (int f in _features[i]) _counts[f]++;
        long total = 0;
        foreach (int f in _live)
        {
            total = Sum(total, _reach[(((f * size) + _counts[f]) * _stride) + after]);
        }

        foreach (int f in _features[i]) _counts[f]--;
        return total;
    }

    private static long Sum(long a, long b) => a == SelectionFeature.Forbidden || b == SelectionFeature.Forbidden ? SelectionFeature.Forbidden : a + b;

    private void Visit()
    {
        Visited++;
        if (--_budget < 0 || (Visited % CheckEvery == 0 && _cancellationToken.IsCancellationRequested)) _stopped = true;
    }

    private bool Permits(int i, int after)
    {
        var problem = _model.Problem;
        for (int s = 0; s < _totals.Length; s++)
        {
            long total = _totals[s] + problem.Sums[s].Amounts[_items[i]];
            if (total + (after * _least[s]) > problem.Sums[s].Maximum || total + (after * _most[s]) < problem.Sums[s].Minimum) return false;
        }

        if (_needs.Length > 0 && !CanMeetMinima(i, after)) return false;
        foreach (var rule in problem.Rules)
        {
            if (!rule.Allows(_chosen.AsSpan(0, _depth), _items[i])) return false;
        }

        return true;
    }

    /// <summary>Whether the minima of every column can still be met: each column's missing counts need an item each when its features do not overlap.</summary>
    private bool CanMeetMinima(int i, int after)
    {
        var problem = _model.Problem;
        foreach (int f in _features[i]) _counts[f]++;
        bool can = true;
        foreach (int c in _needs)
        {
            var column = problem.Columns[c];
            int offset = _model.Offset(c), missing = 0, met = 0;
            for (int f = 0; f < column.Features.Length; f++)
            {
                int count = _counts[offset + f];
                met += count > 0 ? 1 : 0;
                if (!column.IsOverlapping) missing += Math.Max(0, column.Features[f].Minimum - count);
            }

            if (missing > after || (!column.IsOverlapping && column.MinimumDistinct - met > after)) can = false;
        }

        foreach (int f in _features[i]) _counts[f]--;
        return can;
    }

    /// <summary>The features that some item left carries; the counts of all others are settled.</summary>
    private int[] LiveFeatures()
    {
        bool[] live = new bool[_model.Features.Length];
        foreach (int[] list in _features)
        {
            foreach (int f in list) live[f] = true;
        }

        return [.. Enumerable.Range(0, live.Length).Where(f => live[f])];
    }

    private int[] Needs()
    {
        var columns = _model.Problem.Columns;
        return [.. Enumerable.Range(0, columns.Length).Where(c => columns[c].MinimumDistinct > 0 || columns[c].Features.Any(feature => feature.Minimum > 0))];
    }

    private void Choose(int i)
    {
        _chosen[_depth++] = _items[i];
        _tieSum += _tieKeys[i];
        foreach (int f in _features[i]) _counts[f]++;
        foreach (int rival in _rivals[i]) _blocked[rival]++;
        for (int s = 0; s < _totals.Length; s++) _totals[s] += _model.Problem.Sums[s].Amounts[_items[i]];
    }

    private void Undo(int i)
    {
        _depth--;
        _tieSum -= _tieKeys[i];
        foreach (int f in _features[i]) _counts[f]--;
        foreach (int rival in _rivals[i]) _blocked[rival]--;
        for (int s = 0; s < _totals.Length; s++) _totals[s] -= _model.Problem.Sums[s].Amounts[_items[i]];
    }

    private int[] Sorted()
    {
        int[] team = (int[])_chosen.Clone();
        Array.Sort(team);
        return team;
    }

    /// <summary>Marks the item of a conflict whose partner is required.</summary>
    private void Block(int required, int rival)
    {
        if (!_model.Problem.Required.AsSpan().Contains(required)) return;
        int at = Array.IndexOf(_items, rival);
        if (at >= 0) _blocked[at]++;
    }

    /// <summary>Per feature, count and number of items to come: the best worth plus price within reach.</summary>
    private long[] BuildReach(ReadOnlySpan<long> prices)
    {
        int size = _model.Problem.Size;
        long[] reach = new long[_model.Features.Length * (size + 1) * _stride];
        Array.Fill(reach, SelectionFeature.Forbidden);
        foreach (int f in _live)
        {
            long[] gain = _model.Features[f].Gain;
            for (int count = size; count >= 0; count--)
            {
                int row = ((f * (size + 1)) + count) * _stride;
                long own = gain[count] == SelectionFeature.Forbidden ? SelectionFeature.Forbidden : gain[count] + (prices[f] * count);
                for (int remaining = 0; remaining < _stride; remaining++)
                {
                    long later = remaining == 0 || count == size ? SelectionFeature.Forbidden : reach[row + _stride + remaining - 1];
                    reach[row + remaining] = Math.Max(own, later);
                }
            }
        }

        return reach;
    }

    /// <summary>Items of equal reduced profit in the order of their tie keys, so that the preferred team is met first.</summary>
    private static void SortTies(long[] keys, int[] items, SelectionKeeper keeper)
    {
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            if (end - start > 1) items.AsSpan(start, end - start).Sort((a, b) => (keeper.TieKey(a), a).CompareTo((keeper.TieKey(b), b)));
            start = end;
        }
    }
}
