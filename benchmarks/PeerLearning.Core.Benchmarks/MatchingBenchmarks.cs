using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Google.OrTools.Graph;
using PeerLearning.Evaluation.Areas;
using PeerLearning.Optimization;

namespace PeerLearning.Benchmarks;

/// <summary>Assignment against OR-Tools on the generator's instances: dense, capacitated with slack, capacitated tight and skewed.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 3)]
[MemoryDiagnoser]
public class MatchingBenchmarks
{
    private int[] _dense = [];
    private AssignmentGraph _slack = null!;
    private AssignmentGraph _tight = null!;

    [Params(3000)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _dense = MatchingInstances.Dense(Size, 1, 1_000_000);
        _slack = MatchingInstances.Capacitated(100_000, 10_000, 20, 1, tight: false);
        _tight = MatchingInstances.Capacitated(100_000, 10_000, 20, 1, tight: true);
    }

    [Benchmark]
    public long Dense() => DenseAssignment.Solve(_dense, Size, Size).Total;

    [Benchmark]
    public long Dense_OrTools()
    {
        var peer = new LinearSumAssignment();
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++) peer.AddArcWithCost(i, j, _dense[(i * Size) + j]);
        }

        peer.Solve();
        return peer.OptimalCost();
    }

    [Benchmark]
    public long Slack() => Solve(_slack);

    [Benchmark]
    public long Slack_OrTools() => SolveByPeer(_slack);

    [Benchmark]
    public long Tight() => Solve(_tight);

    [Benchmark]
    public long Tight_OrTools() => SolveByPeer(_tight);

    private static long Solve(AssignmentGraph graph)
    {
        var engine = new SparseAssignment(graph);
        engine.Solve();
        return engine.Total();
    }

    private static long SolveByPeer(AssignmentGraph graph)
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
        peer.Solve();
        return peer.OptimalCost();
    }
}
