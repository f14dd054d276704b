using BenchmarkDotNet.Attributes;
using PeerLearning.Internal;
using PeerLearning.Skills;
using PeerLearning.Statistics;

namespace PeerLearning.Benchmarks;

/// <summary>The small engines of the skills chapter; the large ones run in the evaluation runner, areas <c>needs</c> and <c>calibration</c>.</summary>
[MemoryDiagnoser]
public class SkillsBenchmarks
{
    private double[][] _scores = [];
    private int[][] _preferred = [];
    private double[][] _units = [];
    private List<Label> _labels = [];
    private SkillModel _model = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(1);
        _scores = new double[50][];
        for (int i = 0; i < 50; i++) _scores[i] = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
        double[][] ranks = new double[100][];
        for (int j = 0; j < 100; j++)
        {
            double[] scores = new double[16];
            for (int i = 0; i < 16; i++) scores[i] = random.NextDouble();
            ranks[j] = Ranking.Mid(scores);
        }

        _preferred = RankAggregation.Of(ranks).Value.Preferred;
        _units = new double[200_000][];
        for (int u = 0; u < _units.Length; u++) _units[u] = [random.Next(5), random.Next(5), random.Next(5)];
        for (int k = 0; k < 100_000; k++) _labels.Add(new Label(k / 5, random.Next(200), random.Next(4)));
        _model = new SkillModel
        {
            Skill = new SkillId("s"),
            People = 1,
            Items = 1,
            Mean = 3,
            LevelDeviation = 0.8,
            IsLevelDeviationAssumed = false,
            Stretch = 1,
            Components = 1,
            Method = "given",
            Sources = [new SourceModel { Kind = EvidenceKind.Peer, Items = 1, Bias = 0, IsBiasAssumed = true, ErrorDeviation = 0.6, IsErrorAssumed = false, RaterDeviation = 0.3 }],
        };
    }

    /// <summary>Exact rank acceptability, 50 skills and 3 sources.</summary>
    [Benchmark]
    public object ExactAcceptability() => RankAcceptability.Of(_scores);

    /// <summary>The Kemeny order of 16 skills from 100 rankings.</summary>
    [Benchmark]
    public object KemenyOrder() => Kemeny.Of(_preferred);

    /// <summary>Krippendorff's alpha, 600,000 values.</summary>
    [Benchmark]
    public object Alpha() => KrippendorffAlpha.Of(_units, MeasurementLevel.Ordinal);

    /// <summary>Dawid and Skene, 100,000 labels, 10 steps.</summary>
    [Benchmark]
    public object Labels() => DawidSkene.Fit(_labels, 20_000, 200, 4, mostSteps: 10, tolerance: 0);

    /// <summary>One more rating into a running state.</summary>
    [Benchmark]
    public LevelState OneRating() => LevelState.Start(_model).Add(_model, EvidenceKind.Peer, 3.5);
}
