using System.Runtime.CompilerServices;

namespace PeerLearning.Optimization;

/// <summary>
/// Maximises a linear profit over a <see cref="QuotaProgram"/>: branch and bound on the linear relaxation, warm-started from one profit to the next
/// (Land and Doig, Econometrica 1960; Wolsey, "Integer Programming", chapter 7).
/// </summary>
internal sealed class QuotaOptimizer
{
    private const double Integral = 1e-6;

    /// <summary>Saved bases take rows² doubles each: a few megabytes at most.</summary>
    private const int MostSavedRows = 128;
    private const int MostSaved = 64;

    private readonly QuotaProgram _program;
    private readonly BoundedSimplex _simplex;
    private readonly double[] _profit;
    private readonly int[] _lower;
    private readonly int[] _upper;
    private readonly int[] _point;
    private readonly double[] _upGain;
    private readonly double[] _downGain;
    private readonly int[] _upCount;
    private readonly int[] _downCount;
    private readonly List<(int Variable, int Lower, int Upper)> _trail = [];
    private readonly List<Frame> _frames = [];
    private readonly List<SimplexBasis> _bases = [];

    public QuotaOptimizer(QuotaProgram program)
    {
        _program = program;
        int count = program.Variables;
        _profit = new double[count];
        _lower = new int[count];
        _upper = new int[count];
        _point = new int[count];
        _upGain = new double[count];
        _downGain = new double[count];
        _upCount = new int[count];
        _downCount = new int[count];
        _simplex = new BoundedSimplex(program.Rows);
        for (int r = 0; r < program.Rows; r++) _simplex.SetRow(r, program.RowLower[r], program.RowUpper[r]);
        for (int v = 0; v < count; v++)
        {
            var coefficients = program.CoefficientsOf(v);
            var values = new double[coefficients.Length];
            for (int e = 0; e < values.Length; e++) values[e] = coefficients[e];
            _simplex.AddColumn(program.RowsOf(v), values, 0, program.Lower[v], program.Upper[v]);
        }
    }

    /// <summary>Nodes visited since the object was made: the unit of work.</summary>
    public long Nodes { get; private set; }

    public long Iterations => _simplex.Iterations;

    /// <summary>The best point of the last call; meaningful when <see cref="QuotaOptimum.HasPoint"/>.</summary>
    public ReadOnlySpan<int> Point => _point;

