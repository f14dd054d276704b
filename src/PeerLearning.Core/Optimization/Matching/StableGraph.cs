namespace PeerLearning.Optimization;

/// <summary>A two-sided market: proposers with ranked lists of takers who have places and rank the proposers in turn. Ties are equal ranks; lists are incomplete.</summary>
/// <remarks>
/// Edges stand in rows by left node (<see cref="Start"/>, <see cref="To"/>), each with the rank that the left node gives the right one and the other way round; smaller is better.
/// An edge stands once. <see cref="Group"/> and <see cref="GroupCapacity"/> add the layer of student-project allocation: right nodes (projects) of one group (lecturer) share places,
/// and the right rank is then that of the group, comparable across its right nodes.
/// </remarks>
internal sealed class StableGraph
{
    private int[]? _backStart;
    private int[]? _backEdge;
    private int[]? _owner;

    public required int LeftCount { get; init; }

    public required int RightCount { get; init; }

    public required int[] Start { get; init; }

    public required int[] To { get; init; }

    public required int[] LeftRank { get; init; }

    public required int[] RightRank { get; init; }

    public required int[] Capacity { get; init; }

    public int[]? Group { get; init; }

    public int[]? GroupCapacity { get; init; }

    /// <summary>The left node of each edge.</summary>
    public int[] Owner => _owner ??= MakeOwner();

    /// <summary>The edges of a left node in the order of their ranks; ties in the order of right nodes.</summary>
    public int[] Order()
    {
        var order = new int[To.Length];
        for (int e = 0; e < order.Length; e++) order[e] = e;
        var keys = new ulong[To.Length];
        for (int e = 0; e < keys.Length; e++) keys[e] = ((ulong)(uint)LeftRank[e] << 32) | (uint)To[e];
        for (int i = 0; i < LeftCount; i++) Array.Sort(keys, order, Start[i], Start[i + 1] - Start[i]);
        return order;
    }

    /// <summary>The edges into each right node in the order of their right ranks; ties in the order of left nodes.</summary>
    public (int[] Start, int[] Edge) BackRows()
    {
        if (_backStart is not null) return (_backStart, _backEdge!);
        int[] start = new int[RightCount + 1], edge = new int[To.Length];
        foreach (int j in To) start[j + 1]++;
        for (int j = 0; j < RightCount; j++) start[j + 1] += start[j];
        var next = start.AsSpan(0, RightCount).ToArray();
        var keys = new ulong[To.Length];
        var owner = Owner;
        for (int e = 0; e < To.Length; e++)
        {
            int at = next[To[e]]++;
            edge[at] = e;
            keys[at] = ((ulong)(uint)RightRank[e] << 32) | (uint)owner[e];
        }

        for (int j = 0; j < RightCount; j++) Array.Sort(keys, edge, start[j], start[j + 1] - start[j]);
        (_backStart, _backEdge) = (start, edge);
        return (start, edge);
    }

    private int[] MakeOwner()
    {
        var owner = new int[To.Length];
        for (int i = 0; i < LeftCount; i++) owner.AsSpan(Start[i], Start[i + 1] - Start[i]).Fill(i);
        return owner;
    }
}
