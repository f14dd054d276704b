namespace PeerLearning.Optimization;

/// <summary>
/// Least-cost capacitated assignment with prices that prove it and that survive changes, so that an optimum can be repaired.
/// </summary>
/// <remarks>
/// <para>Two engines. Shortest augmenting paths on integer prices (Jonker and Volgenant, Computing 38, 1987, on sparse rows with places) finish
/// at once while there is slack. On tight, skewed places their trees grow without measure; a counter of looked-at edges notices, and an
/// auction with scaled epsilon (Bertsekas and Castañon, Parallel Computing 12, 1989: similar objects) finds good prices, which the first engine then
/// repairs to the exact optimum by augmenting forwards (a left node without a place) and backwards (a priced place that is empty). So the auction
/// need only be good; exactness never rests on it.</para>
/// <para>At the end: every left node is at a cheapest edge under the prices, no price is below its floor, and a right node with an empty place is at its
/// floor. By weak duality the total is then least.</para>
/// </remarks>
internal sealed partial class SparseAssignment
{
    /// <summary>The left node stays out.</summary>
    public const int Out = -1;

    private const int Unplaced = -2;

    // Not there at all: neither placed nor out.
    private const int Gone = -3;

    private readonly AssignmentGraph _graph;
    private readonly int[] _start;
    private readonly int[] _to;
    private readonly int[] _cost;
    private readonly int[] _capacity;
    private readonly long[] _outCost;

    // The price at which a right node sells its last place, in units of 1 / _scale.
    private readonly long[] _price;
    private readonly long[] _floor;

    // Where each left node is: an edge, Out or Unplaced; and its slot among those of the right node.
    private readonly int[] _edgeOf;
    private readonly int[] _slotOf;
    private readonly int[] _places;
    private int[] _slotStart;
    private int[] _slots;
    private readonly int[] _used;
    private long _scale = 1;

    // One search.
    private readonly long[] _distance;
    private readonly int[] _stamp;
    private readonly int[] _parentLeft;
    private readonly int[] _parentEdge;
    private readonly int[] _zero;
    private int[] _settled;
    private int _settledCount;
    private int _round;
    private LongHeap _heap;

    // Rows by right node, made when a backward search first needs them.
    private int[]? _backStart;
    private int[]? _backLeft;
    private int[]? _backEdge;

    public SparseAssignment(AssignmentGraph graph)
        : this(graph, graph.Capacity)
    {
    }

    private SparseAssignment(AssignmentGraph graph, ReadOnlySpan<int> places)
    {
        _graph = graph;
        _start = graph.Start;
        _to = graph.To;
        _cost = graph.Cost;
        _capacity = graph.Capacity;
        _outCost = graph.OutCost;
        int right = graph.RightCount;
        _floor = graph.Floor is null ? new long[right] : (long[])graph.Floor.Clone();
        _price = (long[])_floor.Clone();
        _edgeOf = new int[graph.LeftCount];
        Array.Fill(_edgeOf, Unplaced);
        _slotOf = new int[graph.LeftCount];
        _slotStart = new int[right + 1];
        for (int j = 0; j < right; j++) _slotStart[j + 1] = checked(_slotStart[j] + Math.Min(places[j], graph.LeftCount));
        _slots = new int[_slotStart[right]];
        _places = new int[right];
        for (int j = 0; j < right; j++) _places[j] = Room(j);
        _used = new int[right];
        _distance = new long[right];
        _stamp = new int[right];
        _parentLeft = new int[right];
        _parentEdge = new int[right];
        _zero = new int[right];
        _settled = new int[right];
        _heap = new LongHeap(256);
    }

    /// <summary>The number of edges looked at.</summary>
    public long Work { get; private set; }

    /// <summary>Whether the auction was needed.</summary>
    public bool UsedAuction { get; private set; }

    /// <summary>Whether every left node is placed or out at proven least total cost.</summary>
    public bool IsOptimal { get; private set; }

    public AssignmentGraph Graph => _graph;

    /// <summary>The edge of a left node, or <see cref="Out"/>.</summary>
    public int EdgeOf(int left) => Math.Max(_edgeOf[left], Out);

    /// <summary>The right node of a left node, or <see cref="Out"/>.</summary>
    public int RightOf(int left) => _edgeOf[left] >= 0 ? _to[_edgeOf[left]] : Out;

    /// <summary>The edges of all left nodes.</summary>
    public int[] Edges()
    {
        var edges = new int[_graph.LeftCount];
        for (int i = 0; i < edges.Length; i++) edges[i] = EdgeOf(i);
        return edges;
    }

