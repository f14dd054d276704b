namespace PeerLearning.Optimization;

/// <summary>
/// A capacitated assignment problem: every left node goes to one of its right nodes or stays out at a cost of its own; every right node takes
/// as many as it has places. Least total cost is sought.
/// </summary>
/// <remarks>
/// Edges stand in rows (<see cref="Start"/>, <see cref="To"/>, <see cref="Cost"/>). <see cref="Floor"/> is added to the cost of every edge into a right
/// node: a bonus for filling it when negative. Twin edges are allowed: the cheaper one counts.
/// </remarks>
internal sealed class AssignmentGraph
{
    public required int LeftCount { get; init; }

    public required int RightCount { get; init; }

    public required int[] Start { get; init; }

    public required int[] To { get; init; }

    public required int[] Cost { get; init; }

    public required int[] Capacity { get; init; }

    /// <summary>What it costs to leave a left node out; <see cref="long.MaxValue"/> / 8 or more would overflow and is refused.</summary>
    public required long[] OutCost { get; init; }

    public long[]? Floor { get; init; }

    public int EdgeCount => To.Length;

    public long FloorOf(int right) => Floor is null ? 0 : Floor[right];

    /// <summary>The cost of an assignment given as one edge, or -1 for out, for each left node.</summary>
    public long TotalOf(ReadOnlySpan<int> edgeOf)
    {
        long total = 0;
        for (int i = 0; i < LeftCount; i++)
        {
            int e = edgeOf[i];
            total = checked(total + (e < 0 ? OutCost[i] : Cost[e] + FloorOf(To[e])));
        }

        return total;
    }
}