    /// <summary>Searches for points with a profit above the cutoff.</summary>
    /// <param name="profit">The profit per unit of each variable.</param>
    /// <param name="cutoff">Only points with more than this count; everything below is proven away.</param>
    /// <param name="maxNodes">The most nodes of this call.</param>
    /// <param name="stopAtFirst">Whether the first such point ends the search.</param>
    /// <param name="found">Called for every improving point.</param>
    /// <param name="proof">Receives the search tree; complete when the answer is.</param>
    /// <param name="patience">After an improving point the search goes on for this many times the nodes so far, or to its end.</param>
    /// <param name="cancellation">Ends the search, whose answer is then incomplete.</param>
    public QuotaOptimum Maximise(
        ReadOnlySpan<double> profit, double cutoff, long maxNodes, bool stopAtFirst = false, Action<int[]>? found = null, BranchingProof? proof = null,
        long patience = long.MaxValue, CancellationToken cancellation = default)
    {
        if (IsEmpty()) return new QuotaOptimum(false, true, cutoff, cutoff, 0);
        _simplex.Cancellation = cancellation;
        double scale = 0;
        foreach (double p in profit) scale = Math.Max(scale, Math.Abs(p));
        if (scale == 0) scale = 1;
        for (int v = 0; v < _program.Variables; v++)
        {
            _profit[v] = profit[v] / scale;
            _simplex.SetObjective(v, _profit[v]);
            SetBounds(v, _program.Lower[v], _program.Upper[v]);
        }

        for (int r = 0; r < _program.Rows; r++) _simplex.SetRow(r, _program.RowLower[r], _program.RowUpper[r]);
        proof?.Clear(_program.Rows);
        _trail.Clear();
        _frames.Clear();
        double best = cutoff / scale;
        double rootBound = double.PositiveInfinity;
        bool hasPoint = false;
        long nodes = 0;
        var pending = default(Frame);
        double pendingBound = double.NaN;
        while (true)
        {
            Nodes++;
            nodes++;
            var status = _simplex.SolveDual(best, 5000 + (20 * _program.Rows));
            bool closed = status is SimplexStatus.CutOff or SimplexStatus.Infeasible;
            double bound = closed ? best : _simplex.BoundOf(_simplex.Prices);
            if (nodes == 1) rootBound = status == SimplexStatus.Infeasible ? double.NegativeInfinity : Math.Max(bound, best);
            if (!double.IsNaN(pendingBound)) Learn(pending, pendingBound - bound);
            pendingBound = double.NaN;
            if (closed)
            {
                proof?.Add(status == SimplexStatus.CutOff ? -1 : -2, 0, false, _simplex.Prices, status == SimplexStatus.CutOff ? scale : 1);
            }
            else
            {
                int branch = SelectBranch();
                if (branch < 0)
                {
                    double value = Round();
                    if (value > best)
                    {
                        best = value;
                        hasPoint = true;
                        found?.Invoke(_point);
                        if (patience < long.MaxValue / nodes) maxNodes = Math.Min(maxNodes, nodes * (1 + patience));
                        if (stopAtFirst) return new QuotaOptimum(true, false, best * scale, rootBound * scale, nodes);
                    }

                    proof?.Add(-1, 0, false, _simplex.Prices, scale);
                    if (status == SimplexStatus.Stopped) return new QuotaOptimum(hasPoint, false, best * scale, rootBound * scale, nodes);
                }
                else
                {
                    if (nodes >= maxNodes || cancellation.IsCancellationRequested) return new QuotaOptimum(hasPoint, false, best * scale, rootBound * scale, nodes);
                    double fractional = _simplex.ValueOf(branch);
                    int split = (int)Math.Floor(fractional);
                    bool upFirst = fractional - split > 0.3;
                    proof?.Add(branch, split, upFirst, _simplex.Prices, scale);
                    int mark = _trail.Count;
                    Tighten(bound, best);
                    pending = new Frame(branch, split, upFirst, mark, bound, fractional - split);
                    pendingBound = bound;
                    SaveBasis();
                    _frames.Add(pending);
                    Enter(pending, pending.UpFirst);
                    continue;
                }
            }

            // Back to the deepest node with an open branch.
            while (true)
            {
                if (_frames.Count == 0) return new QuotaOptimum(hasPoint, true, best * scale, hasPoint ? best * scale : Math.Min(rootBound, best) * scale, nodes);
                var frame = _frames[^1];
                if (frame.SecondTaken)
                {
                    Undo(frame.Mark);
                    _frames.RemoveAt(_frames.Count - 1);
                    continue;
                }

                Undo(frame.InnerMark);
                _frames[^1] = frame with { SecondTaken = true };
                pending = frame with { UpFirst = !frame.UpFirst };
                pendingBound = frame.Bound;
                if (_frames.Count <= _bases.Count && _program.Rows <= MostSavedRows) _simplex.Restore(_bases[_frames.Count - 1]);
                Enter(frame, !frame.UpFirst);
                break;
            }
        }
    }

    /// <summary>The second branch of a node starts where the node ended: coming from the deepest leaf of the first would take many pivots.</summary>
    private void SaveBasis()
    {
        if (_program.Rows > MostSavedRows || _frames.Count >= MostSaved) return;
        if (_frames.Count == _bases.Count) _bases.Add(new SimplexBasis());
        _simplex.Save(_bases[_frames.Count]);
    }

    private bool IsEmpty()
    {
        for (int v = 0; v < _program.Variables; v++)
        {
            if (_program.Lower[v] > _program.Upper[v]) return true;
        }

        for (int r = 0; r < _program.Rows; r++)
        {
            if (_program.RowLower[r] > _program.RowUpper[r]) return true;
        }

        return false;
    }

