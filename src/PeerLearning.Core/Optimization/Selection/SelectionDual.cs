namespace PeerLearning.Optimization;

/// <summary>The best prices exactly, by linear programming over some of the items: for where many items are equally good, and subgradient steps only come near.</summary>
/// <remarks>The relaxation of the selection over the items, with the concave hull of the worth of every count. Columns whose counts are bounded jointly bring whole vectors of counts, made one
/// by one at the prices of the day (Dantzig and Wolfe, Operations Research 8(1), 1960).</remarks>
internal sealed class SelectionDual
{
    private const int MostRows = 400;
    private const int MostClasses = 6000;
    private const int MostRounds = 60;
    private const int MostIterations = 20_000;

    private readonly SelectionModel _model;
    private readonly int[] _items;
    private readonly BoundedSimplex _master;
    private readonly int[] _rowOf;
    private readonly int[] _sharing;
    private readonly double _unit;
    private readonly List<(int Column, int Item)> _classes = [];

    private SelectionDual(SelectionModel model, int[] items, int[] live, CancellationToken cancellationToken)
    {
        _model = model;
        _items = items;
        _unit = Math.Max(1.0, model.Magnitude() / (double)Math.Max(1, model.Problem.Size));
        _rowOf = new int[model.Features.Length];
        Array.Fill(_rowOf, -1);
        int row = 1;
        foreach (int f in live) _rowOf[f] = row++;
        _sharing = [.. Enumerable.Range(0, model.Joints.Length).Where(c => model.Joints[c] is not null)];
        FirstSum = row;
        FirstShare = row + model.Problem.Sums.Length;
        _master = new BoundedSimplex(FirstShare + _sharing.Length) { Cancellation = cancellationToken };
    }

    private int FirstSum { get; }

    private int FirstShare { get; }

    /// <summary>Improves the prices.</summary>
    /// <param name="model">The model.</param>
    /// <param name="items">The items, without the required ones.</param>
    /// <param name="prices">Receives the prices.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <returns>The items in the order of how much of them the relaxation takes; null if the program is too large or was not solved.</returns>
    public static int[]? Improve(SelectionModel model, int[] items, double[] prices, CancellationToken cancellationToken)
    {
        bool[] isLive = new bool[model.Features.Length];
        foreach (int item in items)
        {
            for (int c = 0; c < model.Problem.Columns.Length; c++)
            {
                foreach (int f in model.FeaturesOfCode[c][model.Problem.Columns[c].Codes[item]]) isLive[f] = true;
            }
        }

        int[] live = [.. Enumerable.Range(0, isLive.Length).Where(f => isLive[f])];
        if (live.Length + model.Problem.Sums.Length > MostRows) return null;
        return new SelectionDual(model, items, live, cancellationToken).Solve(live, prices, cancellationToken);
    }

    private int[]? Solve(int[] live, double[] prices, CancellationToken cancellationToken)
    {
        int free = _model.Free;
        _master.SetRow(0, free, free);
        foreach (int f in live) SetLimits(f);
        if (!AddClasses()) return null;
        var problem = _model.Problem;
        for (int s = 0; s < problem.Sums.Length; s++)
        {
            double met = 0, scale = _model.PriceScale(_model.Features.Length + s);
            foreach (int item in problem.Required) met += problem.Sums[s].Amounts[item];
            double least = Math.Max(-1e7, (problem.Sums[s].Minimum - met) / scale), most = Math.Min(1e7, (problem.Sums[s].Maximum - met) / scale);
            _master.SetRow(FirstSum + s, least, Math.Max(least, most));
            AddSlack(FirstSum + s);
        }

        for (int j = 0; j < _sharing.Length; j++)
        {
            _master.SetRow(FirstShare + j, 1, 1);
            AddSlack(FirstShare + j);
        }

        foreach (int f in live) AddSlack(_rowOf[f]);
        double[] best = (double[])prices.Clone();
        for (int j = 0; j < _sharing.Length; j++) AddVector(j, prices, double.NegativeInfinity);
        for (int round = 0; round < MostRounds; round++)
        {
            if (cancellationToken.IsCancellationRequested || _master.SolvePrimal(MostIterations) != SimplexStatus.Optimal) return null;
            foreach (int f in live) best[f] = _master.Prices[_rowOf[f]] * _unit;
            for (int s = 0; s < problem.Sums.Length; s++)
            {
                best[_model.Features.Length + s] = _master.Prices[FirstSum + s] * _unit / _model.PriceScale(_model.Features.Length + s);
            }

            bool isBetter = false;
            for (int j = 0; j < _sharing.Length; j++) isBetter |= AddVector(j, best, _master.Prices[FirstShare + j]);
            if (!isBetter) break;
        }

        best.CopyTo(prices, 0);
        var order = _classes.OrderByDescending(one => _master.ValueOf(one.Column)).ThenBy(one => one.Item).Where(one => _master.ValueOf(one.Column) > 1e-9);
        return [.. order.Select(one => one.Item)];
    }

