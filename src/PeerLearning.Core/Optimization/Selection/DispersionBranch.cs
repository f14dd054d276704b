namespace PeerLearning.Optimization;

/// <summary>Depth-first branch and bound for any distances; for small problems.</summary>
internal sealed class DispersionBranch
{
    private readonly DispersionProblem _problem;
    private readonly int[] _order;
    private readonly double[][] _largest;
    private readonly double[] _gains;
    private readonly List<int> _chosen = [];
    private readonly long _nodes;
    private readonly CancellationToken _cancellationToken;

    public DispersionBranch(DispersionProblem problem, int[] team, double value, long nodes, CancellationToken cancellationToken)
    {
        _problem = problem;
        (Team, Value, Bound) = (team, value, value);
        _nodes = nodes;
        _cancellationToken = cancellationToken;
        _gains = new double[problem.Count];
        _largest = new double[problem.Count][];
        for (int i = 0; i < problem.Count; i++)
        {
            double[] sorted = problem.Row(i).ToArray();
            sorted[i] = double.NegativeInfinity;
            Array.Sort(sorted);
            _largest[i] = new double[problem.Size];
            for (int r = 1; r < problem.Size; r++) _largest[i][r] = _largest[i][r - 1] + sorted[^r];
        }

        _order = [.. Enumerable.Range(0, problem.Count).OrderByDescending(i => _largest[i][^1]).ThenBy(i => i)];
    }

    public int[] Team { get; private set; }

    public double Value { get; private set; }

    public double Bound { get; private set; }

    public bool IsComplete { get; private set; } = true;

    public long Work { get; private set; }

    public void Run() => Extend(0, 0);

    private void Extend(int from, double sum)
    {
        int missing = _problem.Size - _chosen.Count;
        if (missing == 0)
        {
            if (sum > Value + 1e-9) (Value, Team) = (sum, [.. _chosen.Order()]);
            return;
        }

        double[] worth = new double[_order.Length - from];
        for (int i = from; i < _order.Length; i++) worth[i - from] = _gains[_order[i]] + (_largest[_order[i]][missing - 1] / 2);
        var open = new SortedTop(missing);
        for (int i = worth.Length - 1; i >= 0; i--)
        {
            open.Add(worth[i]);
            worth[i] = open.Sum;
        }

        for (int i = from; i + missing <= _order.Length; i++)
        {
            double bound = sum + worth[i - from];
            if (bound <= Value + 1e-9) return;
            if (++Work > _nodes || (Work % 1024 == 0 && _cancellationToken.IsCancellationRequested)) IsComplete = false;
            if (!IsComplete)
            {
                Bound = Math.Max(Bound, bound);
                return;
            }

            int item = _order[i];
            double gain = _gains[item];
            _chosen.Add(item);
            var row = _problem.Row(item);
            for (int j = 0; j < _gains.Length; j++) _gains[j] += j == item ? 0 : row[j];
            Extend(i + 1, sum + gain);
            for (int j = 0; j < _gains.Length; j++) _gains[j] -= j == item ? 0 : row[j];
            _chosen.RemoveAt(_chosen.Count - 1);
        }
    }

    /// <summary>The sum of the largest few of the values added so far.</summary>
    private sealed class SortedTop(int size)
    {
        private readonly double[] _top = new double[size];
        private int _count;

        public double Sum { get; private set; }

        public void Add(double value)
        {
            int at;
            if (_count < size)
            {
                at = _count++;
            }
            else
            {
                at = size - 1;
                if (value <= _top[at]) return;
                Sum -= _top[at];
            }

            Sum += value;
            for (; at > 0 && _top[at - 1] < value; at--) _top[at] = _top[at - 1];
            _top[at] = value;
        }
    }
}