    private void Learn(Frame frame, double loss)
    {
        // Pseudo-costs (Benichou et al., Mathematical Programming 1971): the bound's loss per unit of the variable that was forced.
        int v = frame.Variable;
        double distance = frame.UpFirst ? 1 - frame.Fraction : frame.Fraction;
        double gain = Math.Max(loss, 0) / Math.Max(distance, 1e-6);
        if (frame.UpFirst)
        {
            _upGain[v] += gain;
            _upCount[v]++;
        }
        else
        {
            _downGain[v] += gain;
            _downCount[v]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SelectBranch()
    {
        int best = -1;
        double bestScore = -1;
        for (int v = 0; v < _program.Variables; v++)
        {
            if (!_simplex.IsBasic(v)) continue;
            double value = _simplex.ValueOf(v);
            double fraction = value - Math.Floor(value);
            if (fraction < Integral || fraction > 1 - Integral) continue;
            double up = (_upCount[v] > 0 ? _upGain[v] / _upCount[v] : 0.05) * (1 - fraction);
            double down = (_downCount[v] > 0 ? _downGain[v] / _downCount[v] : 0.05) * fraction;
            double score = Math.Max(up, 1e-6) * Math.Max(down, 1e-6);
            if (score > bestScore)
            {
                bestScore = score;
                best = v;
            }
        }

        return best;
    }

    private double Round()
    {
        double value = 0;
        var rounded = new int[_program.Variables];
        for (int v = 0; v < rounded.Length; v++)
        {
            rounded[v] = (int)Math.Round(_simplex.ValueOf(v));
            value += _profit[v] * rounded[v];
        }

        if (!_program.Contains(rounded)) return double.NegativeInfinity;
        rounded.CopyTo(_point, 0);
        return value;
    }

    /// <summary>Reduced-cost tightening: values that would cost more than the gap cannot lead to anything better.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tighten(double bound, double best)
    {
        double room = bound - best + 1e-9;
        for (int v = 0; v < _program.Variables; v++)
        {
            if (_lower[v] == _upper[v] || _simplex.IsBasic(v)) continue;
            double reduced = _simplex.ReducedOf(v);
            int steps = Math.Abs(reduced) * (_upper[v] - _lower[v]) > room ? (int)Math.Floor(room / Math.Abs(reduced)) : int.MaxValue;
            if (steps >= _upper[v] - _lower[v]) continue;
            _trail.Add((v, _lower[v], _upper[v]));
            if (reduced < 0) SetBounds(v, _lower[v], _lower[v] + steps);
            else SetBounds(v, _upper[v] - steps, _upper[v]);
        }
    }

    private void Enter(Frame frame, bool up)
    {
        if (_frames[^1].InnerMark < 0) _frames[^1] = _frames[^1] with { InnerMark = _trail.Count };
        int v = frame.Variable;
        _trail.Add((v, _lower[v], _upper[v]));
        if (up) SetBounds(v, frame.Split + 1, _upper[v]);
        else SetBounds(v, _lower[v], frame.Split);
    }

    private void Undo(int mark)
    {
        for (int t = _trail.Count - 1; t >= mark; t--) SetBounds(_trail[t].Variable, _trail[t].Lower, _trail[t].Upper);
        _trail.RemoveRange(mark, _trail.Count - mark);
    }

    private void SetBounds(int v, int lower, int upper)
    {
        _lower[v] = lower;
        _upper[v] = upper;
        _simplex.SetColumn(v, lower, upper);
    }

    private readonly record struct Frame(int Variable, int Split, bool UpFirst, int Mark, double Bound, double Fraction)
    {
        public bool SecondTaken { get; init; }

        public int InnerMark { get; init; } = -1;
    }
}

/// <summary>What a search came to.</summary>
/// <param name="HasPoint">Whether a point above the cutoff was found.</param>
/// <param name="IsComplete">Whether the search proved that nothing better exists.</param>
/// <param name="Value">The profit of the point, or the cutoff.</param>
/// <param name="Bound">No point has more than this.</param>
/// <param name="Nodes">The nodes of this call.</param>
internal readonly record struct QuotaOptimum(bool HasPoint, bool IsComplete, double Value, double Bound, long Nodes);
