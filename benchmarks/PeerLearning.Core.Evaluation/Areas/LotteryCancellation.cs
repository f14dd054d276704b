using System.Diagnostics;
using System.Globalization;
using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;

namespace PeerLearning.Evaluation.Areas;

/// <summary>How long a lottery goes on after it was told to stop.</summary>
internal static class LotteryCancellation
{
    private const int Trials = 10;
    private const double Horizon = 1500;
    private const double Target = 50;

    public static CaseOutcome Run(int people, int places, int[] values, double slack, LotteryFairness fairness, bool hasLedger)
    {
        var random = new SeededRandom(3);
        var (workforce, request, _) = LotteryTwin.Make(people, places, values, slack, seed: 2);
        if (hasLedger)
        {
            request = request with
            {
                PastChances = [.. Enumerable.Range(0, people).Where(i => i % 3 == 0).Select(i => new PersonChance { Person = workforce.IdAt(i), Chance = 0.1 * (1 + (i % 2)) })],
            };
        }

        var lottery = new AdmissionLottery(new AdmissionOptions { Fairness = fairness });
        double worst = 0, worstWall = 0;
        int stopped = 0, unsound = 0, withCohorts = 0;
        var gaps = new List<string>();
        for (int trial = 0; trial < Trials; trial++)
        {
            // Moments up to the horizon, early ones more often.
            double moment = trial == 0 ? 0 : Horizon * Math.Pow(random.NextDouble(), 3);
            var (chances, cpu, wall) = Stop(lottery, workforce, request, moment);
            if (chances.Certificate.Proof is Proof.Optimal) continue;
            stopped++;
            worst = Math.Max(worst, cpu);
            worstWall = Math.Max(worstWall, wall);
            withCohorts += chances.Cohorts.Count > 0 ? 1 : 0;
            if (chances.Verify(workforce, request).Count > 0 || (chances.Certificate.Proof == Proof.Bounded) != (chances.Cohorts.Count > 0)) unsound++;
            if (chances.Certificate.Proof == Proof.Bounded) gaps.Add(chances.Certificate.Gap.ToString("0.####", CultureInfo.InvariantCulture));
        }

        return new CaseOutcome
        {
            Ok = unsound == 0,
            Value = worst,
            Reference = Target,
            Seconds = worstWall / 1000,
            Verified = unsound == 0,
            Detail = string.Create(
                CultureInfo.InvariantCulture,
                $"stopped {stopped} of {Trials} runs, {withCohorts} with cohorts, gaps {string.Join(' ', gaps)}; worst CPU milliseconds {worst:0}, wall {worstWall:0}, target {Target} {(worst <= Target ? "met" : "MISSED")}"),
        };
    }

    private static (AdmissionChances Chances, double Cpu, double Wall) Stop(AdmissionLottery lottery, Workforce workforce, AdmissionRequest request, double moment)
    {
        using var source = new CancellationTokenSource();
        long stoppedAt = Stopwatch.GetTimestamp();
        var cpuAt = CpuTime();
        void Cancel()
        {
            stoppedAt = Stopwatch.GetTimestamp();
            cpuAt = CpuTime();
            source.Cancel();
        }

        Thread? timer = null;
        if (moment <= 0)
        {
            Cancel();
        }
        else
        {
            timer = new Thread(() =>
            {
                Thread.Sleep((int)moment);
                Cancel();
            });
            timer.Start();
        }

        var chances = lottery.FindChances(workforce, request, null, source.Token);
        long end = Stopwatch.GetTimestamp();
        var cpuEnd = CpuTime();
        timer?.Join();
        return (chances, (cpuEnd - cpuAt).TotalMilliseconds, Stopwatch.GetElapsedTime(stoppedAt, end).TotalMilliseconds);
    }

    private static TimeSpan CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
