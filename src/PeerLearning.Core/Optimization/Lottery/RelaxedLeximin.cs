namespace PeerLearning.Optimization;

/// <summary>
/// The leximin shares over the linear relaxation of a <see cref="QuotaProgram"/>: an upper bound, level by level, of every lottery over its integer
/// points, and most often the very answer.
/// </summary>
/// <remarks>
/// Per level the largest z with x_g &gt;= members_g z for all free groups: Newton's method from above, where each infeasible z is cut off by the
/// multipliers that prove it infeasible (Dinkelbach's iteration; Radzik, "Fractional combinatorial optimization", 1998).
/// </remarks>
internal sealed class RelaxedLeximin
{
    private const double PriceTolerance = 1e-7;
    private const double Noise = 1e-10;

    private readonly QuotaProgram _program;
    private readonly int[] _members;
    private readonly BoundedSimplex _simplex;

    public RelaxedLeximin(QuotaProgram program, int[] members)
    {
        _program = program;
        _members = members;
        _simplex = new BoundedSimplex(program.Rows) { PrimalTolerance = 1e-11 };
        for (int r = 0; r < program.Rows; r++) _simplex.SetRow(r, program.RowLower[r], program.RowUpper[r]);
        for (int v = 0; v < program.Variables; v++)
        {
            var coefficients = program.CoefficientsOf(v);
            var values = new double[coefficients.Length];
            for (int e = 0; e < values.Length; e++) values[e] = coefficients[e];
            _simplex.AddColumn(program.RowsOf(v), values, 0, program.Lower[v], program.Upper[v]);
        }

        Share = new double[members.Length];
    }

    /// <summary>The share of each group: what one member gets.</summary>
    public double[] Share { get; }

    /// <summary>The levels in rising order: the share and the row prices that prove it.</summary>
    public List<(double Share, int[] Groups, double[] Prices)> Levels { get; } = [];

    /// <summary>Pivots spent.</summary>
    public long Work => _simplex.Iterations;

    /// <summary>A point of the relaxation with these shares.</summary>
    public double[] Point() => [.. Enumerable.Range(0, _program.Variables).Select(_simplex.ValueOf)];

    /// <summary>Computes all levels; false when the relaxation is empty.</summary>
    public bool Solve()
    {
        int groups = _members.Length;
        var isFixed = new bool[groups];
        int free = groups;
        double floor = 0;
        while (free > 0)
        {
            double cap = 1;
            for (int g = 0; g < groups; g++)
            {
                if (!isFixed[g]) cap = Math.Min(cap, (double)_program.Upper[g] / _members[g]);
            }

            double z = cap;
            double[]? proof = null;
            while (true)
            {
                for (int g = 0; g < groups; g++)
                {
                    if (!isFixed[g]) _simplex.SetColumn(g, Math.Min(Math.Max(_program.Lower[g], _members[g] * z), _program.Upper[g]), _program.Upper[g]);
                }

                var status = _simplex.SolveDual(double.NegativeInfinity);
                if (status == SimplexStatus.Optimal) break;
                if (status != SimplexStatus.Infeasible) return false;
                if (_simplex.FarkasBound(_simplex.Prices) > -Noise) break;
                double next = Cut(isFixed, out double[] prices);
                if (next < floor - 1e-6) return false;
                next = Math.Max(next, floor);
                proof = prices;
                if (next >= z - 1e-13) break;
                z = next;
            }

            int before = free;
            var settled = new List<int>();
            for (int g = 0; g < groups; g++)
            {
                if (isFixed[g]) continue;
                bool binds = proof is null ? (double)_program.Upper[g] / _members[g] <= cap + 1e-12 : PriceOf(g, proof) > PriceTolerance;
                if (!binds) continue;
                isFixed[g] = true;
                Share[g] = z;
                free--;
                settled.Add(g);
                double lower = Math.Min(Math.Max(_program.Lower[g], (_members[g] * z) - 1e-11), _program.Upper[g]);
                _simplex.SetColumn(g, lower, _program.Upper[g]);
            }

            if (free == before) return false;
            Levels.Add((z, [.. settled], proof ?? new double[_program.Rows]));
            floor = z;
        }

        return true;
    }

    /// <summary>The profits whose optimum over the relaxation the prices bound: what a unit of each group is worth.</summary>
    /// <remarks>A level at the cap, which needs no prices, is proven by the sum of its groups.</remarks>
    public double[] ProfitOf(double[] prices, int[] settled)
    {
        var profit = new double[_program.Variables];
        if (prices.All(price => price == 0))
        {
            foreach (int g in settled) profit[g] = 1.0 / _members[g];
            return profit;
        }

        for (int g = 0; g < _members.Length; g++) profit[g] = Math.Max(0, PriceOf(g, prices));
        return profit;
    }

    /// <summary>The gain that the rows' prices ask per member of the group.</summary>
    private double PriceOf(int group, double[] prices)
    {
        double price = 0;
        var rows = _program.RowsOf(group);
        var coefficients = _program.CoefficientsOf(group);
        for (int e = 0; e < rows.Length; e++) price += prices[rows[e]] * coefficients[e];
        return price;
    }

    /// <summary>The largest z that the multipliers of the last infeasible program leave open.</summary>
    private double Cut(bool[] isFixed, out double[] prices)
    {
        prices = _simplex.Prices.ToArray();
        double scale = 0;
        for (int g = 0; g < _members.Length; g++)
        {
            if (!isFixed[g]) scale += Math.Max(0, PriceOf(g, prices)) * _members[g];
        }

        if (scale <= 0) return double.NegativeInfinity;
        for (int r = 0; r < prices.Length; r++) prices[r] /= scale;
        double constant = 0;
        for (int r = 0; r < prices.Length; r++) constant += prices[r] > 0 ? prices[r] * _program.RowUpper[r] : prices[r] * _program.RowLower[r];
        for (int v = 0; v < _program.Variables; v++)
        {
            double price = PriceOf(v, prices);
            if (price < 0) constant -= price * _program.Upper[v];
            else if (v >= _members.Length || isFixed[v]) constant -= price * _simplex.LowerOf(v);
        }

        // constant - z * 1 >= 0 for every point with shares of at least z.
        return constant;
    }
}
