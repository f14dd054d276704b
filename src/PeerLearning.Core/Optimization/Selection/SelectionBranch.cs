namespace PeerLearning.Optimization;

/// <summary>A partial team on the way through a search: what is chosen, what is blocked, and what the counts can still bring.</summary>
/// <remarks>The bound of a node is the reduced profits of the chosen items, those of the best that may still come, and the best counts that are still within reach. Once
/// the team is complete it is the objective itself, but for the slack of sums.</remarks>
internal sealed class SelectionBranch
{
    private readonly SelectionModel _model;
    private readonly long[] _prices;
    private readonly int[][] _features;
    private readonly int[][] _rivals;
    private readonly long[] _reach;
    private readonly int[] _counts;
    private readonly int[] _blocked;
    private readonly int[] _chosen;
    private readonly int[] _needs;
    private readonly int[] _live;
    private readonly int[] _separate;
    private readonly (SelectionJointBound Bound, int Offset, int[] Features, int Met)[] _joint;
    private readonly int[] _overlapping;
    private readonly long[] _totals;
    private readonly long[] _least;
    private readonly long[] _most;
    private readonly int _stride;
    private readonly long _farthest;
    private readonly int[] _rowOf;

    /// <param name="model">The model.</param>
    /// <param name="items">The items that are left, without the required ones, in the order of the search.</param>
    /// <param name="prices">The prices.</param>
    public SelectionBranch(SelectionModel model, int[] items, long[] prices)
    {
        _model = model;
        _prices = prices;
        Items = items;
        var problem = model.Problem;
        _features = Array.ConvertAll(items, FeaturesOfItem);
        _live = LiveFeatures();
        _rowOf = new int[model.Features.Length];
        for (int at = 0; at < _live.Length; at++) _rowOf[_live[at]] = at * (problem.Size + 1);
        _rivals = SelectionConflicts.Among(problem, items);
        _blocked = new int[items.Length];
        _chosen = new int[problem.Size];
        problem.Required.CopyTo(_chosen, 0);
        Depth = problem.Required.Length;
        if (Depth > 0)
        {
            foreach (var (first, second) in problem.Conflicts)
            {
                Block(first, second);
                Block(second, first);
            }
        }

        _stride = model.Free + 1;
        long pairs = (long)problem.Size * (problem.Size - 1) / 2;
        _farthest = problem.Columns.Sum(column => pairs * column.Farthest);
        _counts = (int[])model.RequiredCounts.Clone();
        var columns = problem.Columns;
        _needs = [.. Enumerable.Range(0, columns.Length).Where(c => columns[c].MinimumDistinct > 0 || columns[c].Features.Any(feature => feature.Minimum > 0))];
        _overlapping = [.. Enumerable.Range(0, columns.Length).Where(c => columns[c].MinimumDistinct > 0 && model.Joints[c] is null)];
        _joint = [.. Enumerable.Range(0, columns.Length).Where(c => model.Joints[c] is not null).Select(Joint)];
        _separate = [.. _live.Where(f => !Array.Exists(_joint, joint => Array.BinarySearch(joint.Features, f) >= 0))];
        _reach = BuildReach(prices);
        _totals = new long[problem.Sums.Length];
        _least = new long[problem.Sums.Length];
        _most = new long[problem.Sums.Length];
        for (int s = 0; s < _totals.Length; s++)
        {
            long[] amounts = problem.Sums[s].Amounts;
            foreach (int item in problem.Required) _totals[s] += amounts[item];
            _least[s] = items.Length == 0 ? 0 : items.Min(item => amounts[item]);
            _most[s] = items.Length == 0 ? 0 : items.Max(item => amounts[item]);
        }

        Base = FixedPart(prices, out bool isHopeless);
        IsHopeless = isHopeless;
    }

    /// <summary>The items in the order of the search.</summary>
    public int[] Items { get; }

    /// <summary>How many items of the team are chosen, the required ones included.</summary>
    public int Depth { get; private set; }

    /// <summary>How many items are still to be chosen.</summary>
    public int Remaining => _model.Problem.Size - Depth;

    /// <summary>What is settled before any choice: the required items, the sums and the counts that no item left can change.</summary>
    public long Base { get; }

