namespace PeerLearning.Optimization;

/// <summary>Reads every item once at given prices: the exact integer bound, and the items that a better team could still need.</summary>
internal sealed class SelectionScan
{
    private const int Chunk = 1 << 16;

    private readonly SelectionModel _model;
    private readonly long[] _values;
    private readonly int[]? _items;

    private SelectionScan(SelectionModel model, int[]? items)
    {
        _model = model;
        _items = items;
        _values = new long[items?.Length ?? model.Problem.Count];
    }

    /// <summary>The bound on every team made of the items read.</summary>
    public long Bound { get; private set; }

    /// <summary>The smallest reduced profit among the best k.</summary>
    public long Pivot { get; private set; }

    /// <param name="model">The model.</param>
    /// <param name="items">The items to read, ascending and without the required ones; null for all.</param>
    /// <param name="prices">The prices.</param>
    public static SelectionScan Run(SelectionModel model, int[]? items, long[] prices)
    {
        var scan = new SelectionScan(model, items);
        scan.Read(prices);
        return scan;
    }

    /// <summary>The items that no team with at least the given objective can do without looking at: all others are excluded by their reduced profit.</summary>
    public int[] Survivors(long threshold)
    {
        // An item below the pivot lowers the bound by its distance from the pivot.
        long least = threshold == long.MinValue ? long.MinValue : Pivot - (Bound - threshold);
        return AtLeast(least);
    }

    /// <summary>The items with the best reduced profits, about so many.</summary>
    public int[] Best(int count)
    {
        if (_values.Length <= count) return AtLeast(long.MinValue);
        long[] sample = (long[])_values.Clone();
        Array.Sort(sample);
        return AtLeast(sample[^count]);
    }

    private int[] AtLeast(long least)
    {
        int count = 0;
        foreach (long value in _values) count += value >= least ? 1 : 0;
        int[] found = new int[count];
        int at = 0;
        for (int i = 0; i < _values.Length && at < count; i++)
        {
            if (_values[i] >= least) found[at++] = _items is null ? i : _items[i];
        }

        return _items is null && _model.Problem.Required.Length > 0 ? [.. found.Except(_model.Problem.Required)] : found;
    }

    private void Read(long[] prices)
    {
        var problem = _model.Problem;
        long[][] tables = _model.CodePrices(prices);
        if (_items is null) problem.Profits.CopyTo(_values, 0);
        else
        {
            for (int i = 0; i < _values.Length; i++) _values[i] = problem.Profits[_items[i]];
        }

        for (int start = 0; start < _values.Length; start += Chunk)
        {
            var values = _values.AsSpan(start, Math.Min(Chunk, _values.Length - start));
            for (int c = 0; c < tables.Length; c++)
            {
                long[] table = tables[c];
                ushort[] codes = problem.Columns[c].Codes;
                if (_items is null) Subtract(values, codes.AsSpan(start, values.Length), table);
                else
                {
                    var items = _items.AsSpan(start, values.Length);
                    for (int i = 0; i < values.Length; i++) values[i] -= table[codes[items[i]]];
                }
            }

            for (int s = 0; s < problem.Sums.Length; s++)
            {
                long price = prices[_model.Features.Length + s];
                if (price == 0) continue;
                long[] amounts = problem.Sums[s].Amounts;
                for (int i = 0; i < values.Length; i++) values[i] -= price * amounts[_items is null ? start + i : _items[start + i]];
            }
        }

        long total = _model.CountPart(prices);
        foreach (int item in problem.Required)
        {
            long value = problem.Profits[item];
            for (int c = 0; c < tables.Length; c++) value -= tables[c][problem.Columns[c].Codes[item]];
            for (int s = 0; s < problem.Sums.Length; s++) value -= prices[_model.Features.Length + s] * problem.Sums[s].Amounts[item];
            total += value;
            if (_items is null) _values[item] = long.MinValue;
        }

        var best = new PriorityQueue<int, long>();
        long least = long.MinValue;
        int free = _model.Free;
        for (int i = 0; i < _values.Length && free > 0; i++)
        {
            if (best.Count < free)
            {
                best.Enqueue(i, _values[i]);
                best.TryPeek(out _, out least);
            }
            else if (_values[i] > least)
            {
                best.DequeueEnqueue(i, _values[i]);
                best.TryPeek(out _, out least);
            }
        }

        Pivot = least;
        while (best.TryDequeue(out _, out long value)) total = checked(total + value);
        Bound = total;
    }

    private static void Subtract(Span<long> values, ReadOnlySpan<ushort> codes, long[] table)
    {
        for (int i = 0; i < values.Length && i < codes.Length; i++) values[i] -= table[codes[i]];
    }
}
