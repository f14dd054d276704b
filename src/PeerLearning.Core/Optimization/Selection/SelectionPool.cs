namespace PeerLearning.Optimization;

/// <summary>Some of the items of a problem, laid out side by side for repeated pricing.</summary>
internal sealed class SelectionPool
{
    private readonly SelectionModel _model;
    private readonly double[] _profits;
    private readonly ushort[][] _codes;
    private readonly double[][] _amounts;
    private readonly double[] _values;
    private readonly double[][] _tables;

    /// <param name="model">The model.</param>
    /// <param name="items">The items in ascending order, without the required ones.</param>
    public SelectionPool(SelectionModel model, int[] items)
    {
        _model = model;
        Items = items;
        var problem = model.Problem;
        _profits = Array.ConvertAll(items, item => (double)problem.Profits[item]);
        _codes = Array.ConvertAll(problem.Columns, column => Array.ConvertAll(items, item => column.Codes[item]));
        _amounts = Array.ConvertAll(problem.Sums, sum => Array.ConvertAll(items, item => (double)sum.Amounts[item]));
        _values = new double[items.Length];
        _tables = Array.ConvertAll(problem.Columns, column => new double[column.CodeCount]);
    }

    public int[] Items { get; }

    /// <summary>The reduced profit of every item at the prices of the last call of <see cref="Price"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    public ushort Code(int column, int local) => _codes[column][local];

    public double Profit(int local) => _profits[local];

    public double Amount(int sum, int local) => _amounts[sum][local];

    /// <summary>Computes all reduced profits, finds the best <paramref name="top"/>.Length of them, and returns their sum with that of the required items.</summary>
    public double Price(ReadOnlySpan<double> prices, Span<int> top)
    {
        for (int c = 0; c < _tables.Length; c++)
        {
            double[] table = _tables[c];
            for (int code = 0; code < table.Length; code++)
            {
                double price = 0;
                foreach (int f in _model.FeaturesOfCode[c][code]) price += prices[f];
                table[code] = price;
            }
        }

        double[] values = _values;
        _profits.AsSpan().CopyTo(values);
        for (int c = 0; c < _tables.Length; c++)
        {
            double[] table = _tables[c];
            ushort[] codes = _codes[c];
            for (int i = 0; i < values.Length && i < codes.Length; i++) values[i] -= table[codes[i]];
        }

        int features = _model.Features.Length;
        for (int s = 0; s < _amounts.Length; s++)
        {
            double price = prices[features + s];
            if (price == 0) continue;
            double[] amounts = _amounts[s];
            for (int i = 0; i < values.Length; i++) values[i] -= price * amounts[i];
        }

        double total = 0;
        var problem = _model.Problem;
        foreach (int item in problem.Required)
        {
            total += problem.Profits[item];
            for (int c = 0; c < _tables.Length; c++) total -= _tables[c][problem.Columns[c].Codes[item]];
            for (int s = 0; s < _amounts.Length; s++) total -= prices[features + s] * problem.Sums[s].Amounts[item];
        }

        Top(values, top);
        foreach (int local in top) total += values[local];
        return total;
    }

    /// <summary>The indices of the largest values; ties go to the smaller index. Fills <paramref name="top"/> as a heap with the smallest first.</summary>
    private static void Top(double[] values, Span<int> top)
    {
        int size = top.Length;
        if (size == 0) return;
        for (int i = 0; i < size; i++) top[i] = i;
        for (int root = (size / 2) - 1; root >= 0; root--) Sift(values, top, root);
        double least = values[top[0]];
        for (int i = size; i < values.Length; i++)
        {
            if (values[i] <= least) continue;
            top[0] = i;
            Sift(values, top, 0);
            least = values[top[0]];
        }
    }

    private static void Sift(double[] values, Span<int> heap, int root)
    {
        int item = heap[root];
        while (true)
        {
            int child = (2 * root) + 1;
            if (child >= heap.Length) break;
            if (child + 1 < heap.Length && Before(values, heap[child + 1], heap[child])) child++;
            if (!Before(values, heap[child], item)) break;
            heap[root] = heap[child];
            root = child;
        }

        heap[root] = item;
    }

    private static bool Before(double[] values, int a, int b) => values[a] < values[b] || (values[a] == values[b] && a > b);
}
