using System.Runtime.CompilerServices;

namespace PeerLearning.Optimization;

/// <summary>
/// The lottery over integer points of a <see cref="QuotaProgram"/> whose expected counts lie nearest to given ones (Wolfe, "Finding the nearest point
/// in a polytope", Mathematical Programming 1976): the affine minimiser over a few points, then the point that the remaining difference likes best.
/// </summary>
/// <remarks>
/// <para>The difference itself is the price vector, so prices are unique and change little from round to round, where a linear master programme
/// jumps between degenerate optima. A round costs the square of the number of points in use plus one pricing.</para>
/// <para>Counts are measured in units of the root of what is expected, so that rare and common groups come out with like relative accuracy.</para>
/// </remarks>
internal sealed class LotteryProjection
{
    private const double OnFace = 1e-10;

    /// <summary>Up to so many groups it pays to search on for a cohort that earns nearly all there is; above, the first that earns half of it is taken.</summary>
    private const int FewGroups = 600;

    private readonly QuotaProgram _face;
    private readonly QuotaOptimizer _optimizer;
    private readonly Action<long>? _report;
    private readonly int _groups;
    private readonly double[] _target;
    private readonly double[] _scale;
    private readonly double[] _tolerance;
    private readonly List<int[]> _points = [];
    private readonly List<double[]> _offsets = [];
    private readonly List<int[]> _held = [];
    private readonly HashSet<int[]> _dependent = new(ReferenceEqualityComparer.Instance);
    private readonly CholeskyColumns _factor = new();
    private readonly double[] _difference;
    private double[] _weights = [];

    /// <param name="program">The programme.</param>
    /// <param name="target">A point of the linear relaxation: the counts wanted.</param>
    /// <param name="tolerance">Per group, the first variables of the programme, the difference of an expected count at which it counts as met.</param>
    /// <param name="known">Points that are known.</param>
    /// <param name="report">Told the work after every round.</param>
    public LotteryProjection(QuotaProgram program, ReadOnlySpan<double> target, double[] tolerance, List<int[]> known, Action<long>? report = null)
    {
        _groups = tolerance.Length;
        _tolerance = tolerance;
        _target = target[.._groups].ToArray();
        _scale = Array.ConvertAll(_target, count => 1 / Math.Sqrt(count + 1e-3));
        _difference = new double[_groups];
        _face = FaceOf(program, target);
        _optimizer = new QuotaOptimizer(_face);
        _report = report;
        Found = [.. known.Where(point => _face.Contains(point))];
    }

    /// <summary>The points in use.</summary>
    public IReadOnlyList<int[]> Points => _points;

    /// <summary>The probability of each point.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>Every point on the face that is known, those that pricing brought included.</summary>
    public List<int[]> Found { get; }

    /// <summary>Nodes and rounds spent.</summary>
    public long Work => _optimizer.Nodes + Rounds;

    /// <summary>Rounds so far.</summary>
    public long Rounds { get; private set; }

    /// <summary>Starts from points with weights, such as an unfinished lottery.</summary>
    public void Start(IReadOnlyList<int[]> points, IReadOnlyList<double> weights)
    {
        double sum = weights.Sum();
        for (int c = 0; c < points.Count; c++)
        {
            if (!_face.Contains(points[c])) continue;
            Enter(points[c], weights[c] / sum);
        }

        if (_points.Count == 0) return;
        double total = _weights.Sum();
        for (int c = 0; c < _weights.Length; c++) _weights[c] /= total;
        Settle();
    }

    /// <summary>Goes on until the target is met, proven out of reach, or the work is done.</summary>
    /// <returns>True when met; false when no lottery meets it; null when stopped.</returns>
    public bool? Run(long maxWork, CancellationToken cancellation)
    {
        bool isSmall = _groups <= FewGroups;
        double[] profit = new double[_face.Variables];
        if (_points.Count == 0)
        {
            var first = _optimizer.Maximise(profit, -1, maxWork, stopAtFirst: true, cancellation: cancellation);
            if (!first.HasPoint) return first.IsComplete ? false : null;
            Enter(_optimizer.Point.ToArray(), 1);
            Settle();
        }

        while (true)
        {
            if (IsWithin(1)) return true;
            if (Work >= maxWork || cancellation.IsCancellationRequested) return null;
            Rounds++;
            _report?.Invoke(Work);
            double has = 0, norm = 0;
            for (int g = 0; g < _groups; g++) norm += _difference[g] * _difference[g];
            norm = Math.Sqrt(norm);
            for (int g = 0; g < _groups; g++)
            {
                profit[g] = _difference[g] / norm * _scale[g];
                has += profit[g] * (_target[g] - (_difference[g] / _scale[g]));
            }

            // A lottery that meets the target has a point which earns more than the present one by the whole difference.
            double cutoff = has + ((isSmall ? 0.99 : 0.5) * norm);
            // In large pools the point found by a new search goes deeper than any known one: re-entering known points there costs ten times the rounds.
            if (isSmall && EnterKnown(profit, cutoff)) continue;
            var answer = _optimizer.Maximise(
                profit, cutoff, Math.Max(1, maxWork - Work), found: point => Found.Add([.. point]), patience: isSmall ? 8 : 0, cancellation: cancellation);
            if (!answer.HasPoint) return answer.IsComplete ? false : null;
            if (!Enter(Found[^1], 0)) return null;
            Settle();
        }
    }