    /// <summary>Whether a count that no item left can change is not allowed.</summary>
    public bool IsHopeless { get; }

    /// <summary>The reduced profit of an item at the prices of a search.</summary>
    public static long[] Reduced(SelectionModel model, ReadOnlySpan<int> items, long[] prices)
    {
        var problem = model.Problem;
        long[][] tables = model.CodePrices(prices);
        long[] values = new long[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            long value = problem.Profits[items[i]];
            for (int c = 0; c < tables.Length; c++) value -= tables[c][problem.Columns[c].Codes[items[i]]];
            for (int s = 0; s < problem.Sums.Length; s++) value -= prices[model.Features.Length + s] * problem.Sums[s].Amounts[items[i]];
            values[i] = value;
        }

        return values;
    }

    public bool IsBlocked(int i) => _blocked[i] != 0;

    /// <summary>The features of an item, numbered through all columns.</summary>
    public ReadOnlySpan<int> FeaturesOf(int i) => _features[i];

    /// <summary>The most that the counts can bring at this node; <see cref="SelectionFeature.Forbidden"/> if they cannot keep their limits.</summary>
    public long Counts()
    {
        int remaining = Remaining;
        long total = 0;
        foreach (int f in _separate)
        {
            long reach = _reach[Row(f) + remaining];
            if (reach == SelectionFeature.Forbidden) return reach;
            total += reach;
        }

        foreach (var (bound, offset, features, met) in _joint)
        {
            if (bound.Best<long>(offset, features, _counts, default, _prices, remaining, met, default) is not { } best) return SelectionFeature.Forbidden;
            total += best;
        }

        foreach (int c in _overlapping)
        {
            long loss = DistinctLoss(c, remaining);
            if (loss == SelectionFeature.Forbidden) return loss;
            total -= loss;
        }

        return total;
    }

    /// <summary>The most that the counts could bring with one item fewer to come, each on its own.</summary>
    public long SeparateCounts(int remaining)
    {
        long total = _farthest;
        foreach (int f in _live) total = Sum(total, _reach[Row(f) + remaining]);
        return total;
    }

    /// <summary>The same once an item is chosen; quick, but looser than <see cref="Counts"/> after choosing it.</summary>
    /// <param name="i">The item.</param>
    /// <param name="after">The number of items to come after it.</param>
    /// <param name="separate">The figure of <see cref="SeparateCounts"/> for so many items.</param>
    public long SeparateCountsWith(int i, int after, long separate)
    {
        if (separate == SelectionFeature.Forbidden) return Recount(i, after);
        foreach (int f in _features[i])
        {
            int row = Row(f);
            long with = _reach[row + _stride + after];
            if (with == SelectionFeature.Forbidden) return with;
            separate += with - _reach[row + after];
        }

        return separate;
    }

    /// <summary>Whether sums, minima and rules let an item join.</summary>
    public bool Permits(int i)
    {
        var problem = _model.Problem;
        int after = Remaining - 1;
        for (int s = 0; s < _totals.Length; s++)
        {
            long total = _totals[s] + problem.Sums[s].Amounts[Items[i]];
            if (total + (after * _least[s]) > problem.Sums[s].Maximum || total + (after * _most[s]) < problem.Sums[s].Minimum) return false;
        }

        if (_needs.Length > 0 && !CanMeetMinima(i, after)) return false;
        foreach (var rule in problem.Rules)
        {
            if (!rule.Allows(_chosen.AsSpan(0, Depth), Items[i])) return false;
        }

        return true;
    }

    public void Choose(int i)
    {
        _chosen[Depth++] = Items[i];
        foreach (int f in _features[i]) _counts[f]++;
        foreach (int rival in _rivals[i]) _blocked[rival]++;
        for (int s = 0; s < _totals.Length; s++) _totals[s] += _model.Problem.Sums[s].Amounts[Items[i]];
    }

    public void Undo(int i)
    {
        Depth--;
        foreach (int f in _features[i]) _counts[f]--;
        foreach (int rival in _rivals[i]) _blocked[rival]--;
        for (int s = 0; s < _totals.Length; s++) _totals[s] -= _model.Problem.Sums[s].Amounts[Items[i]];
    }

