namespace PeerLearning.Optimization;

/// <summary>
/// Maximum-weight matching on any graph, with the dual values that prove it: Edmonds' blossom algorithm in the primal-dual form of
/// Z. Galil, "Efficient algorithms for finding maximum matching in graphs", ACM Computing Surveys 18, 1986.
/// </summary>
/// <remarks>
/// All free vertices grow trees together and keep one common dual value; a stage ends with one augmentation. Vertices and blossoms share one numbering: blossoms stand at n and above. An end
/// is 2 x edge + side. Weights are doubled inside, so that all dual values are whole. O(n x (edges + n x dual changes)); no recursion.
/// </remarks>
internal sealed partial class GeneralMatching
{
    private const int None = -1, Outer = 1, Inner = 2, Crumb = 4;

    private readonly int _n;
    private readonly int[] _end;
    private readonly long[] _weight;
    private readonly int[] _start;
    private readonly int[] _ends;

    // For each vertex, the end at its mate; for each vertex or blossom, its label and the end through which it got it.
    private readonly int[] _mate;
    private readonly int[] _label;
    private readonly int[] _labelEnd;
    private readonly int[] _top;
    private readonly int[] _parent;
    private readonly int[] _base;
    private readonly List<int>?[] _children;
    private readonly List<int>?[] _childEnds;
    private readonly int[] _bestEdge;
    private readonly List<int>?[] _bestEdges;
    private readonly Stack<int> _unused = new();
    private readonly long[] _dual;
    private readonly bool[] _isTight;
    private readonly List<int> _queue = [];
    private readonly Stack<int> _stack = new();

    private GeneralMatching(int n, int[] first, int[] second, long[] weight)
    {
        _n = n;
        int m = weight.Length;
        _end = new int[2 * m];
        _weight = new long[m];
        _start = new int[n + 1];
        long most = 0;
        for (int k = 0; k < m; k++)
        {
            _end[2 * k] = first[k];
            _end[(2 * k) + 1] = second[k];
            _weight[k] = 2 * weight[k];
            most = Math.Max(most, weight[k]);
            _start[first[k] + 1]++;
            _start[second[k] + 1]++;
        }

        for (int v = 0; v < n; v++) _start[v + 1] += _start[v];
        _ends = new int[2 * m];
        int[] next = _start.AsSpan(0, n).ToArray();
        for (int k = 0; k < m; k++)
        {
            _ends[next[first[k]]++] = (2 * k) + 1;
            _ends[next[second[k]]++] = 2 * k;
        }

        int all = 2 * n;
        _mate = Filled(n, None);
        _label = new int[all];
        _labelEnd = Filled(all, None);
        _top = new int[n];
        _parent = Filled(all, None);
        _base = Filled(all, None);
        _children = new List<int>?[all];
        _childEnds = new List<int>?[all];
        _bestEdge = Filled(all, None);
        _bestEdges = new List<int>?[all];
        _dual = new long[all];
        _isTight = new bool[m];
        for (int v = 0; v < n; v++)
        {
            _top[v] = _base[v] = v;
            _dual[v] = most;
        }

        for (int b = all - 1; b >= n; b--) _unused.Push(b);
    }

    public long DualChanges { get; private set; }

    /// <summary>Solves the graph.</summary>
    /// <param name="n">The number of vertices.</param>
    /// <param name="first">One end of each edge.</param>
    /// <param name="second">The other end of each edge.</param>
    /// <param name="weight">The weights; edges of no positive weight are never used.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The matching and its proof.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static Solution Solve(int n, int[] first, int[] second, long[] weight, CancellationToken cancellationToken = default)
    {
        var engine = new GeneralMatching(n, first, second, weight);
        engine.GreedyStart();
        while (engine.Stage(cancellationToken))
        {
        }

        return engine.Result();
    }

    private static int[] Filled(int count, int value)
    {
        int[] array = new int[count];
        Array.Fill(array, value);
        return array;
    }

    private long Slack(int k) => _dual[_end[2 * k]] + _dual[_end[(2 * k) + 1]] - _weight[k];

