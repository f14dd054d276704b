namespace PeerLearning.Optimization;

/// <summary>
/// Writes a fractional point of a <see cref="QuotaProgram"/>'s relaxation as a lottery over integer points, where it is one: takes an integer point
/// on the smallest face that holds the remainder, as much of it as the remainder bears, and goes on with what is left (the constructive proof of
/// Carathéodory's theorem; Grötschel, Lovász and Schrijver, "Geometric Algorithms and Combinatorial Optimization", 6.5.11).
/// </summary>
internal sealed class FaceWalk
{
    private const double Zero = 1e-12;

    private readonly QuotaProgram _program;
    private readonly QuotaProgram _face;
    private readonly QuotaOptimizer _optimizer;
    private readonly double[] _rest;
    private readonly double[] _activity;
    private readonly double[] _profit;
    private SeededRandom _random = new(1);

    public FaceWalk(QuotaProgram program, ReadOnlySpan<double> point)
    {
        _program = program;
        _face = program.Copy();
        _optimizer = new QuotaOptimizer(_face);
        _rest = point.ToArray();
        _activity = new double[program.Rows];
        _profit = new double[program.Variables];
    }

    public List<(int[] Point, double Weight)> Parts { get; } = [];

    /// <summary>The part of the lottery that is not written yet.</summary>
    public double Mass { get; private set; } = 1;

    public long Nodes => _optimizer.Nodes;

    /// <summary>Walks until nothing is left or no integer point lies on the face; true in the first case.</summary>
    public bool Walk(long maxNodes, CancellationToken cancellation)
    {
        double share = 0.5;
        int failures = 0;
        while (Mass > 1e-11)
        {
            if (cancellation.IsCancellationRequested) return false;
            bool last = share * Mass < 1e-9 || failures > 30;
            Narrow(last ? 0 : share * Mass);
            for (int v = 0; v < _profit.Length; v++)
            {
                _profit[v] = _rest[v] > Zero ? Math.Log(_rest[v] / Mass / Math.Max(1, _program.Upper[v])) + _random.NextDouble() : 0;
            }

            var result = _optimizer.Maximise(_profit, -1e9, maxNodes, stopAtFirst: true, cancellation: cancellation);
            if (!result.HasPoint)
            {
                if (last) return false;
                failures++;
                share *= 0.6;
                continue;
            }

            double weight = StepAlong(_optimizer.Point);
            if (weight <= Zero)
            {
                if (last) return false;
                share *= 0.25;
                failures++;
                continue;
            }

            Take(weight);
            failures = 0;
            share = Math.Min(0.9, weight / (Mass + weight) * 1.6);
        }

        return true;
    }

    /// <summary>Bounds that every integer point must keep to be taken with at least this weight.</summary>
    private void Narrow(double weight)
    {
        Array.Clear(_activity);
        for (int v = 0; v < _program.Variables; v++)
        {
            int lower = _program.Lower[v], upper = _program.Upper[v];
            double below = _rest[v] - (Mass * lower), above = (Mass * upper) - _rest[v];
            (_face.Lower[v], _face.Upper[v]) = Narrow(lower, upper, below, above, weight);
            var rows = _program.RowsOf(v);
            var coefficients = _program.CoefficientsOf(v);
            for (int e = 0; e < rows.Length; e++) _activity[rows[e]] += coefficients[e] * _rest[v];
        }

        for (int r = 0; r < _program.Rows; r++)
        {
            int lower = _program.RowLower[r], upper = _program.RowUpper[r];
            double below = _activity[r] - (Mass * lower), above = (Mass * upper) - _activity[r];
            (_face.RowLower[r], _face.RowUpper[r]) = lower == upper ? (lower, upper) : Narrow(lower, upper, below, above, weight);
        }
    }

    private static (int Lower, int Upper) Narrow(int lower, int upper, double below, double above, double weight)
    {
        if (lower == upper) return (lower, upper);
        int most = below <= Zero ? lower : weight > 0 ? (int)Math.Min(upper, Math.Floor(lower + (below / weight) + 1e-9)) : upper;
        int least = above <= Zero ? upper : weight > 0 ? (int)Math.Max(lower, Math.Ceiling(upper - (above / weight) - 1e-9)) : lower;
        return least > most ? (lower, lower - 1) : (least, most);
    }

    private double StepAlong(ReadOnlySpan<int> point)
    {
        double weight = Mass;
        var activity = new double[_program.Rows];
        for (int v = 0; v < point.Length; v++)
        {
            Limit(_program.Lower[v], _program.Upper[v], _rest[v], point[v], ref weight);
            var rows = _program.RowsOf(v);
            var coefficients = _program.CoefficientsOf(v);
            for (int e = 0; e < rows.Length; e++) activity[rows[e]] += coefficients[e] * point[v];
        }

        for (int r = 0; r < _program.Rows; r++)
        {
            if (_program.RowLower[r] != _program.RowUpper[r]) Limit(_program.RowLower[r], _program.RowUpper[r], _activity[r], activity[r], ref weight);
        }

        return weight;
    }

    private void Limit(int lower, int upper, double rest, double value, ref double weight)
    {
        if (value > lower) weight = Math.Min(weight, (rest - (Mass * lower)) / (value - lower));
        if (value < upper) weight = Math.Min(weight, ((Mass * upper) - rest) / (upper - value));
    }

    private void Take(double weight)
    {
        var point = _optimizer.Point.ToArray();
        Parts.Add((point, weight));
        Mass -= weight;
        for (int v = 0; v < point.Length; v++)
        {
            _rest[v] -= weight * point[v];
            if (Math.Abs(_rest[v]) < Zero) _rest[v] = 0;
        }
    }
}
