using Google.OrTools.Graph;
using PeerLearning.Optimization;

namespace PeerLearning.Benchmarks;

/// <summary>The library's assignment problems as the peer's.</summary>
internal static class MatchingPeers
{
    /// <summary>Everybody with everybody at the given cost, row by row.</summary>
    public static LinearSumAssignment Arcs(int[] cost, int size)
    {
        var peer = new LinearSumAssignment();
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++) peer.AddArcWithCost(i, j, cost[(i * size) + j]);
        }

        return peer;
    }

    /// <summary>Learners to mentors with places, each learner with a way out at its own cost.</summary>
    public static MinCostFlow Arcs(AssignmentGraph graph)
    {
        int left = graph.LeftCount, right = graph.RightCount, source = left + right, sink = source + 1;
        var peer = new MinCostFlow(sink + 1);
        for (int i = 0; i < left; i++)
        {
            peer.AddArcWithCapacityAndUnitCost(source, i, 1, 0);
            for (int e = graph.Start[i]; e < graph.Start[i + 1]; e++) peer.AddArcWithCapacityAndUnitCost(i, left + graph.To[e], 1, graph.Cost[e]);
            peer.AddArcWithCapacityAndUnitCost(i, sink, 1, graph.OutCost[i]);
        }

        for (int j = 0; j < right; j++) peer.AddArcWithCapacityAndUnitCost(left + j, sink, graph.Capacity[j], 0);
        peer.SetNodeSupply(source, left);
        peer.SetNodeSupply(sink, -left);
        return peer;
    }
}
