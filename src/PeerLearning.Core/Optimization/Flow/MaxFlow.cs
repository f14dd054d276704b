namespace PeerLearning.Optimization;

/// <summary>The largest flow through a directed network with whole capacities (Dinic, 1970): O(nodes^2 x arcs), in practice near linear.</summary>
/// <remarks>Add the arcs, then ask. The flow stays in the network until <see cref="Reset"/>; the cut of the last run proves that no more is possible.</remarks>
internal sealed class MaxFlow
{
    private readonly List<int> _heads = [];
    private readonly List<long> _capacities = [];
    private readonly List<long> _residual = [];
    private readonly List<int> _next = [];
    private readonly int[] _first;
    private readonly int[] _level;
    private readonly int[] _cursor;
    private readonly int[] _queue;
    private readonly int[] _path;

    public MaxFlow(int nodes)
    {
        _first = new int[nodes];
        Array.Fill(_first, -1);
        _level = new int[nodes];
        _cursor = new int[nodes];
        _queue = new int[nodes];
        _path = new int[nodes];
    }

    public int Nodes => _first.Length;

    /// <summary>The number of augmenting paths so far: the counted work.</summary>
    public long Paths { get; private set; }

    /// <summary>Adds an arc, with a capacity also for the way back.</summary>
    /// <returns>The arc's number; its way back is the next number.</returns>
    public int AddArc(int tail, int head, long capacity, long back = 0)
    {
        int arc = _heads.Count;
        Add(tail, head, capacity);
        Add(head, tail, back);
        return arc;
    }

    /// <summary>The flow on an arc.</summary>
    public long FlowOn(int arc) => _capacities[arc] - _residual[arc];

    /// <summary>Changes the capacity of one direction of an arc; only before a flow is sent, or after <see cref="Reset"/>.</summary>
    public void SetCapacity(int arc, long capacity) => _capacities[arc] = _residual[arc] = capacity;

    /// <summary>Takes all arcs out and keeps the memory for others.</summary>
    public void Clear()
    {
        _heads.Clear();
        _capacities.Clear();
        _residual.Clear();
        _next.Clear();
        Array.Fill(_first, -1);
    }

    /// <summary>Takes all flow out.</summary>
    public void Reset()
    {
        for (int arc = 0; arc < _residual.Count; arc++) _residual[arc] = _capacities[arc];
    }

    /// <summary>Sends as much as possible, or as is wanted, from source to sink.</summary>
    public long Send(int source, int sink, long wanted = long.MaxValue)
    {
        if (source == sink) return wanted;
        long sent = 0;
        while (sent < wanted && Layer(source, sink))
        {
            Array.Copy(_first, _cursor, _first.Length);
            while (sent < wanted)
            {
                long more = Augment(source, sink, wanted - sent);
                if (more == 0) break;
                sent += more;
            }
        }

        return sent;
    }

    /// <summary>After a complete <see cref="Send"/>: whether a node is on the source's side of the smallest cut.</summary>
    public bool IsOnSourceSide(int node) => _level[node] >= 0;

    private void Add(int tail, int head, long capacity)
    {
        _heads.Add(head);
        _capacities.Add(capacity);
        _residual.Add(capacity);
        _next.Add(_first[tail]);
        _first[tail] = _heads.Count - 1;
    }

    private bool Layer(int source, int sink)
    {
        Array.Fill(_level, -1);
        _level[source] = 0;
        int begin = 0, end = 0;
        _queue[end++] = source;
        while (begin < end)
        {
            int node = _queue[begin++];
            for (int arc = _first[node]; arc >= 0; arc = _next[arc])
            {
                int head = _heads[arc];
                if (_residual[arc] <= 0 || _level[head] >= 0) continue;
                _level[head] = _level[node] + 1;
                _queue[end++] = head;
            }
        }

        return _level[sink] >= 0;
    }

    // One path through the layers, without recursion.
    private long Augment(int source, int sink, long wanted)
    {
        int depth = 0, node = source;
        while (node != sink)
        {
            int arc = _cursor[node];
            while (arc >= 0 && (_residual[arc] <= 0 || _level[_heads[arc]] != _level[node] + 1)) arc = _next[arc];
            _cursor[node] = arc;
            if (arc >= 0)
            {
                _path[depth++] = arc;
                node = _heads[arc];
                continue;
            }

            if (depth == 0) return 0;
            int last = _path[--depth];
            node = _heads[last ^ 1];
            _cursor[node] = _next[last];
        }

        long amount = wanted;
        for (int i = 0; i < depth; i++) amount = Math.Min(amount, _residual[_path[i]]);
        for (int i = 0; i < depth; i++)
        {
            _residual[_path[i]] -= amount;
            _residual[_path[i] ^ 1] += amount;
        }

        Paths++;
        return amount;
    }
}
