namespace PeerLearning.Optimization;

/// <summary>Branch and bound on the concave relaxation of the sum of distances.</summary>
/// <remarks>
/// <para>On teams of equal size the objective is made concave by a constant on the diagonal, which changes nothing for whole teams and is chosen as large as
/// concavity allows (Billionnet and Elloumi, Mathematical Programming 109, 2007). The relaxation is maximised by exchanging shares between two items at a
/// time; the tangent at any point bounds every team, so an unfinished maximisation is still a proof.</para>
/// </remarks>
internal sealed class DispersionTangents
{
    private const double Margin = 1e-9;

    private readonly DispersionProblem _problem;
    private readonly double _diagonal;
    private readonly double _step;
    private readonly long _nodes;
    private readonly CancellationToken _cancellationToken;
    private readonly int _count;

    public DispersionTangents(DispersionProblem problem, int[] team, double value, long nodes, CancellationToken cancellationToken)
    {
        _problem = problem;
        _count = problem.Count;
        (Team, Value, Bound) = (team, value, value);
        _nodes = nodes;
        _cancellationToken = cancellationToken;
        double mean = 0;
        bool isWhole = true;
        for (int i = 0; i < _count; i++)
        {
            foreach (double distance in problem.Row(i)[(i + 1)..])
            {
                mean += distance;
                isWhole &= distance == Math.Floor(distance);
            }
        }

        mean /= Math.Max(1.0, _count * (_count - 1) / 2.0);
        _step = isWhole ? 1 - 1e-6 : Margin * Math.Max(1, Math.Abs(value));
        _diagonal = LargestDiagonal(mean);
        IsConcave = _diagonal > -0.02 * mean;
    }

    /// <summary>Whether the distances are of negative type, or very nearly so.</summary>
    public bool IsConcave { get; }

    public int[] Team { get; private set; }

    public double Value { get; private set; }

    public double Bound { get; private set; }

    public bool IsComplete { get; private set; } = true;

    public long Work { get; private set; }

    public void Run()
    {
        double[] shares = new double[_count];
        foreach (int item in Team) shares[item] = 1;
        Descend(shares, new sbyte[_count]);
    }

    private void Descend(double[] shares, sbyte[] state)
    {
        if (++Work > _nodes || _cancellationToken.IsCancellationRequested) IsComplete = false;
        double[] slope = Slope(shares);
        double bound = double.PositiveInfinity;
        int branch = -1;
        for (int round = 0; ; round++)
        {
            double own = Concave(shares, slope);
            var (tangent, pivot, next) = Tangent(shares, slope, state, own);
            bound = Math.Min(bound, tangent);
            if (bound < Value + _step) return;
            Fix(slope, state, tangent, pivot, next);
            bool isDone = !Ascend(shares, slope, state, 200);
            if (!isDone && round < 60 && bound - own > 0.02 * Math.Max(_step, bound - Value)) continue;
            branch = MostOpen(shares, state);
            break;
        }

        if (!IsComplete)
        {
            Bound = Math.Max(Bound, bound);
            return;
        }

        OfferRounded(slope, state);
        if (branch < 0) return;
        sbyte first = shares[branch] >= 0.5 ? (sbyte)1 : (sbyte)-1;
        foreach (sbyte choice in new[] { first, (sbyte)-first })
        {
            var child = (sbyte[])state.Clone();
            child[branch] = choice;
            double[] start = Repair(shares, child);
            if (start.Length > 0) Descend(start, child);
        }
    }

    /// <summary>The gradient: the distances to the shares, with the diagonal.</summary>
    private double[] Slope(double[] shares)
    {
        double[] slope = new double[_count];
        for (int j = 0; j < _count; j++)
        {
            if (shares[j] == 0) continue;
            var row = _problem.Row(j);
            for (int i = 0; i < _count; i++) slope[i] += shares[j] * (i == j ? _diagonal : row[i]);
        }

        for (int i = 0; i < _count; i++) slope[i] -= _diagonal / 2;
        return slope;
    }

    private double Concave(double[] shares, double[] slope)
    {
        // With g = Dx - c/2: x'Dx/2 - c/2 sum(x) = x'g/2 - c/4 sum(x).
        double value = 0;
        for (int i = 0; i < _count; i++) value += (shares[i] * slope[i] / 2) - (_diagonal / 4 * shares[i]);
        return value;
    }

    /// <summary>The bound of the tangent, and the slopes of the last free item taken and of the first one left.</summary>
    private (double Bound, double Pivot, double Next) Tangent(double[] shares, double[] slope, sbyte[] state, double own)
    {
        double bound = own;
        int missing = _problem.Size;
        var free = new List<double>();
        for (int i = 0; i < _count; i++)
        {
            bound -= slope[i] * shares[i];
            if (state[i] > 0)
            {
                bound += slope[i];
                missing--;
            }
            else if (state[i] == 0)
            {
                free.Add(slope[i]);
            }
        }

        if (missing < 0 || free.Count < missing) return (double.NegativeInfinity, 0, 0);
        free.Sort();
        for (int r = 1; r <= missing; r++) bound += free[^r];
        double pivot = missing > 0 ? free[^missing] : double.PositiveInfinity;
        double next = free.Count > missing ? free[^(missing + 1)] : double.NegativeInfinity;
        return (bound, pivot, next);
    }

