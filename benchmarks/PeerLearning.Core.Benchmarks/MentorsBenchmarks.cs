using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using PeerLearning.Evaluation.Areas.Teams;
using PeerLearning.Optimization;

namespace PeerLearning.Benchmarks;

/// <summary>A proven best team of four, against the solvers of Google.OrTools in the same run.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 3)]
public class MentorsBenchmarks
{
    private TeamInstance _instance = null!;
    private SelectionProblem _problem = null!;

    [Params(10_000)]
    public int People { get; set; }

    [Params(false, true)]
    public bool Skewed { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _instance = TeamInstance.Generate(People, 4, 1, Skewed);
        _problem = _instance.ToProblem();
    }

    [Benchmark(Baseline = true)]
    public long PeerLearning() => SelectionSolver.Solve(_problem, new SelectionOptions()).Teams[0].Objective + _instance.Constant;

    [Benchmark]
    public long? CpSat() => TeamPeers.SolveCpSat(_instance, 120);

    [Benchmark]
    public long? Highs() => TeamPeers.SolveMip(_instance, "HIGHS", 120);

    [Benchmark]
    public long? Scip() => TeamPeers.SolveMip(_instance, "SCIP", 120);
}

/// <summary>A proven best team out of very many people.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 3, iterationCount: 10)]
public class MentorsAtScaleBenchmarks
{
    private TeamInstance _instance = null!;
    private SelectionProblem _problem = null!;

    [Params(100_000, 1_000_000)]
    public int People { get; set; }

    [Params(4, 12)]
    public int Size { get; set; }

    [Params(false, true)]
    public bool Skewed { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _instance = TeamInstance.Generate(People, Size, 1, Skewed);
        _problem = _instance.ToProblem();
    }

    [Benchmark]
    public long PeerLearning() => SelectionSolver.Solve(_problem, new SelectionOptions()).Teams[0].Objective + _instance.Constant;
}