    /// <summary>Edges that are tight from the start are matched at once; the dual values stay as they are.</summary>
    private void GreedyStart()
    {
        for (int v = 0; v < _n; v++)
        {
            if (_mate[v] != None) continue;
            for (int at = _start[v]; at < _start[v + 1]; at++)
            {
                int p = _ends[at];
                if (_mate[_end[p]] != None || _end[p] == v || Slack(p >> 1) != 0) continue;
                _mate[v] = p;
                _mate[_end[p]] = p ^ 1;
                break;
            }
        }
    }

    private bool Stage(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Array.Clear(_label);
        Array.Fill(_bestEdge, None);
        for (int b = _n; b < 2 * _n; b++) _bestEdges[b] = null;
        Array.Clear(_isTight);
        _queue.Clear();
        for (int v = 0; v < _n; v++)
        {
            if (_mate[v] == None && _label[_top[v]] == 0) Assign(v, Outer, None);
        }

        bool isAugmented = false;
        while (true)
        {
            while (_queue.Count > 0 && !isAugmented)
            {
                int v = _queue[^1];
                _queue.RemoveAt(_queue.Count - 1);
                isAugmented = Scan(v);
            }

            if (isAugmented) break;
            if (!ChangeDuals()) break;
        }

        if (!isAugmented) return false;
        for (int b = _n; b < 2 * _n; b++)
        {
            if (_parent[b] == None && _base[b] >= 0 && _label[b] == Outer && _dual[b] == 0) Expand(b, true);
        }

        return true;
    }

    private bool Scan(int v)
    {
        for (int at = _start[v]; at < _start[v + 1]; at++)
        {
            int p = _ends[at], k = p >> 1, w = _end[p];
            if (_top[v] == _top[w]) continue;
            long slack = 0;
            if (!_isTight[k])
            {
                slack = Slack(k);
                if (slack <= 0) _isTight[k] = true;
            }

            if (_isTight[k])
            {
                if (_label[_top[w]] == 0)
                {
                    Assign(w, Inner, p ^ 1);
                }
                else if (_label[_top[w]] == Outer)
                {
                    int b = Meet(v, w);
                    if (b == None)
                    {
                        Augment(k);
                        return true;
                    }

                    Shrink(b, k);
                }
                else if (_label[w] == 0)
                {
                    _label[w] = Inner;
                    _labelEnd[w] = p ^ 1;
                }
            }
            else if (_label[_top[w]] == Outer)
            {
                int b = _top[v];
                if (_bestEdge[b] == None || slack < Slack(_bestEdge[b])) _bestEdge[b] = k;
            }
            else if (_label[w] == 0 && (_bestEdge[w] == None || slack < Slack(_bestEdge[w])))
            {
                _bestEdge[w] = k;
            }
        }

        return false;
    }

    private Solution Result()
    {
        var mate = new int[_n];
        long total = 0;
        for (int v = 0; v < _n; v++)
        {
            mate[v] = _mate[v] == None ? None : _end[_mate[v]];
            if (_mate[v] != None) total += _weight[_mate[v] >> 1];
        }

        var blossoms = new List<(int[] Members, long Dual)>();
        for (int b = _n; b < 2 * _n; b++)
        {
            if (_base[b] < 0 || _dual[b] == 0) continue;
            var members = new List<int>();
            Leaves(b, members);
            members.Sort();
            blossoms.Add(([.. members], _dual[b]));
        }

        return new Solution(mate, total / 4, _dual.AsSpan(0, _n).ToArray(), blossoms, DualChanges);
    }

    /// <summary>A matching of the greatest weight and its proof.</summary>
    /// <param name="Mate">The mate of each vertex, -1 for none.</param>
    /// <param name="Total">The weight of the matching.</param>
    /// <param name="TwiceDual">Twice the dual value of each vertex: never negative, 0 for a vertex without a mate.</param>
    /// <param name="Blossoms">Odd sets with a positive dual value (once, in units of the weights).</param>
    /// <param name="DualChanges">The number of dual changes.</param>
    internal sealed record Solution(int[] Mate, long Total, long[] TwiceDual, IReadOnlyList<(int[] Members, long Dual)> Blossoms, long DualChanges);
}