    /// <summary>Settles the items whose other choice the tangent excludes.</summary>
    private void Fix(double[] slope, sbyte[] state, double bound, double pivot, double next)
    {
        for (int i = 0; i < _count; i++)
        {
            if (state[i] != 0) continue;
            if (slope[i] < pivot && bound - (pivot - slope[i]) < Value + _step) state[i] = -1;
            else if (slope[i] > next && bound - (slope[i] - next) < Value + _step) state[i] = 1;
        }
    }

    /// <summary>Moves shares between pairs of items as long as that helps; false when it no longer does.</summary>
    private bool Ascend(double[] shares, double[] slope, sbyte[] state, int moves)
    {
        for (int move = 0; move < moves; move++)
        {
            int up = -1, down = -1;
            for (int i = 0; i < _count; i++)
            {
                // An item that was settled moves to its place first.
                double key = slope[i] + (state[i] > 0 ? 1e9 : state[i] < 0 ? -1e9 : 0);
                if (shares[i] < 1 && state[i] >= 0 && (up < 0 || key > slope[up] + (state[up] > 0 ? 1e9 : 0))) up = i;
                if (shares[i] > 0 && state[i] <= 0 && (down < 0 || key < slope[down] - (state[down] < 0 ? 1e9 : 0))) down = i;
            }

            if (up < 0 || down < 0 || up == down) return false;
            bool isForced = state[up] > 0 || state[down] < 0;
            double rise = slope[up] - slope[down];
            if (!isForced && rise <= 1e-9 * Math.Max(1, Math.Abs(slope[up]))) return false;
            double curvature = 2 * (_problem.Distance(up, down) - _diagonal);
            double limit = Math.Min(1 - shares[up], shares[down]);
            double size = isForced ? limit : curvature <= 0 ? limit : Math.Min(limit, rise / curvature);
            if (size <= 1e-15) return false;
            shares[up] = size == 1 - shares[up] ? 1 : shares[up] + size;
            shares[down] = size == shares[down] ? 0 : shares[down] - size;
            var rowUp = _problem.Row(up);
            var rowDown = _problem.Row(down);
            for (int i = 0; i < _count; i++) slope[i] += size * ((i == up ? _diagonal : rowUp[i]) - (i == down ? _diagonal : rowDown[i]));
        }

        return true;
    }

    private int MostOpen(double[] shares, sbyte[] state)
    {
        int best = -1;
        double distance = double.PositiveInfinity;
        for (int i = 0; i < _count; i++)
        {
            double own = Math.Abs(shares[i] - 0.5);
            if (state[i] == 0 && own < distance) (best, distance) = (i, own);
        }

        return best;
    }

    private void OfferRounded(double[] slope, sbyte[] state)
    {
        int[] team = [.. Enumerable.Range(0, _count).OrderByDescending(i => state[i]).ThenByDescending(i => slope[i]).ThenBy(i => i).Take(_problem.Size).Order()];
        double value = _problem.Sum(team);
        if (value > Value + Margin) (Value, Team) = (value, team);
    }

    /// <summary>Shares that keep what is settled and still add up; empty if that is impossible.</summary>
    private double[] Repair(double[] shares, sbyte[] state)
    {
        double[] repaired = new double[_count];
        double missing = _problem.Size;
        for (int i = 0; i < _count; i++)
        {
            repaired[i] = state[i] > 0 ? 1 : state[i] < 0 ? 0 : shares[i];
            missing -= repaired[i];
        }

        for (int i = 0; i < _count && Math.Abs(missing) > 1e-12; i++)
        {
            if (state[i] != 0) continue;
            double own = Math.Clamp(repaired[i] + missing, 0, 1);
            missing -= own - repaired[i];
            repaired[i] = own;
        }

        return Math.Abs(missing) > 1e-9 ? [] : repaired;
    }

    /// <summary>The largest diagonal that leaves the objective concave on teams of equal size; negative if the distances are not of negative type.</summary>
    private double LargestDiagonal(double mean)
    {
        double low = -mean, high = mean;
        if (!IsConcaveWith(-0.02 * mean)) return low;
        low = -0.02 * mean;
        int rounds = _count > 400 ? 8 : 14;
        for (int round = 0; round < rounds; round++)
        {
            double middle = (low + high) / 2;
            if (IsConcaveWith(middle)) low = middle;
            else high = middle;
        }

        return low - (1e-6 * mean);
    }

    // Relative to the last item, the objective is concave if 2G - c(I + J) has a Cholesky factor, G being the Gram matrix (Schoenberg, 1935).
    private bool IsConcaveWith(double diagonal)
    {
        int n = _count - 1;
        double[][] factor = new double[n][];
        for (int i = 0; i < n; i++)
        {
            factor[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
            {
                double gram = i == j
                    ? 2 * _problem.Distance(i, n)
                    : _problem.Distance(i, n) + _problem.Distance(j, n) - _problem.Distance(i, j);
                double sum = gram - (diagonal * (i == j ? 2 : 1));
                double[] a = factor[i], b = factor[j];
                for (int k = 0; k < j; k++) sum -= a[k] * b[k];
                if (i == j)
                {
                    if (sum <= 1e-12) return false;
                    factor[i][i] = Math.Sqrt(sum);
                }
                else
                {
                    factor[i][j] = sum / b[j];
                }
            }
        }

        return true;
    }
}
