using System.Diagnostics;
using PeerLearning.Evaluation.Generators;
using PeerLearning.Skills;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Skills at the size of the largest employers: the whole model, fusion, one more rating, the top fifty.</summary>
internal sealed class SkillsScaleArea : IArea
{
    private const int People = 2_000_000;
    private const int Skills = 30;
    private const int RowsPerSkill = 2_400_000;

    public string Name => "calibration";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("calibration/scale/model-72-million-ratings", Model);
        yield return new Case("calibration/scale/fusion-72-million-ratings", Fusion);
        yield return new Case("calibration/scale/one-rating", OneRating);
        yield return new Case("calibration/scale/top-50-of-2-million", Top);
    }

    private static ProficiencyEstimator Estimator { get; } = new(new ProficiencyEstimatorOptions { Scale = SimulatedOrganisation.Wide });

    private static CaseOutcome Model()
    {
        long inside = 0, all = 0, rows = 0;
        double worst = 0, fitting = 0;
        object gate = new();
        var watch = Stopwatch.StartNew();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        Parallel.For(0, Skills, new ParallelOptions { MaxDegreeOfParallelism = 2 }, skill =>
        {
            EvidenceColumns? columns = LargeWorld.Draw(People, RowsPerSkill, skill, out float[] truth);
            long start = Stopwatch.GetTimestamp();
            int drawn = columns.Person.Length;
            ProficiencyColumns? levels = Estimator.EstimateColumns(columns);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            long hits = 0, count = 0;
            for (int i = 0; i < truth.Length; i++)
            {
                if (levels.Items[i] == 0) continue;
                count++;
                if (Math.Abs(levels.Levels[i] - truth[i]) <= 1.6448536269514722 * levels.StandardErrors[i]) hits++;
            }

            double off = Math.Abs(levels.Model.LevelDeviation / 0.8 - 1);
            foreach (var source in levels.Model.Sources)
            {
                if (source.Kind == EvidenceKind.Manager) off = Math.Max(off, Math.Max(Math.Abs(source.RaterDeviation / 0.35 - 1), Math.Abs(source.ErrorDeviation / 0.55 - 1)));
                if (source.Kind == EvidenceKind.Peer) off = Math.Max(off, Math.Max(Math.Abs(source.RaterDeviation / 0.3 - 1), Math.Abs(source.ErrorDeviation / 0.6 - 1)));
            }

            // The arrays of one skill are garbage before the next is drawn: without this the peak would measure the collector's patience.
            columns = null;
            levels = null;
            GC.Collect();
            lock (gate)
            {
                inside += hits;
                all += count;
                rows += drawn;
                fitting += seconds;
                worst = Math.Max(worst, off);
            }
        });
        double wall = watch.Elapsed.TotalSeconds, processor = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        double coverage = inside / (double)all, memory = Process.GetCurrentProcess().PeakWorkingSet64 / 1e9;
        return new CaseOutcome
        {
            Ok = processor <= 60 && memory <= 1.5 && coverage is >= 0.89 and <= 0.91,
            Value = processor / 2,
            Reference = 30,
            Seconds = wall,
            Detail = FormattableString.Invariant(
                $"{rows} ratings, wall {wall:0.0} s with drawing, processor {processor:0.0} s (half of it on 2 cores is the value), fitting threads {fitting:0.0} s, peak {memory:0.00} GB, coverage {coverage:0.0000}, worst deviation {worst:0.000}"),
        };
    }

    private static CaseOutcome Fusion()
    {
        // One skill's columns joined thirty times: drawing is not what is measured.
        var columns = LargeWorld.Draw(People, RowsPerSkill, 0, out _);
        var model = Estimator.EstimateColumns(columns).Model;
        Estimator.FuseColumns(columns, model);
        long start = Stopwatch.GetTimestamp();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        Parallel.For(0, Skills, new ParallelOptions { MaxDegreeOfParallelism = 2 }, _ => Estimator.FuseColumns(columns, model));
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds, processor = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        return new CaseOutcome { Ok = processor / 2 <= 1, Value = processor / 2, Reference = 1, Seconds = wall, Detail = FormattableString.Invariant($"wall {wall:0.00} s, processor {processor:0.00} s") };
    }

    private static CaseOutcome OneRating()
    {
        var columns = LargeWorld.Draw(20_000, 24_000, 0, out _);
        var model = Estimator.EstimateColumns(columns).Model;
        var state = LevelState.Start(model);
        for (int i = 0; i < 1000; i++) state = state.Add(model, EvidenceKind.Peer, 3, 0.5, 0.2);
        const int Count = 100_000;
        long bytes = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Count; i++) state = state.Add(model, EvidenceKind.Manager, 3 + (i % 3), 0.5, 0.2);
        double each = Stopwatch.GetElapsedTime(start).TotalMicroseconds / Count;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return new CaseOutcome
        {
            Ok = each <= 50 && allocated == 0 && state.Items == Count + 1000,
            Value = each,
            Reference = 50,
            AllocatedBytes = allocated,
            Detail = FormattableString.Invariant($"{each:0.000} microseconds each"),
        };
    }

    private static CaseOutcome Top()
    {
        var columns = LargeWorld.Draw(People, RowsPerSkill, 0, out _);
        var levels = Estimator.EstimateColumns(columns);
        levels.Candidates(4, 50);
        long start = Stopwatch.GetTimestamp();
        var top = levels.Candidates(4, 50);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new CaseOutcome { Ok = seconds <= 0.05 && top.Count >= 50, Value = seconds, Reference = 0.05, Seconds = seconds, Detail = $"{top.Count} people" };
    }
}
