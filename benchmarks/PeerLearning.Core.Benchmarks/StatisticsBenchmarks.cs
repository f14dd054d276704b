using BenchmarkDotNet.Attributes;
using PeerLearning.Internal;
using PeerLearning.Statistics;

namespace PeerLearning.Benchmarks;

/// <summary>Survival of a large enrolment table, and the figures that are solved for.</summary>
[MemoryDiagnoser]
public class StatisticsBenchmarks
{
    private readonly double[] _times = new double[32_593];
    private readonly bool[] _events = new bool[32_593];
    private readonly int[] _groups = new int[32_593];

    /// <summary>As many people as OULAD has enrolments: a third withdraws on some day, the rest is censored at the end.</summary>
    [GlobalSetup]
    public void Enrol()
    {
        var random = new SeededRandom(1);
        for (int i = 0; i < _times.Length; i++)
        {
            _groups[i] = random.Next(7);
            _events[i] = random.Next(3) == 0;
            _times[i] = _events[i] ? random.Next(240 + _groups[i]) : 241 + random.Next(28);
        }
    }

    [Benchmark]
    public double KaplanMeierAndLogRank() =>
        KaplanMeier.Fit(_times, _events).Value.At(100) + LogRank.Test(_times, _events, _groups).Value.ChiSquared;

    [Benchmark]
    public double NoncentralLimits() => StandardisedDifference.DeltaLimits(6, 40, 0.95).Upper;

    [Benchmark]
    public double SampleSize() => TTestPower.SampleSize(0.5, 0.8, 0.05, TTestDesign.TwoSample, Alternative.TwoSided).Value;

    [Benchmark]
    public double Forecast() => ThroughputForecast.DoneByWeek([3, 5, 2, 4, 0, 6], 200, 104).Value[104];
}
