namespace PeerLearning.Optimization;

/// <summary>Strongly stable matchings with ties: no pair of which one would gain and the other would not lose.</summary>
/// <remarks>
/// R. Irving, D. Manlove and S. Scott, "Strong stability in the hospitals/residents problem", STACS 2003: left nodes hold on to all their first choices at once; a right node drops whoever is worse than as many as it has places;
/// where the choices left over cannot all be served, the worst tie of those short of room goes, since no strongly stable matching has any of it. O(edges^2); no recursion.
/// </remarks>
internal sealed class StrongTies
{
    private readonly StableGraph _graph;
    private readonly int[] _order;
    private readonly int[] _owner;
    private readonly int[] _backStart;
    private readonly int[] _backEdge;
    private readonly bool[] _isDeleted;
    private readonly bool[] _isHeld;
    private readonly int[] _held;
    private readonly int[] _count;
    private readonly int[] _tail;
    private readonly Stack<int> _free = new();

    private StrongTies(StableGraph graph)
    {
        _graph = graph;
        _order = graph.Order();
        _owner = graph.Owner;
        (_backStart, _backEdge) = graph.BackRows();
        _isDeleted = new bool[graph.To.Length];
        _isHeld = new bool[graph.To.Length];
        _held = new int[graph.LeftCount];
        _count = new int[graph.RightCount];
        _tail = new int[graph.RightCount];
        for (int j = 0; j < _tail.Length; j++) _tail[j] = _backStart[j + 1];
        for (int e = 0; e < _isDeleted.Length; e++) _isDeleted[e] = graph.Capacity[graph.To[e]] == 0;
        for (int i = graph.LeftCount - 1; i >= 0; i--) _free.Push(i);
    }

    /// <summary>A strongly stable matching, or null when there is none.</summary>
    public static int[]? Solve(StableGraph graph)
    {
        var solver = new StrongTies(graph);
        while (true)
        {
            solver.Propose();
            int[] matched = solver.Serve(out bool[] isShort);
            if (!solver.DropTails(isShort)) return StableCheck.Blocking(graph, matched, Stability.Strong).Count == 0 ? matched : null;
        }
    }

    private void Delete(int e)
    {
        if (_isDeleted[e]) return;
        _isDeleted[e] = true;
        if (!_isHeld[e]) return;
        _isHeld[e] = false;
        _count[_graph.To[e]]--;
        if (--_held[_owner[e]] == 0) _free.Push(_owner[e]);
    }

    /// <summary>Everybody holds on to the whole first tie of what is left of their list.</summary>
    private void Propose()
    {
        while (_free.TryPop(out int i))
        {
            if (_held[i] > 0) continue;
            int head = -1;
            for (int k = _graph.Start[i]; k < _graph.Start[i + 1]; k++)
            {
                int e = _order[k];
                if (_isDeleted[e]) continue;
                if (head >= 0 && _graph.LeftRank[e] != head) break;
                head = _graph.LeftRank[e];
                _isHeld[e] = true;
                _held[i]++;
                _count[_graph.To[e]]++;
                DropDominated(_graph.To[e]);
            }
        }
    }

    /// <summary>Drops whoever ranks below as many holders as there are places.</summary>
    private void DropDominated(int j)
    {
        if (_count[j] < _graph.Capacity[j]) return;
        int better = 0, at = _backStart[j];
        while (at < _tail[j])
        {
            if (better >= _graph.Capacity[j]) break;
            for (int rank = _graph.RightRank[_backEdge[at]]; at < _tail[j] && _graph.RightRank[_backEdge[at]] == rank; at++) better += _isHeld[_backEdge[at]] ? 1 : 0;
        }

        Cut(j, at);
    }

    /// <summary>The rank of the worst holder of a right node.</summary>
    private int WorstHeld(int j)
    {
        for (int b = _tail[j] - 1; b >= _backStart[j]; b--)
        {
            if (_isHeld[_backEdge[b]]) return _graph.RightRank[_backEdge[b]];
        }

        return -1;
    }

    /// <summary>A matching of all who are sure of a place, and of as many others as can be among what is left; and the right nodes that those left over compete for.</summary>
    private int[] Serve(out bool[] isShort)
    {
        int left = _graph.LeftCount, right = _graph.RightCount;
        int[] matched = new int[left], room = new int[right], tailRank = new int[right];
        Array.Fill(matched, -1);
        bool[] isSure = new bool[left];
        for (int j = 0; j < right; j++)
        {
            room[j] = _graph.Capacity[j];
            tailRank[j] = _count[j] > _graph.Capacity[j] ? WorstHeld(j) : int.MaxValue;
        }

        // Sure: held where there is room for all, or above the tie that is too many.
        for (int e = 0; e < _isHeld.Length; e++)
        {
            int j = _graph.To[e];
            if (!_isHeld[e] || _graph.RightRank[e] >= tailRank[j]) continue;
            room[j]--;
            isSure[_owner[e]] = true;
            matched[_owner[e]] = e;
        }

        // The others share what is left: augmenting paths, breadth first.
        var seats = new List<int>[right];
        for (int j = 0; j < right; j++) seats[j] = [];
        isShort = new bool[right];
        int[] via = new int[right], seen = new int[right];
        Array.Fill(seen, -1);
        var queue = new Queue<int>();
        var alone = new List<int>();
        for (int root = 0; root < left; root++)
        {
            if (isSure[root] || _held[root] == 0) continue;
            if (!Reach(root, root, out int end))
            {
                alone.Add(root);
                continue;
            }

            for (int j = end; ;)
            {
                int e = via[j], i = _owner[e], before = matched[i];
                matched[i] = e;
                seats[j].Add(e);
                if (before < 0) break;
                j = _graph.To[before];
                seats[j].Remove(before);
            }
        }

        Array.Fill(seen, -1);
        foreach (int root in alone)
        {
            Reach(root, left, out _);
            for (int j = 0; j < right; j++) isShort[j] |= seen[j] == left;
        }

        return matched;

        bool Reach(int root, int stamp, out int end)
        {
            queue.Clear();
            queue.Enqueue(root);
            while (queue.TryDequeue(out int i))
            {
                for (int e = _graph.Start[i]; e < _graph.Start[i + 1]; e++)
                {
                    int j = _graph.To[e];
                    if (!_isHeld[e] || seen[j] == stamp) continue;
                    seen[j] = stamp;
                    via[j] = e;
                    if (seats[j].Count < room[j])
                    {
                        end = j;
                        return true;
                    }

                    foreach (int other in seats[j]) queue.Enqueue(_owner[other]);
                }
            }

            end = -1;
            return false;
        }
    }

    /// <summary>Drops the worst tie of every right node that is short of room; false when none is.</summary>
    private bool DropTails(bool[] isShort)
    {
        bool any = false;
        for (int j = 0; j < isShort.Length; j++)
        {
            if (!isShort[j]) continue;
            int rank = WorstHeld(j);
            if (rank < 0) continue;
            int from = _tail[j];
            while (from > _backStart[j] && _graph.RightRank[_backEdge[from - 1]] >= rank) from--;
            Cut(j, from);
            any = true;
        }

        return any;
    }

    private void Cut(int j, int from)
    {
        for (int b = from; b < _tail[j]; b++) Delete(_backEdge[b]);
        _tail[j] = from;
    }
}
