namespace PeerLearning.Optimization;

internal sealed partial class SparseAssignment
{
    // Left nodes that have moved since they were last asked for; null while nobody wants to know.
    private List<int>? _touched;

    /// <summary>An engine as it stood at another time: its places, prices and seats, which were optimal.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="places">The places of each right node then.</param>
    /// <param name="prices">The price above the floor of each right node.</param>
    /// <param name="edges">The edge of each left node, or <see cref="Out"/>.</param>
    /// <param name="isGone">Whether each left node had left; null when none had.</param>
    /// <returns>The engine, ready for changes. O(left + right).</returns>
    public static SparseAssignment Restore(AssignmentGraph graph, ReadOnlySpan<int> places, ReadOnlySpan<long> prices, ReadOnlySpan<int> edges, ReadOnlySpan<bool> isGone)
    {
        var engine = new SparseAssignment(graph, places);
        for (int j = 0; j < places.Length; j++) engine._price[j] = engine._floor[j] + prices[j];

        for (int i = 0; i < edges.Length; i++)
        {
            if (!isGone.IsEmpty && isGone[i]) engine._edgeOf[i] = Gone;
            else if (edges[i] >= 0) engine.Seat(i, edges[i]);
            else engine._edgeOf[i] = Out;
        }

        engine.IsOptimal = true;
        return engine;
    }

    /// <summary>Starts from another solution of a similar graph: its prices, and its seats where they still are cheapest.</summary>
    /// <param name="prices">The price above the floor of each right node.</param>
    /// <param name="edges">The edge of each left node to begin with, or -1.</param>
    /// <param name="isGone">Whether each left node has left; empty when none has.</param>
    /// <param name="cancellationToken">Stops the work; what is placed then stays.</param>
    public void SolveFrom(ReadOnlySpan<long> prices, ReadOnlySpan<int> edges, ReadOnlySpan<bool> isGone = default, CancellationToken cancellationToken = default)
    {
        for (int j = 0; j < _price.Length; j++) _price[j] = _floor[j] + prices[j];
        for (int i = 0; i < _edgeOf.Length; i++)
        {
            if (!isGone.IsEmpty && isGone[i]) _edgeOf[i] = Gone;
            else if (edges[i] >= 0 && _used[_to[edges[i]]] < Places(_to[edges[i]])) Seat(i, edges[i]);
        }

        if (!RepairAll(cancellationToken)) return;
        PriceMissingPlaces();
        IsOptimal = true;
    }

    /// <summary>The left nodes that may have moved since this was last called; a node can come up twice. The first call names none and begins to keep count.</summary>
    public IReadOnlyList<int> TakeTouched()
    {
        var touched = _touched ?? [];
        _touched = [];
        return touched;
    }

    public bool IsGone(int left) => _edgeOf[left] == Gone;

    /// <summary>A left node leaves. The place it frees may have a price, and then somebody gains by it.</summary>
    public void Leave(int left)
    {
        if (IsGone(left)) return;
        int edge = _edgeOf[left];
        Unseat(left);
        _edgeOf[left] = Gone;
        if (edge >= 0) Settle(_to[edge]);
    }

    /// <summary>A left node that had left comes back.</summary>
    public void Return(int left)
    {
        if (!IsGone(left)) return;
        _edgeOf[left] = Unplaced;
        Augment(left);
    }

    /// <summary>The number of places of a right node changes.</summary>
    public void SetPlaces(int right, int places)
    {
        if (places == _places[right]) return;
        if (places > Room(right)) Grow(right, Math.Min(places, _edgeOf.Length));
        if (_places[right] == 0) Reprice(right);
        _places[right] = Math.Min(places, Room(right));
        var evicted = new List<int>();
        while (_used[right] > _places[right])
        {
            int left = _slots[_slotStart[right] + _used[right] - 1];
            Unseat(left);
            evicted.Add(left);
        }

        foreach (int left in evicted) Augment(left);
        Settle(right);
    }

    private void Settle(int right)
    {
        while (_used[right] < _places[right] && _price[right] > _floor[right]) Release(right);
    }

    /// <summary>The least price at which nobody would gain by a place here; until now there was none to be priced.</summary>
    private void Reprice(int right)
    {
        MakeBackRows();
        _price[right] = _floor[right];
        for (int b = _backStart![right]; b < _backStart[right + 1]; b++)
        {
            int i = _backLeft![b];
            if (_edgeOf[i] != Gone) _price[right] = Math.Max(_price[right], ValueOf(i) - _cost[_backEdge![b]]);
        }
    }

    private void Grow(int right, int room)
    {
        int more = room - Room(right), at = _slotStart[right + 1];
        var slots = new int[_slots.Length + more];
        _slots.AsSpan(0, at).CopyTo(slots);
        _slots.AsSpan(at).CopyTo(slots.AsSpan(at + more));
        _slots = slots;
        for (int j = right + 1; j < _slotStart.Length; j++) _slotStart[j] += more;
        for (int i = 0; i < _slotOf.Length; i++)
        {
            if (_edgeOf[i] >= 0 && _slotOf[i] >= at) _slotOf[i] += more;
        }
    }
}
