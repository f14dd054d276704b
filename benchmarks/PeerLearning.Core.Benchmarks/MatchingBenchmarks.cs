using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
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
        using var peer = MatchingPeers.Arcs(_dense, Size);
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
        using var peer = MatchingPeers.Arcs(graph);
        peer.Solve();
        return peer.OptimalCost();
    }
}