    public int UsedOf(int right) => _used[right];

    public ReadOnlySpan<int> LeftsOf(int right) => _slots.AsSpan(_slotStart[right], _used[right]);

    /// <summary>The price of a place above its floor: what one more place would save.</summary>
    public long PriceOf(int right) => _price[right] - _floor[right];

    public long Total() => _graph.TotalOf(Edges());

    /// <summary>Solves from nothing.</summary>
    /// <param name="workLimit">The edges that shortest paths may look at before the auction is tried; negative for the calibrated number.</param>
    /// <param name="cancellationToken">Stops the work; what is placed then stays, and the rest counts as out.</param>
    public void Solve(long workLimit = -1, CancellationToken cancellationToken = default)
    {
        Place();
        if (workLimit < 0) workLimit = 6L * _to.Length + 16L * _graph.LeftCount + 100_000;
        var free = new List<int>();
        for (int i = 0; i < _edgeOf.Length; i++)
        {
            if (_edgeOf[i] == Unplaced) free.Add(i);
        }

        int done = 0;
        while (done < free.Count && Work <= workLimit)
        {
            if ((done & 63) == 0 && cancellationToken.IsCancellationRequested) return;
            Augment(free[done++]);
        }

        if (done < free.Count)
        {
            UsedAuction = true;
            RunAuction(cancellationToken);
            if (!RepairAll(cancellationToken)) return;
            Unscale();
        }

        PriceMissingPlaces();
        IsOptimal = true;
    }

    /// <summary>A right node without any place gets the least price at which nobody would gain by going there.</summary>
    private void PriceMissingPlaces()
    {
        bool any = false;
        for (int j = 0; j < _price.Length; j++)
        {
            if (Places(j) > 0) continue;
            _price[j] = _floor[j];
            any = true;
        }

        for (int i = 0; any && i < _edgeOf.Length; i++)
        {
            if (_edgeOf[i] == Gone) continue;
            long value = ValueOf(i);
            for (int e = _start[i]; e < _start[i + 1]; e++)
            {
                int j = _to[e];
                if (Places(j) == 0) _price[j] = Math.Max(_price[j], value - _cost[e]);
            }
        }
    }

    /// <summary>Gives every left node its cheapest edge while that has room: free and feasible at the floor prices.</summary>
    private void Place()
    {
        for (int i = 0; i < _edgeOf.Length; i++)
        {
            int best = Cheapest(i, out _);
            if (best == Out)
            {
                _edgeOf[i] = Out;
                continue;
            }

            int j = _to[best];
            if (_used[j] < Places(j)) Seat(i, best);
        }
    }

    /// <summary>The number of places now.</summary>
    public int PlacesOf(int right) => _places[right];

    private int Places(int right) => _places[right];

    private int Room(int right) => _slotStart[right + 1] - _slotStart[right];

    private int Cheapest(int left, out long value)
    {
        int best = Out;
        value = _outCost[left] * _scale;
        int end = _start[left + 1];
        for (int e = _start[left]; e < end; e++)
        {
            long w = (_cost[e] * _scale) + _price[_to[e]];
            if (w < value && Places(_to[e]) > 0)
            {
                value = w;
                best = e;
            }
        }

        Work += end - _start[left];
        return best;
    }

    private void Seat(int left, int edge)
    {
        _touched?.Add(left);
        int j = _to[edge];
        int slot = _slotStart[j] + _used[j]++;
        _slots[slot] = left;
        _slotOf[left] = slot;
        _edgeOf[left] = edge;
    }

    private void Unseat(int left)
    {
        _touched?.Add(left);
        int edge = _edgeOf[left];
        _edgeOf[left] = Unplaced;
        if (edge < 0) return;
        int j = _to[edge];
        int last = _slotStart[j] + --_used[j], slot = _slotOf[left];
        int moved = _slots[last];
        _slots[slot] = moved;
        _slotOf[moved] = slot;
    }

    /// <summary>What the left node pays where it is: the value of its dual.</summary>
    private long ValueOf(int left)
    {
        int e = _edgeOf[left];
        return e >= 0 ? (_cost[e] * _scale) + _price[_to[e]] : _outCost[left] * _scale;
    }

    /// <summary>Brings scaled prices back to whole units: rounding all down by the same rule keeps every inequality and every equality.</summary>
    private void Unscale()
    {
        if (_scale == 1) return;
        for (int j = 0; j < _price.Length; j++)
        {
            _price[j] = Math.DivRem(_price[j], _scale, out long rest);
            if (rest < 0) _price[j]--;
            _floor[j] /= _scale;
        }

        _scale = 1;
    }
}
