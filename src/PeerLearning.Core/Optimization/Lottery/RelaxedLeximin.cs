namespace PeerLearning.Optimization;

/// <summary>
/// The leximin shares over the linear relaxation of a <see cref="QuotaProgram"/>: an upper bound, level by level, of every lottery over its integer
/// points, and most often the very answer.
/// </summary>
/// <remarks>
/// A level maximises z with x_g = members_g z + s_g and s_g &gt;= 0 for the free groups, x_g = members_g share_g + s_g for the settled ones. The bound
/// x_g &lt;= upper_g of a free group becomes a row only when a solution breaks it, so the programme stays as small as the quotas.
/// </remarks>
internal sealed class RelaxedLeximin
{
    private const double PriceTolerance = 1e-7;
    private const double Feasibility = 1e-11;

    private readonly QuotaProgram _program;
    private readonly int[] _members;
    private readonly CancellationToken _cancellation;
    private readonly bool[] _isSettled;
    private readonly List<int> _coupled = [];

    /// <param name="program">The programme.</param>
    /// <param name="members">How many candidates share each group's count.</param>
    /// <param name="settled">The shares of groups that are settled already, from which it goes on; NaN for the others.</param>
    /// <param name="cancellation">Ends the work without an answer.</param>
    public RelaxedLeximin(QuotaProgram program, int[] members, double[]? settled = null, CancellationToken cancellation = default)
    {
        _cancellation = cancellation;
        _program = program;
        _members = members;
        _isSettled = new bool[members.Length];
        Share = new double[members.Length];
        Point = new double[program.Variables];
        for (int g = 0; settled is not null && g < settled.Length; g++)
        {
            if (double.IsNaN(settled[g])) continue;
            _isSettled[g] = true;
            Share[g] = settled[g];
        }
    }

    /// <summary>The share of each group: what one member gets.</summary>
    public double[] Share { get; }

    /// <summary>The levels in rising order: the share, the groups it settles and the row prices that prove it.</summary>
    public List<(double Share, int[] Groups, double[] Prices)> Levels { get; } = [];

    /// <summary>A point of the relaxation with these shares.</summary>
    public double[] Point { get; }

    /// <summary>Pivots spent.</summary>
    public long Work { get; private set; }

    /// <summary>Computes all levels; false when the relaxation is empty or the numbers do not hold.</summary>
    public bool Solve()
    {
        int free = _isSettled.Count(isSettled => !isSettled);
        double floor = 0;
        for (int g = 0; g < _members.Length; g++)
        {
            if (_program.Lower[g] > 0) _coupled.Add(g);
        }

        while (free > 0)
        {
            if (_cancellation.IsCancellationRequested || !SolveLevel(floor, out double z, out double[] prices)) return false;
            double cap = Cap();
            bool isCapped = z >= cap - 1e-12;
            var settled = new List<int>();
            for (int g = 0; g < _members.Length; g++)
            {
                if (_isSettled[g]) continue;
                bool binds = isCapped ? (double)_program.Upper[g] / _members[g] <= cap + 1e-12 : PriceOf(g, prices) * _members[g] > PriceTolerance;
                if (binds) settled.Add(g);
            }

            if (settled.Count == 0 || z < floor - 1e-9) return false;
            foreach (int g in settled)
            {
                _isSettled[g] = true;
                Share[g] = z;
            }

            free -= settled.Count;
            if (isCapped) Array.Clear(prices);
            Levels.Add((z, [.. settled], prices));
            floor = Math.Max(floor, z);
        }

        return Levels.Count > 0 && IsSound();
    }

    /// <summary>A level with the row prices as its proof.</summary>
    /// <param name="index">The level.</param>
    /// <param name="lower">Levels that were settled before.</param>
    public LotteryLevel Prove(int index, IReadOnlyList<LotteryLevel> lower)
    {
        var level = Levels[index];
        var isSettled = new bool[_members.Length];
        foreach (int g in lower.SelectMany(other => other.Groups)) isSettled[g] = true;
        for (int l = 0; l <= index; l++)
        {
            foreach (int g in Levels[l].Groups) isSettled[g] = true;
        }

        double[] profit = ProfitOf(level.Prices, level.Groups);
        for (int g = 0; g < isSettled.Length; g++)
        {
            if (!isSettled[g]) profit[g] = 0;
        }

        var proof = new BranchingProof(_program.Rows);
        proof.Add(-1, 0, false, level.Prices);
        return new LotteryLevel(level.Share, level.Groups, profit, proof).Normalised();
    }

    /// <summary>The profits whose optimum over the relaxation the prices bound: what a unit of each group is worth.</summary>
    /// <remarks>A level at the cap, which needs no prices, is proven by the sum of its groups.</remarks>
    private double[] ProfitOf(double[] prices, int[] settled)
    {
        double[] profit = new double[_program.Variables];
        if (prices.All(price => price == 0))
        {
            foreach (int g in settled) profit[g] = 1.0 / _members[g];
            return profit;
        }

        for (int g = 0; g < _members.Length; g++) profit[g] = Math.Max(0, PriceOf(g, prices));
        return profit;
    }

