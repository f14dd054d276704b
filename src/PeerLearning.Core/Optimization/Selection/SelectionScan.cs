namespace PeerLearning.Optimization;

/// <summary>Reads many items at given prices: the exact integer bound, and the items that a better team could still need.</summary>
internal sealed class SelectionScan
{
    // Small enough for the nearest cache, as every column passes over it.
    private const int Chunk = 2048;

    private readonly SelectionModel _model;
    private readonly long[] _values;
    private readonly int[]? _items;
    private SelectionBest _best = new(0);

    /// <param name="model">The model.</param>
    /// <param name="items">The items to read, ascending and without the required ones; null for all.</param>
    public SelectionScan(SelectionModel model, int[]? items)
    {
        _model = model;
        _items = items;
        _values = new long[items?.Length ?? model.Problem.Count];
    }

    /// <summary>The bound on every team made of the items read.</summary>
    public long Bound { get; private set; }

    /// <summary>The smallest reduced profit among the best k.</summary>
    public long Pivot { get; private set; }

    /// <summary>The items with the best reduced profits, as many as were asked for.</summary>
    public ReadOnlySpan<int> Best => _best.Items;

    /// <summary>The items that no team with at least the given objective can do without looking at: all others are excluded by their reduced profit.</summary>
    public int[] Survivors(long threshold)
    {
        // An item below the pivot lowers the bound by its distance from the pivot.
        long least = threshold == long.MinValue ? long.MinValue + 1 : Pivot - (Bound - threshold);
        int count = 0;
        foreach (long value in _values) count += value >= least ? 1 : 0;
        int[] found = new int[count];
        int at = 0;
        for (int i = 0; at < count; i++)
        {
            if (_values[i] >= least) found[at++] = _items is null ? i : _items[i];
        }

        return found;
    }

    /// <summary>Reads all items.</summary>
    /// <param name="prices">The prices.</param>
    /// <param name="best">How many of the best items to keep, at least as many as are to be chosen.</param>
    public void Read(long[] prices, int best)
    {
        var problem = _model.Problem;
        long[][] tables = _model.CodePrices(prices);
        var (codes, merged) = Merge(tables);
        int free = _model.Free;
        _best = new SelectionBest(Math.Max(best, free));
        HashSet<int> required = [.. problem.Required];
        for (int start = 0; start < _values.Length; start += Chunk)
        {
            var values = _values.AsSpan(start, Math.Min(Chunk, _values.Length - start));
            var items = _items is null ? default : _items.AsSpan(start, values.Length);
            if (_items is null) problem.Profits.AsSpan(start, values.Length).CopyTo(values);
            else Gather(values, items, problem.Profits);
            for (int c = 0; c < codes.Count; c++)
            {
                if (_items is null) Subtract(values, codes[c].AsSpan(start, values.Length), merged[c]);
                else Subtract(values, items, codes[c], merged[c]);
            }

            for (int s = 0; s < problem.Sums.Length; s++)
            {
                long price = prices[_model.Features.Length + s];
                if (price == 0) continue;
                long[] amounts = problem.Sums[s].Amounts;
                for (int i = 0; i < values.Length; i++) values[i] -= price * amounts[_items is null ? start + i : items[i]];
            }

            if (_items is null)
            {
                foreach (int item in required)
                {
                    if (item >= start && item < start + values.Length) values[item - start] = long.MinValue;
                }
            }

            long least = _best.Least;
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] <= least) continue;
                _best.Offer(values[i], _items is null ? start + i : items[i]);
                least = _best.Least;
            }
        }

        long total = _model.CountPart<long>(prices, default);
        foreach (int item in problem.Required)
        {
            long value = problem.Profits[item];
            for (int c = 0; c < tables.Length; c++) value -= tables[c][problem.Columns[c].Codes[item]];
            for (int s = 0; s < problem.Sums.Length; s++) value -= prices[_model.Features.Length + s] * problem.Sums[s].Amounts[item];
            total = checked(total + value);
        }

        long[] sorted = _best.Sorted();
        for (int i = 0; i < free; i++) total = checked(total + sorted[i]);
        Pivot = free == 0 ? long.MaxValue : sorted[free - 1];
        Bound = total;
    }

    /// <summary>Columns that share their codes are read once.</summary>
    private (List<ushort[]> Codes, List<long[]> Tables) Merge(long[][] tables)
    {
        var codes = new List<ushort[]>();
        var merged = new List<long[]>();
        for (int c = 0; c < tables.Length; c++)
        {
            ushort[] own = _model.Problem.Columns[c].Codes;
            int at = codes.FindIndex(other => ReferenceEquals(other, own));
            if (at < 0)
            {
                codes.Add(own);
                merged.Add((long[])tables[c].Clone());
            }
            else
            {
                for (int code = 0; code < tables[c].Length; code++) merged[at][code] += tables[c][code];
            }
        }

        return (codes, merged);
    }

    private static void Gather(Span<long> values, ReadOnlySpan<int> items, long[] source)
    {
        for (int i = 0; i < values.Length; i++) values[i] = source[items[i]];
    }

    private static void Subtract(Span<long> values, ReadOnlySpan<ushort> codes, long[] table)
    {
        for (int i = 0; i < values.Length && i < codes.Length; i++) values[i] -= table[codes[i]];
    }

    private static void Subtract(Span<long> values, ReadOnlySpan<int> items, ushort[] codes, long[] table)
    {
        for (int i = 0; i < values.Length && i < items.Length; i++) values[i] -= table[codes[items[i]]];
    }
}
