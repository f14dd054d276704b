using PeerLearning.Optimization;

namespace PeerLearning.Fairness;

/// <summary>
/// A table as a circulation: every cell and every total is an arc with its count as flow, every additive relation is a node. Whoever knows the published
/// arcs can move the others along closed walks, as long as none falls below 0: the range of an arc is found by two maximum flows.
/// </summary>
/// <remarks>Two-way tables, also with subtotals of rows, have this form (Fischetti and Salazar, 1999).</remarks>
internal sealed class CellNetwork
{
    private const long Unlimited = long.MaxValue / 4;

    private readonly List<int> _tails = [];
    private readonly List<int> _heads = [];
    private readonly List<int> _counts = [];
    private readonly List<bool> _hideable = [];
    private readonly List<bool> _sensitive = [];

    public int Nodes { get; private set; }

    public int Arcs => _tails.Count;

    public int AddNode() => Nodes++;

    /// <summary>Adds a cell; a sensitive one must be hidden, a hideable one may be.</summary>
    public int AddArc(int tail, int head, int count, bool isSensitive, bool isHideable)
    {
        _tails.Add(tail);
        _heads.Add(head);
        _counts.Add(count);
        _sensitive.Add(isSensitive);
        _hideable.Add(isHideable || isSensitive);
        return _tails.Count - 1;
    }

    public int Tail(int arc) => _tails[arc];

    public int Head(int arc) => _heads[arc];

    public int Count(int arc) => _counts[arc];

    public bool IsSensitive(int arc) => _sensitive[arc];

    public bool IsHideable(int arc) => _hideable[arc];

    /// <summary>How wide the range of a hidden arc is for an attacker, at most <paramref name="enough"/>.</summary>
    public long Width(int arc, bool[] hidden, int enough)
    {
        long up = Slack(arc, _heads[arc], _tails[arc], hidden, enough);
        if (up >= enough) return enough;
        long down = Math.Min(_counts[arc], Slack(arc, _tails[arc], _heads[arc], hidden, enough - up));
        return Math.Min(enough, up + down);
    }

    /// <summary>Whether every sensitive arc keeps a range at least <paramref name="threshold"/> wide; the first that does not is named.</summary>
    public bool IsSafe(bool[] hidden, int threshold, out int broken)
    {
        for (int arc = 0; arc < Arcs; arc++)
        {
            if (!_sensitive[arc] || (hidden[arc] && Width(arc, hidden, threshold) >= threshold)) continue;
            broken = arc;
            return false;
        }

        broken = -1;
        return true;
    }

    // How much can go round from one end of the arc to the other through the other hidden arcs.
    private long Slack(int except, int from, int to, bool[] hidden, long enough)
    {
        var flow = new MaxFlow(Nodes);
        for (int arc = 0; arc < Arcs; arc++)
        {
            if (hidden[arc] && arc != except) flow.AddArc(_tails[arc], _heads[arc], Unlimited, _counts[arc]);
        }

        return flow.Send(from, to, enough);
    }
}