    /// <summary>The largest share that the bounds of the free groups allow.</summary>
    private double Cap()
    {
        double cap = 1;
        for (int g = 0; g < _members.Length; g++)
        {
            if (!_isSettled[g]) cap = Math.Min(cap, (double)_program.Upper[g] / _members[g]);
        }

        return cap;
    }

    /// <summary>What the rows' prices ask per unit of the variable.</summary>
    private double PriceOf(int variable, double[] prices)
    {
        double price = 0;
        var rows = _program.RowsOf(variable);
        var coefficients = _program.CoefficientsOf(variable);
        for (int e = 0; e < rows.Length; e++) price += prices[rows[e]] * coefficients[e];
        return price;
    }

    private bool SolveLevel(double floor, out double z, out double[] prices)
    {
        double cap = Cap();
        prices = [];
        z = 0;
        _coupled.RemoveAll(g => _isSettled[g]);
        double tolerance = Feasibility;
        while (true)
        {
            var simplex = Make(floor, cap, tolerance);
            var status = simplex.SolveDual(double.NegativeInfinity, 100_000);
            if (status == SimplexStatus.Optimal) status = simplex.SolvePrimal(100_000);
            Work += simplex.Iterations;
            if (_cancellation.IsCancellationRequested) return false;
            if (status != SimplexStatus.Optimal)
            {
                // Exactness first; where rounding alone makes the bounds clash, a little more room.
                tolerance *= 10;
                if (tolerance > 1e-8) return false;
                continue;
            }

            z = simplex.ValueOf(_program.Variables);
            int before = _coupled.Count;
            for (int v = 0; v < _program.Variables; v++)
            {
                Point[v] = simplex.ValueOf(v) + (v >= _members.Length ? 0 : _members[v] * (_isSettled[v] ? Share[v] : z));
                if (v < _members.Length && !_isSettled[v] && Point[v] > _program.Upper[v] + Feasibility && !_coupled.Contains(v)) _coupled.Add(v);
            }

            if (_coupled.Count > before) continue;
            prices = simplex.Prices[.._program.Rows].ToArray();
            return true;
        }
    }

    private BoundedSimplex Make(double floor, double cap, double tolerance)
    {
        int rows = _program.Rows;
        var simplex = new BoundedSimplex(rows + _coupled.Count) { PrimalTolerance = tolerance, Cancellation = _cancellation };
        double[] shift = new double[rows];
        double[] slope = new double[rows];
        for (int v = 0; v < _program.Variables; v++)
        {
            var own = _program.RowsOf(v);
            var coefficients = _program.CoefficientsOf(v);
            bool isGroup = v < _members.Length;
            int coupling = isGroup && !_isSettled[v] ? _coupled.IndexOf(v) : -1;
            int length = own.Length + (coupling < 0 ? 0 : 1);
            int[] at = new int[length];
            double[] values = new double[length];
            for (int e = 0; e < own.Length; e++)
            {
                at[e] = own[e];
                values[e] = coefficients[e];
                if (!isGroup) continue;
                if (_isSettled[v]) shift[own[e]] += coefficients[e] * _members[v] * Share[v];
                else slope[own[e]] += (double)coefficients[e] * _members[v];
            }

            if (coupling >= 0) (at[^1], values[^1]) = (rows + coupling, 1);
            double taken = !isGroup ? 0 : _members[v] * (_isSettled[v] ? Share[v] : floor);
            double lower = isGroup ? Math.Max(0, _isSettled[v] ? _program.Lower[v] - taken - 1e-12 : 0) : _program.Lower[v];
            simplex.AddColumn(at, values, 0, lower, Math.Max(lower, _program.Upper[v] - taken + (isGroup ? 1e-12 : 0)));
        }

        for (int r = 0; r < rows; r++) simplex.SetRow(r, _program.RowLower[r] - shift[r], _program.RowUpper[r] - shift[r]);
        int[] all = new int[rows + _coupled.Count];
        double[] weights = new double[all.Length];
        for (int r = 0; r < all.Length; r++) (all[r], weights[r]) = (r, r < rows ? slope[r] : _members[_coupled[r - rows]]);
        for (int c = 0; c < _coupled.Count; c++) simplex.SetRow(rows + c, _program.Lower[_coupled[c]], _program.Upper[_coupled[c]]);
        simplex.AddColumn(all, weights, 1, Math.Min(floor, cap), cap);
        return simplex;
    }

    /// <summary>Whether the point lies in the relaxation and gives every group its share.</summary>
    private bool IsSound()
    {
        double[] activity = new double[_program.Rows];
        for (int v = 0; v < _program.Variables; v++)
        {
            if (Point[v] < _program.Lower[v] - 1e-8 || Point[v] > _program.Upper[v] + 1e-8) return false;
            if (v < _members.Length && Math.Abs(Point[v] - (_members[v] * Share[v])) > 1e-7 * _members[v]) return false;
            var rows = _program.RowsOf(v);
            var coefficients = _program.CoefficientsOf(v);
            for (int e = 0; e < rows.Length; e++) activity[rows[e]] += coefficients[e] * Point[v];
        }

        for (int r = 0; r < activity.Length; r++)
        {
            if (activity[r] < _program.RowLower[r] - 1e-7 || activity[r] > _program.RowUpper[r] + 1e-7) return false;
        }

        return true;
    }
}