    /// <summary>The counts of a feature of its own: the hull of its worth in segments of falling slope; a feature of a shared column has its counts from vectors.</summary>
    private void SetLimits(int f)
    {
        int row = _rowOf[f], met = _model.RequiredCounts[f];
        int column = ColumnOf(f);
        if (_model.Joints[column] is not null)
        {
            _master.SetRow(row, -met, -met);
            return;
        }

        var hull = Hull(f);
        _master.SetRow(row, hull[0].Count - met, hull[0].Count - met);
        for (int i = 1; i < hull.Count; i++)
        {
            double slope = (hull[i].Worth - hull[i - 1].Worth) / (hull[i].Count - hull[i - 1].Count);
            _master.AddColumn([row], [-1], slope / _unit, 0, hull[i].Count - hull[i - 1].Count);
        }
    }

    private List<(int Count, double Worth)> Hull(int f)
    {
        var hull = new List<(int Count, double Worth)>();
        for (int count = _model.Low(f); count <= _model.High(f); count++)
        {
            if (_model.Features[f].Gain[count] == SelectionFeature.Forbidden) continue;
            var point = (Count: count, Worth: (double)_model.Features[f].Gain[count]);
            while (hull.Count > 1 && (hull[^1].Worth - hull[^2].Worth) * (point.Count - hull[^1].Count) <= (point.Worth - hull[^1].Worth) * (hull[^1].Count - hull[^2].Count))
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(point);
        }

        return hull;
    }

    /// <summary>One variable for all items that are alike.</summary>
    private bool AddClasses()
    {
        var problem = _model.Problem;
        var groups = new Dictionary<string, (int Item, int Count)>(StringComparer.Ordinal);
        var key = new System.Text.StringBuilder();
        foreach (int item in _items)
        {
            key.Clear().Append(problem.Profits[item]);
            foreach (var column in problem.Columns) key.Append(',').Append(column.Codes[item]);
            foreach (var sum in problem.Sums) key.Append(',').Append(sum.Amounts[item]);
            string text = key.ToString();
            groups[text] = groups.TryGetValue(text, out var group) ? (group.Item, group.Count + 1) : (item, 1);
        }

        if (groups.Count > MostClasses) return false;
        var rows = new List<int>();
        var values = new List<double>();
        foreach (var (item, count) in groups.Values.OrderBy(group => group.Item))
        {
            rows.Clear();
            values.Clear();
            rows.Add(0);
            values.Add(1);
            for (int c = 0; c < problem.Columns.Length; c++)
            {
                foreach (int f in _model.FeaturesOfCode[c][problem.Columns[c].Codes[item]])
                {
                    rows.Add(_rowOf[f]);
                    values.Add(1);
                }
            }

            for (int s = 0; s < problem.Sums.Length; s++)
            {
                rows.Add(FirstSum + s);
                values.Add(problem.Sums[s].Amounts[item] / _model.PriceScale(_model.Features.Length + s));
            }

            int column = _master.AddColumn(rows.ToArray(), values.ToArray(), problem.Profits[item] / _unit, 0, Math.Min(count, _model.Free));
            _classes.Add((column, item));
        }

        return true;
    }

    /// <summary>Adds the best vector of counts of a shared column at the given prices, if it is worth more than its share.</summary>
    private bool AddVector(int j, double[] prices, double share)
    {
        int c = _sharing[j], offset = _model.Offset(c);
        double[] counts = new double[_model.PriceCount];
        if (_model.BestCounts(c, prices, counts) is not { } value || value / _unit <= share + 1e-9) return false;
        var rows = new List<int> { FirstShare + j };
        var values = new List<double> { 1 };
        double worth = value;
        for (int f = offset; f < offset + _model.Problem.Columns[c].Features.Length; f++)
        {
            worth -= prices[f] * counts[f];
            if (_rowOf[f] < 0 || counts[f] == 0) continue;
            rows.Add(_rowOf[f]);
            values.Add(-counts[f]);
        }

        _master.AddColumn(rows.ToArray(), values.ToArray(), worth / _unit, 0, 1);
        return true;
    }

    // Whatever the columns cannot do yet costs more than anything can be worth.
    private void AddSlack(int row)
    {
        double cost = 10.0 * _model.Problem.Size;
        _master.AddColumn([row], [1], -cost, 0, 2 * _model.Problem.Size);
        _master.AddColumn([row], [-1], -cost, 0, 2 * _model.Problem.Size);
    }

    private int ColumnOf(int f)
    {
        int c = _model.Joints.Length - 1;
        while (_model.Offset(c) > f) c--;
        return c;
    }
}
