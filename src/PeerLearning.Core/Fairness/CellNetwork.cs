using PeerLearning.Optimization;

namespace PeerLearning.Fairness;

/// <summary>
/// A table as a circulation: every cell and every total is an arc with its count as flow, every additive relation is a node. Whoever knows the published
/// arcs can move the others along closed walks, as long as none falls below 0: the range of an arc is found by two maximum flows.
/// </summary>
/// <remarks>
/// <para>Two-way tables, also with subtotals of rows, have this form (Fischetti and Salazar, 1999).</para>
/// <para>Tables of overlapping parts of the same people share one network with a layer of counts for every combination of parts, and hide the same arcs. A closed walk
/// within one layer changes no other layer, so the ranges of a number's layers add up: what is wide enough by this measure is wide enough for an attacker.</para>
/// </remarks>
internal sealed class CellNetwork
{
    private const long Unlimited = long.MaxValue / 4;

    private readonly List<int> _tails = [];
    private readonly List<int> _heads = [];
    private readonly List<int[]> _counts = [];
    private readonly List<int> _totals = [];
    private readonly List<bool> _hideable = [];
    private readonly List<bool> _sensitiveArcs = [];
    private readonly List<(int Arc, int[] Layers)> _sensitive = [];

    private MaxFlow[]? _flows;
    private int[]? _places;
    private int _lastBroken;

    public int Nodes { get; private set; }

    public int Arcs => _tails.Count;

    /// <summary>The numbers to protect: the sum of some layers of an arc.</summary>
    public IReadOnlyList<(int Arc, int[] Layers)> Sensitive => _sensitive;

    public int AddNode() => Nodes++;

    /// <summary>Adds a cell with its count in every layer.</summary>
    public int AddArc(int tail, int head, int[] counts, bool isHideable)
    {
        _tails.Add(tail);
        _heads.Add(head);
        _counts.Add(counts);
        _totals.Add(counts.Sum());
        _hideable.Add(isHideable);
        _sensitiveArcs.Add(false);
        return _tails.Count - 1;
    }

    /// <summary>Demands that a number be protected; its arc must be hidden.</summary>
    public void Protect(int arc, int[] layers)
    {
        _hideable[arc] = true;
        _sensitiveArcs[arc] = true;
        _sensitive.Add((arc, layers));
    }

    public int Tail(int arc) => _tails[arc];

    public int Head(int arc) => _heads[arc];

    /// <summary>The count of all layers.</summary>
    public int Count(int arc) => _totals[arc];

    public int Count(int arc, int layer) => _counts[arc][layer];

    public bool IsSensitive(int arc) => _sensitiveArcs[arc];

    public bool IsHideable(int arc) => _hideable[arc];

    /// <summary>How wide the range of a hidden number is for an attacker, at least, and at most <paramref name="enough"/>.</summary>
    public long Width(int arc, int[] layers, bool[] hidden, long enough)
    {
        Load(hidden);
        return Width(arc, layers, enough);
    }

    /// <summary>Whether every number to protect keeps a range at least <paramref name="threshold"/> wide.</summary>
    public bool IsSafe(bool[] hidden, int threshold)
    {
        foreach (var (arc, _) in _sensitive)
        {
            if (!hidden[arc]) return false;
        }

        // What broke last is likely to break again.
        Load(hidden);
        if (_lastBroken < _sensitive.Count && Width(_sensitive[_lastBroken].Arc, _sensitive[_lastBroken].Layers, threshold) < threshold) return false;
        for (int i = 0; i < _sensitive.Count; i++)
        {
            if (Width(_sensitive[i].Arc, _sensitive[i].Layers, threshold) >= threshold) continue;
            _lastBroken = i;
            return false;
        }

        return true;
    }

    private void Load(bool[] hidden)
    {
        _flows ??= Enumerable.Range(0, Arcs == 0 ? 0 : _counts[0].Length).Select(_ => new MaxFlow(Nodes)).ToArray();
        _places ??= new int[Arcs];
        for (int layer = 0; layer < _flows.Length; layer++)
        {
            _flows[layer].Clear();
            for (int arc = 0; arc < Arcs; arc++)
            {
                if (hidden[arc]) _places[arc] = _flows[layer].AddArc(_tails[arc], _heads[arc], Unlimited, _counts[arc][layer]);
            }
        }
    }

    private long Width(int arc, int[] layers, long enough)
    {
        long width = 0;
        foreach (int layer in layers)
        {
            width += Slack(arc, layer, _heads[arc], _tails[arc], enough - width);
            if (width >= enough) return enough;
            int count = _counts[arc][layer];
            if (count > 0) width += Math.Min(count, Slack(arc, layer, _tails[arc], _heads[arc], Math.Min(count, enough - width)));
            if (width >= enough) return enough;
        }

        return width;
    }

    // How much can go round from one end of the arc to the other through the other hidden arcs of the layer.
    private long Slack(int arc, int layer, int from, int to, long enough)
    {
        var flow = _flows![layer];
        int place = _places![arc];
        flow.Reset();
        flow.SetCapacity(place, 0);
        flow.SetCapacity(place + 1, 0);
        long sent = flow.Send(from, to, enough);
        flow.SetCapacity(place, Unlimited);
        flow.SetCapacity(place + 1, _counts[arc][layer]);
        return sent;
    }
}
