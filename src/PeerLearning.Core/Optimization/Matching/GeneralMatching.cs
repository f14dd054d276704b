namespace PeerLearning.Optimization;

/// <summary>
/// Maximum-weight matching on any graph, with the dual values that prove it: Edmonds' blossom algorithm in the primal-dual form of
/// Z. Galil, "Efficient algorithms for finding maximum matching in graphs", ACM Computing Surveys 18, 1986.
/// </summary>
/// <remarks>
/// All free vertices grow trees together and keep one common dual value; a stage ends with one augmentation. Vertices and blossoms share one numbering: blossoms stand at n and above. An end
/// is 2 x edge + side. Weights are doubled inside, so that all dual values are whole. O(n x (edges + n x dual changes)); no recursion.
/// </remarks>
internal sealed class GeneralMatching
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

    /// <summary>Moves the dual values as far as they go; false when a free vertex has reached zero, which ends everything.</summary>
    private bool ChangeDuals()
    {
        DualChanges++;
        int kind = 1, edge = None, blossom = None;
        long delta = long.MaxValue;
        for (int v = 0; v < _n; v++) delta = Math.Min(delta, _dual[v]);
        for (int v = 0; v < _n; v++)
        {
            if (_label[_top[v]] != 0 || _bestEdge[v] == None) continue;
            long d = Slack(_bestEdge[v]);
            if (d >= delta) continue;
            delta = d;
            kind = 2;
            edge = _bestEdge[v];
        }

        for (int b = 0; b < 2 * _n; b++)
        {
            if (_parent[b] != None || _label[b] != Outer || _bestEdge[b] == None) continue;
            long d = Slack(_bestEdge[b]) / 2;
            if (d >= delta) continue;
            delta = d;
            kind = 3;
            edge = _bestEdge[b];
        }

        for (int b = _n; b < 2 * _n; b++)
        {
            if (_base[b] < 0 || _parent[b] != None || _label[b] != Inner || _dual[b] >= delta) continue;
            delta = _dual[b];
            kind = 4;
            blossom = b;
        }

        for (int v = 0; v < _n; v++)
        {
            int label = _label[_top[v]];
            if (label == Outer) _dual[v] -= delta;
            else if (label == Inner) _dual[v] += delta;
        }

        for (int b = _n; b < 2 * _n; b++)
        {
            if (_base[b] < 0 || _parent[b] != None) continue;
            if (_label[b] == Outer) _dual[b] += delta;
            else if (_label[b] == Inner) _dual[b] -= delta;
        }

        switch (kind)
        {
            case 1:
                return false;
            case 2:
                _isTight[edge] = true;
                int u = _end[2 * edge];
                if (_label[_top[u]] == 0) u = _end[(2 * edge) + 1];
                _queue.Add(u);
                break;
            case 3:
                _isTight[edge] = true;
                _queue.Add(_end[2 * edge]);
                break;
            default:
                Expand(blossom, false);
                break;
        }

        return true;
    }

    /// <summary>Labels the blossom at the top of a vertex; an inner one passes the label on to its mate.</summary>
    private void Assign(int w, int label, int end)
    {
        int b = _top[w];
        _label[w] = _label[b] = label;
        _labelEnd[w] = _labelEnd[b] = end;
        _bestEdge[w] = _bestEdge[b] = None;
        if (label == Outer)
        {
            Leaves(b, _queue);
            return;
        }

        int mate = _mate[_base[b]];
        Assign(_end[mate], Outer, mate ^ 1);
    }

    private void Leaves(int b, List<int> into)
    {
        if (b < _n)
        {
            into.Add(b);
            return;
        }

        int depth = _stack.Count;
        _stack.Push(b);
        while (_stack.Count > depth)
        {
            int one = _stack.Pop();
            if (one < _n)
            {
                into.Add(one);
                continue;
            }

            foreach (int child in _children[one]!) _stack.Push(child);
        }
    }

    /// <summary>Walks up both trees in turn: the base where they meet, or none when they are two trees.</summary>
    private int Meet(int v, int w)
    {
        var path = new List<int>();
        int meeting = None;
        while (v != None || w != None)
        {
            int b = _top[v];
            if ((_label[b] & Crumb) != 0)
            {
                meeting = _base[b];
                break;
            }

            path.Add(b);
            _label[b] = Outer | Crumb;
            if (_labelEnd[b] == None)
            {
                v = None;
            }
            else
            {
                v = _end[_labelEnd[b]];
                b = _top[v];
                v = _end[_labelEnd[b]];
            }

            if (w != None) (v, w) = (w, v);
        }

        foreach (int b in path) _label[b] = Outer;
        return meeting;
    }

    /// <summary>Makes a blossom of the odd circle that an edge closes over a base.</summary>
    private void Shrink(int baseVertex, int k)
    {
        int v = _end[2 * k], w = _end[(2 * k) + 1], bb = _top[baseVertex], bv = _top[v], bw = _top[w], b = _unused.Pop();
        _base[b] = baseVertex;
        _parent[b] = None;
        _parent[bb] = b;
        var path = new List<int>();
        var ends = new List<int>();
        while (bv != bb)
        {
            _parent[bv] = b;
            path.Add(bv);
            ends.Add(_labelEnd[bv]);
            v = _end[_labelEnd[bv]];
            bv = _top[v];
        }

        path.Add(bb);
        path.Reverse();
        ends.Reverse();
        ends.Add(2 * k);
        while (bw != bb)
        {
            _parent[bw] = b;
            path.Add(bw);
            ends.Add(_labelEnd[bw] ^ 1);
            w = _end[_labelEnd[bw]];
            bw = _top[w];
        }

        _children[b] = path;
        _childEnds[b] = ends;
        _label[b] = Outer;
        _labelEnd[b] = _labelEnd[bb];
        _dual[b] = 0;
        var leaves = new List<int>();
        Leaves(b, leaves);
        foreach (int leaf in leaves)
        {
            if (_label[_top[leaf]] == Inner) _queue.Add(leaf);
            _top[leaf] = b;
        }

        CollectBestEdges(b, path);
    }

    private void CollectBestEdges(int b, List<int> path)
    {
        var bestTo = new Dictionary<int, int>();
        var order = new List<int>();
        var leaves = new List<int>();
        foreach (int child in path)
        {
            if (_bestEdges[child] is { } known)
            {
                foreach (int k in known) Offer(k);
            }
            else
            {
                leaves.Clear();
                Leaves(child, leaves);
                foreach (int leaf in leaves)
                {
                    for (int at = _start[leaf]; at < _start[leaf + 1]; at++) Offer(_ends[at] >> 1);
                }
            }

            _bestEdges[child] = null;
            _bestEdge[child] = None;
        }

        var best = new List<int>(order.Count);
        _bestEdge[b] = None;
        foreach (int other in order)
        {
            int k = bestTo[other];
            best.Add(k);
            if (_bestEdge[b] == None || Slack(k) < Slack(_bestEdge[b])) _bestEdge[b] = k;
        }

        _bestEdges[b] = best;

        void Offer(int k)
        {
            int j = _end[(2 * k) + 1];
            if (_top[j] == b) j = _end[2 * k];
            int other = _top[j];
            if (other == b || _label[other] != Outer) return;
            if (!bestTo.TryGetValue(other, out int current))
            {
                bestTo.Add(other, k);
                order.Add(other);
            }
            else if (Slack(k) < Slack(current))
            {
                bestTo[other] = k;
            }
        }
    }

    private void Expand(int blossom, bool isEndOfStage)
    {
        var work = new Stack<int>();
        work.Push(blossom);
        while (work.TryPop(out int b))
        {
            foreach (int child in _children[b]!)
            {
                _parent[child] = None;
                if (child < _n)
                {
                    _top[child] = child;
                }
                else if (isEndOfStage && _dual[child] == 0)
                {
                    work.Push(child);
                }
                else
                {
                    var leaves = new List<int>();
                    Leaves(child, leaves);
                    foreach (int leaf in leaves) _top[leaf] = child;
                }
            }

            if (!isEndOfStage && _label[b] == Inner) Relabel(b);
            _label[b] = 0;
            _labelEnd[b] = None;
            _children[b] = null;
            _childEnds[b] = null;
            _base[b] = None;
            _bestEdges[b] = null;
            _bestEdge[b] = None;
            _unused.Push(b);
        }
    }

    /// <summary>After an inner blossom has been expanded within a stage: labels along the even way from its entry to its base; the rest becomes free.</summary>
    private void Relabel(int b)
    {
        var children = _children[b]!;
        var ends = _childEnds[b]!;
        int count = children.Count, entry = _top[_end[_labelEnd[b] ^ 1]], j = children.IndexOf(entry), step, trick;
        if ((j & 1) != 0)
        {
            j -= count;
            step = 1;
            trick = 0;
        }
        else
        {
            step = -1;
            trick = 1;
        }

        int At(int index) => index < 0 ? index + count : index;
        int p = _labelEnd[b];
        while (j != 0)
        {
            _label[_end[p ^ 1]] = 0;
            _label[_end[ends[At(j - trick)] ^ trick ^ 1]] = 0;
            Assign(_end[p ^ 1], Inner, p);
            _isTight[ends[At(j - trick)] >> 1] = true;
            j += step;
            p = ends[At(j - trick)] ^ trick;
            _isTight[p >> 1] = true;
            j += step;
        }

        int bv = children[At(j)];
        _label[_end[p ^ 1]] = _label[bv] = Inner;
        _labelEnd[_end[p ^ 1]] = _labelEnd[bv] = p;
        _bestEdge[bv] = None;
        j += step;
        var leaves = new List<int>();
        while (children[At(j)] != entry)
        {
            bv = children[At(j)];
            if (_label[bv] == Outer)
            {
                j += step;
                continue;
            }

            leaves.Clear();
            Leaves(bv, leaves);
            int reached = leaves.FindIndex(leaf => _label[leaf] != 0);
            if (reached >= 0)
            {
                int v = leaves[reached];
                _label[v] = 0;
                _label[_end[_mate[_base[bv]]]] = 0;
                Assign(v, Inner, _labelEnd[v]);
            }

            j += step;
        }
    }

    /// <summary>Swaps matched and unmatched edges on the way from a vertex inside a blossom to its base; the vertex becomes the base.</summary>
    private void AugmentBlossom(int blossom, int vertex)
    {
        var work = new Stack<(int Blossom, int Vertex)>();
        work.Push((blossom, vertex));
        while (work.TryPop(out var task))
        {
            int b = task.Blossom, t = task.Vertex;
            while (_parent[t] != b) t = _parent[t];
            if (t >= _n) work.Push((t, task.Vertex));
            var children = _children[b]!;
            var ends = _childEnds[b]!;
            int count = children.Count, i = children.IndexOf(t), j = i, step, trick;
            if ((i & 1) != 0)
            {
                j -= count;
                step = 1;
                trick = 0;
            }
            else
            {
                step = -1;
                trick = 1;
            }

            int At(int index) => index < 0 ? index + count : index;
            while (j != 0)
            {
                j += step;
                t = children[At(j)];
                int p = ends[At(j - trick)] ^ trick;
                if (t >= _n) work.Push((t, _end[p]));
                j += step;
                t = children[At(j)];
                if (t >= _n) work.Push((t, _end[p ^ 1]));
                _mate[_end[p]] = p ^ 1;
                _mate[_end[p ^ 1]] = p;
            }

            Rotate(children, i);
            Rotate(ends, i);
            _base[b] = task.Vertex;
        }
    }

    private static void Rotate(List<int> list, int by)
    {
        if (by == 0) return;
        var head = list.GetRange(0, by);
        list.RemoveRange(0, by);
        list.AddRange(head);
    }

    private void Augment(int k)
    {
        for (int side = 0; side < 2; side++)
        {
            int s = _end[(2 * k) + side], p = (2 * k) + 1 - side;
            while (true)
            {
                int bs = _top[s];
                if (bs >= _n) AugmentBlossom(bs, s);
                _mate[s] = p;
                if (_labelEnd[bs] == None) break;
                int t = _end[_labelEnd[bs]], bt = _top[t];
                s = _end[_labelEnd[bt]];
                int j = _end[_labelEnd[bt] ^ 1];
                if (bt >= _n) AugmentBlossom(bt, j);
                _mate[j] = _labelEnd[bt];
                p = _labelEnd[bt] ^ 1;
            }
        }
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