    /// <summary>The complete team in ascending order.</summary>
    public int[] Team()
    {
        int[] team = (int[])_chosen.Clone();
        Array.Sort(team);
        return team;
    }

    private int Row(int f) => (_rowOf[f] + _counts[f]) * _stride;

    /// <summary>The counts part after choosing an item, from nothing: needed where something is out of reach without that item.</summary>
    private long Recount(int i, int after)
    {
        foreach (int f in _features[i]) _counts[f]++;
        long total = SeparateCounts(after);
        foreach (int f in _features[i]) _counts[f]--;
        return total;
    }

    /// <summary>What it costs at least to meet the missing distinct features of a column whose items may carry several.</summary>
    private long DistinctLoss(int c, int remaining)
    {
        var column = _model.Problem.Columns[c];
        int offset = _model.Offset(c), missing = column.MinimumDistinct;
        var losses = new List<long>();
        for (int f = offset; f < offset + column.Features.Length; f++)
        {
            if (_counts[f] > 0)
            {
                missing--;
                continue;
            }

            if (remaining == 0 || Array.BinarySearch(_live, f) < 0) continue;
            int row = Row(f);
            long met = _reach[row + _stride + remaining - 1];
            if (met != SelectionFeature.Forbidden) losses.Add(_reach[row + remaining] - met);
        }

        if (missing <= 0) return 0;
        if (losses.Count < missing) return SelectionFeature.Forbidden;
        losses.Sort();
        long total = 0;
        for (int i = 0; i < missing; i++) total += losses[i];
        return total;
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

    private int[] FeaturesOfItem(int item)
    {
        var columns = _model.Problem.Columns;
        int count = 0, at = 0;
        for (int c = 0; c < columns.Length; c++) count += _model.FeaturesOfCode[c][columns[c].Codes[item]].Length;
        int[] features = new int[count];
        for (int c = 0; c < columns.Length; c++)
        {
            foreach (int f in _model.FeaturesOfCode[c][columns[c].Codes[item]]) features[at++] = f;
        }

        return features;
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

    private (SelectionJointBound Bound, int Offset, int[] Features, int Met) Joint(int c)
    {
        int offset = _model.Offset(c), end = offset + _model.Problem.Columns[c].Features.Length;
        int[] own = [.. _live.Where(f => f >= offset && f < end)];
        int met = Enumerable.Range(offset, end - offset).Count(f => _counts[f] > 0 && Array.BinarySearch(own, f) < 0);
        return (_model.Joints[c]!, offset, own, met);
    }

    private long FixedPart(long[] prices, out bool isHopeless)
    {
        var problem = _model.Problem;
        long total = 0;
        foreach (long value in Reduced(_model, problem.Required, prices)) total += value;
        for (int s = 0; s < problem.Sums.Length; s++)
        {
            long price = prices[_model.Features.Length + s];
            total += price * (price >= 0 ? problem.Sums[s].Maximum : problem.Sums[s].Minimum);
        }

        isHopeless = false;
        foreach (int f in Enumerable.Range(0, _counts.Length).Except(_live))
        {
            long gain = _model.Features[f].Gain[_counts[f]];
            if (gain == SelectionFeature.Forbidden) isHopeless = true;
            else total += gain + (prices[f] * _counts[f]);
        }

        return total;
    }

    /// <summary>Marks the item of a conflict whose partner is required.</summary>
    private void Block(int required, int rival)
    {
        if (!_model.Problem.Required.AsSpan().Contains(required)) return;
        int at = Array.IndexOf(Items, rival);
        if (at >= 0) _blocked[at]++;
    }

    /// <summary>Per feature, count and number of items to come: the best worth plus price within reach.</summary>
    private long[] BuildReach(ReadOnlySpan<long> prices)
    {
        int size = _model.Problem.Size;
        long[] reach = new long[_live.Length * (size + 1) * _stride];
        Array.Fill(reach, SelectionFeature.Forbidden);
        foreach (int f in _live)
        {
            long[] gain = _model.Features[f].Gain;
            for (int count = size; count >= 0; count--)
            {
                int row = (_rowOf[f] + count) * _stride;
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

    private static long Sum(long a, long b) => a == SelectionFeature.Forbidden || b == SelectionFeature.Forbidden ? SelectionFeature.Forbidden : a + b;
}
