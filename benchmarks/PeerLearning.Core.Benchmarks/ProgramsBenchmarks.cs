using BenchmarkDotNet.Attributes;
using PeerLearning.Evaluation.Generators;
using PeerLearning.Programs;
using PeerLearning.Progress;

namespace PeerLearning.Benchmarks;

/// <summary>A programme of 40 learners and 500 events: replay, one event more, JSON, facts, story and verdict.</summary>
[MemoryDiagnoser]
public class ProgramsBenchmarks
{
    private readonly ScaleDecision _decision = new();
    private IReadOnlyList<ProgramEvent> _events = [];
    private LearningProgram _program = null!;
    private ProgramEvent _next = null!;
    private string _json = "";
    private ProgramOutcomes _outcomes = null!;

    [GlobalSetup]
    public void Setup()
    {
        _events = ProgramHistories.Make(1);
        _program = LearningProgram.Replay(_events);
        _next = new CheckInReceived { At = _program.LastAt, By = _program.Learners[0].Learner, Confidence = 4 };
        _json = ProgramJson.Write(_events);
        _outcomes = new ProgramOutcomes { Items = [new RateOutcome { Criterion = "completion", Successes = 30, Of = 40 }] };
    }

    [Benchmark]
    public LearningProgram Replay() => LearningProgram.Replay(_events);

    [Benchmark]
    public ProgramUpdate ApplyOneEvent() => _program.TryApply(_next);

    [Benchmark]
    public string WriteJson() => ProgramJson.Write(_events);

    [Benchmark]
    public ProgramReading ReadJson() => ProgramJson.Read(_json);

    [Benchmark]
    public ProgressFacts Facts() => _program.Facts();

    [Benchmark]
    public IReadOnlyList<StoryPage> Story() => ProgramStory.Tell(_program);

    [Benchmark]
    public ScaleVerdict Decide() => _decision.Decide(_program.Charter.Criteria, _outcomes);
}