    /// <summary>Whether every expected count is within the tolerance, times the slack, of the one wanted.</summary>
    public bool IsWithin(double slack)
    {
        for (int g = 0; g < _groups; g++)
        {
            if (!(Math.Abs(_difference[g] / _scale[g]) <= slack * _tolerance[g])) return false;
        }

        return _points.Count > 0;
    }

    /// <summary>Takes in the known point that earns most, if one earns more than the cutoff: that saves a search.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool EnterKnown(double[] profit, double cutoff)
    {
        while (true)
        {
            int[]? best = null;
            double most = cutoff;
            for (int c = _held.Count; c < Found.Count; c++) _held.Add([.. Enumerable.Range(0, _groups).Where(g => Found[c][g] != 0)]);
            for (int c = 0; c < Found.Count; c++)
            {
                int[] point = Found[c];
                double earns = 0;
                foreach (int g in _held[c]) earns += profit[g] * point[g];
                if (earns <= most || _dependent.Contains(point)) continue;
                most = earns;
                best = point;
            }

            if (best is null) return false;
            if (Enter(best, 0))
            {
                Settle();
                return true;
            }

            _dependent.Add(best);
        }
    }

    private bool Enter(int[] point, double weight)
    {
        double[] offset = new double[_groups];
        for (int g = 0; g < _groups; g++) offset[g] = (point[g] - _target[g]) * _scale[g];
        double[] products = new double[_points.Count];
        for (int c = 0; c < products.Length; c++) products[c] = 1 + DenseKernel.Dot(offset, _offsets[c]);
        if (!_factor.TryAppend(products, 1 + DenseKernel.Dot(offset, offset)))
        {
            // Affinely dependent on the points in use: nothing new.
            return false;
        }

        _points.Add(point);
        _offsets.Add(offset);
        _weights = [.. _weights, weight];
        return true;
    }

    /// <summary>Minor cycles: towards the affine minimiser, dropping points whose weight runs out.</summary>
    private void Settle()
    {
        while (true)
        {
            double[] ones = new double[_points.Count];
            Array.Fill(ones, 1);
            double[] next = _factor.Solve(ones);
            double sum = next.Sum();
            for (int c = 0; c < next.Length; c++) next[c] /= sum;
            double step = 1;
            for (int c = 0; c < next.Length; c++)
            {
                if (next[c] <= 1e-14) step = Math.Min(step, _weights[c] <= next[c] ? 0 : _weights[c] / (_weights[c] - next[c]));
            }

            for (int c = 0; c < next.Length; c++) _weights[c] += step * (next[c] - _weights[c]);
            if (step >= 1) break;
            int dropped = 0;
            for (int c = _weights.Length - 1; c >= 0; c--)
            {
                if (_weights[c] > 1e-14 || _points.Count == 1) continue;
                Leave(c);
                dropped++;
            }

            if (dropped == 0) break;
        }

        Array.Clear(_difference);
        for (int c = 0; c < _weights.Length; c++)
        {
            DenseKernel.AddScaled(_difference, _offsets[c], -_weights[c]);
        }
    }

    private void Leave(int c)
    {
        _factor.Remove(c);
        _points.RemoveAt(c);
        _offsets.RemoveAt(c);
        _weights = [.. _weights[..c], .. _weights[(c + 1)..]];
        _dependent.Clear();
    }

    /// <summary>The programme with every bound that the target touches made an equation.</summary>
    private static QuotaProgram FaceOf(QuotaProgram program, ReadOnlySpan<double> target)
    {
        var face = program.Copy();
        double[] activity = new double[program.Rows];
        for (int v = 0; v < program.Variables; v++)
        {
            if (target[v] <= program.Lower[v] + OnFace) face.Upper[v] = program.Lower[v];
            else if (target[v] >= program.Upper[v] - OnFace) face.Lower[v] = program.Upper[v];
            var rows = program.RowsOf(v);
            var coefficients = program.CoefficientsOf(v);
            for (int e = 0; e < rows.Length; e++) activity[rows[e]] += coefficients[e] * target[v];
        }

        for (int r = 0; r < program.Rows; r++)
        {
            if (activity[r] <= program.RowLower[r] + OnFace) face.RowUpper[r] = program.RowLower[r];
            else if (activity[r] >= program.RowUpper[r] - OnFace) face.RowLower[r] = program.RowUpper[r];
        }

        return face;
    }
}
