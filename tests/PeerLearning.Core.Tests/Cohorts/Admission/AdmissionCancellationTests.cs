using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Tests.Cohorts.Admission;

public class AdmissionCancellationTests
{
    [Theory]
    [InlineData(LotteryFairness.Leximin)]
    [InlineData(LotteryFairness.Nash)]
    [InlineData(LotteryFairness.Goldilocks)]
    public void Work_that_is_stopped_before_it_begins_knows_nothing_and_says_so(LotteryFairness fairness)
    {
        var (workforce, request) = Pools.Random(5, 100, 10, [2, 3, 4], slack: 1);
        var lottery = new AdmissionLottery(new AdmissionOptions { Fairness = fairness });
        var chances = lottery.FindChances(workforce, request, null, new CancellationToken(canceled: true));
        Assert.Equal(Proof.None, chances.Certificate.Proof);
        Assert.Equal(0, chances.Certificate.WorkSpent);
        Assert.Empty(chances.Cohorts);
        Assert.Contains(chances.Reasons, reason => reason.Code == "admission.stopped");
        Assert.Empty(chances.Verify(workforce, request));
        Assert.Empty(lottery.Draw(chances, seed: 1).Admitted);
        Assert.False(lottery.FindUniform(workforce, request, new CancellationToken(canceled: true)).Count.IsDefined);
    }

    [Theory]
    [InlineData(LotteryFairness.Leximin, false)]
    [InlineData(LotteryFairness.Leximin, true)]
    [InlineData(LotteryFairness.Nash, false)]
    public void Work_that_is_stopped_on_the_way_ends_at_the_next_step_with_a_sound_lottery_and_a_bound(LotteryFairness fairness, bool hasLedger)
    {
        // The first pool that is not finished by then.
        for (ulong seed = 7; seed < 17; seed++)
        {
            var (workforce, request) = Pools.Random(seed, 300, 30, [2, 4, 4, 3, 5, 4, 3], slack: 0);
            if (hasLedger) request = request with { PastChances = [.. Enumerable.Range(0, 60).Select(i => new PersonChance { Person = workforce.IdAt(i), Chance = 0.1 })] };
            using var source = new CancellationTokenSource();
            var stop = new StopAtFirstReport(source);
            var chances = new AdmissionLottery(new AdmissionOptions { Fairness = fairness }).FindChances(workforce, request, stop, source.Token);
            if (!source.IsCancellationRequested || chances.Certificate.Proof == Proof.Optimal) continue;
            AssertSound(workforce, request, chances, stop.Done);
            return;
        }

        Assert.Fail("The pools are too easy for this test.");
    }

    private static void AssertSound(Workforce workforce, AdmissionRequest request, AdmissionChances chances, long done)
    {
        Assert.Equal(Proof.Bounded, chances.Certificate.Proof);
        Assert.NotEmpty(chances.Cohorts);
        Assert.Empty(chances.Verify(workforce, request));
        Assert.InRange(chances.Certificate.WorkSpent, done, done + 5);
        Assert.True(chances.Certificate.Bound >= chances.Certificate.Objective);
        Assert.Contains(chances.Reasons, reason => reason.Code == "admission.unfinished");
    }

    /// <summary>Stops the work from within, so that nothing depends on time.</summary>
    private sealed class StopAtFirstReport(CancellationTokenSource source) : IProgress<WorkProgress>
    {
        public long Done { get; private set; }

        public void Report(WorkProgress value)
        {
            Done = value.Done;
            source.Cancel();
        }
    }
}
