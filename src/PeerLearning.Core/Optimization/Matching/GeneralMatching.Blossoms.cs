namespace PeerLearning.Optimization;

/// <content>Labels, and odd circles that become blossoms and cease to be.</content>
internal sealed partial class GeneralMatching
{
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
        int count = children.Count, entry = _top[_end[_labelEnd[b] ^ 1]];
        var (j, step, trick) = EvenWay(children.IndexOf(entry), count);
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
}
