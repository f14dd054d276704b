namespace PeerLearning.Optimization;

/// <summary>
/// Checks, in exact integer arithmetic, that no point of a <see cref="QuotaProgram"/> earns more than a threshold at given prices: replays a
/// <see cref="BranchingProof"/> without any solver.
/// </summary>
/// <remarks>Prices are read on a grid of 2^-40: whatever they are, the bound that they give is valid, so rounding can weaken a proof and never fake one.</remarks>
internal sealed class LotteryProof
{
    /// <summary>Units of the grid per one.</summary>
    public const long Grid = 1L << 40;

    private readonly QuotaProgram _program;
    private readonly Int128[] _profit;
    private readonly int[] _lower;
    private readonly int[] _upper;
    private readonly Int128[] _price;
    private readonly List<(int Variable, int Lower, int Upper)> _trail = [];
    private readonly Int128 _threshold;

    private LotteryProof(QuotaProgram program, Int128[] profit, Int128 threshold)
    {
        _program = program;
        _profit = profit;
        _threshold = threshold;
        _lower = [.. program.Lower];
        _upper = [.. program.Upper];
        _price = new Int128[program.Rows];
    }

    /// <summary>A price on the grid.</summary>
    public static Int128 OnGrid(double price) => (Int128)Math.Round(price * Grid);

    /// <summary>Whether the search proves that no point earns more than the threshold; both on the grid.</summary>
    public static bool Holds(QuotaProgram program, Int128[] profit, Int128 threshold, BranchingProof search)
    {
        if (search.Rows != program.Rows || search.Count == 0 || search.Prices.Count != search.Count * search.Rows) return false;
        if (search.Splits.Count != search.Count || search.UpFirst.Count != search.Count) return false;
        if (search.Prices.Exists(price => !double.IsFinite(price) || Math.Abs(price) > 1e9)) return false;
        return new LotteryProof(program, profit, threshold).Replay(search);
    }

    private bool Replay(BranchingProof search)
    {
        var open = new Stack<(int Variable, int Split, bool Up, int Mark)>();
        for (int node = 0; node < search.Count; node++)
        {
            if (node > 0)
            {
                if (open.Count == 0) return false;
                var (variable, split, up, mark) = open.Pop();
                Undo(mark);
                Narrow(variable, up ? Math.Max(_lower[variable], split + 1) : _lower[variable], up ? _upper[variable] : Math.Min(_upper[variable], split));
            }

            for (int r = 0; r < _price.Length; r++) _price[r] = OnGrid(search.Prices[(node * search.Rows) + r]);
            int branch = search.Variables[node];
            if (branch == -1)
            {
                if (Bound(1) > _threshold) return false;
            }
            else if (branch == -2)
            {
                if (Bound(0) >= 0) return false;
            }
            else
            {
                if ((uint)branch >= (uint)_lower.Length) return false;
                Tighten();
                int inner = _trail.Count;
                bool upFirst = search.UpFirst[node];
                open.Push((branch, search.Splits[node], !upFirst, inner));
                open.Push((branch, search.Splits[node], upFirst, inner));
            }
        }

        return open.Count == 0;
    }

    /// <summary>The most that profit * scale earns within the bounds, by weak duality.</summary>
    private Int128 Bound(int scale)
    {
        Int128 bound = 0;
        for (int r = 0; r < _price.Length; r++) bound += _price[r] * (_price[r] > 0 ? _program.RowUpper[r] : _program.RowLower[r]);
        for (int v = 0; v < _lower.Length; v++)
        {
            if (_lower[v] > _upper[v]) return Int128.MinValue;
            var reduced = Reduced(v, scale);
            bound += reduced * (reduced > 0 ? _upper[v] : _lower[v]);
        }

        return bound;
    }

    private Int128 Reduced(int v, int scale)
    {
        var reduced = scale * _profit[v];
        var rows = _program.RowsOf(v);
        var coefficients = _program.CoefficientsOf(v);
        for (int e = 0; e < rows.Length; e++) reduced -= _price[rows[e]] * coefficients[e];
        return reduced;
    }

    /// <summary>Takes away what earns too little to matter. A node whose own bound is low enough needs no branches: nothing is left of it.</summary>
    /// <remarks>The search may have gone on there, because it asked for less than the threshold.</remarks>
    private void Tighten()
    {
        var bound = Bound(1);
        if (bound <= _threshold)
        {
            if (_lower[0] <= _upper[0]) Narrow(0, _upper[0] + 1, _upper[0]);
            return;
        }

        var room = bound - _threshold;
        for (int v = 0; v < _lower.Length; v++)
        {
            if (_lower[v] >= _upper[v]) continue;
            var reduced = Reduced(v, 1);
            if (reduced == 0) continue;
            var steps = room / Int128.Abs(reduced);
            if (steps >= _upper[v] - _lower[v]) continue;
            if (reduced < 0) Narrow(v, _lower[v], _lower[v] + (int)steps);
            else Narrow(v, _upper[v] - (int)steps, _upper[v]);
        }
    }

    private void Narrow(int v, int lower, int upper)
    {
        _trail.Add((v, _lower[v], _upper[v]));
        _lower[v] = lower;
        _upper[v] = upper;
    }

    private void Undo(int mark)
    {
        for (int t = _trail.Count - 1; t >= mark; t--) (_lower[_trail[t].Variable], _upper[_trail[t].Variable]) = (_trail[t].Lower, _trail[t].Upper);
        _trail.RemoveRange(mark, _trail.Count - mark);
    }
}
