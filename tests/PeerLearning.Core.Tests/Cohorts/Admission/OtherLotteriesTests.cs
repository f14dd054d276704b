using PeerLearning.Cohorts;

namespace PeerLearning.Tests.Cohorts.Admission;

public class OtherLotteriesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Each_lottery_is_best_at_its_own_aim_and_proves_it(ulong seed)
    {
        var (workforce, request) = Pools.Random(seed, 36, 6, [2, 3, 3], slack: 1);
        var answers = Enum.GetValues<LotteryFairness>().ToDictionary(
            kind => kind, kind => new AdmissionLottery(new AdmissionOptions { Fairness = kind }).FindChances(workforce, request));
        foreach (var answer in answers.Values)
        {
            Assert.Equal(Proof.Optimal, answer.Certificate.Proof);
            Assert.Empty(answer.Verify(workforce, request));
            Assert.Equal(6, answer.Applicants.Sum(one => one.Chance), 1e-6);
        }

        double even = 6.0 / 36;
        double Goldilocks(AdmissionChances chances) => chances.Minimum > 0 ? (chances.Maximum / even) + (even / chances.Minimum) : double.PositiveInfinity;
        foreach (var answer in answers.Values)
        {
            Assert.True(answer.Minimum <= answers[LotteryFairness.Leximin].Minimum + 1e-6);
            Assert.True(answer.Maximum >= answers[LotteryFairness.Minimax].Maximum - 1e-6);
            Assert.True(answer.GeometricMean.Value <= answers[LotteryFairness.Nash].GeometricMean.Value * (1 + 1e-4));
            Assert.True(Goldilocks(answer) >= Goldilocks(answers[LotteryFairness.Goldilocks]) - 1e-5);
        }
    }

    [Fact]
    public void The_uniform_lottery_counts_every_cohort_and_draws_each_as_often_as_any_other()
    {
        var (workforce, request) = Pools.Random(9, 12, 4, [2, 3], slack: 1);
        var uniform = new AdmissionLottery().FindUniform(workforce, request);
        var valid = new List<string>();
        var times = new int[12];
        for (int mask = 0; mask < 1 << 12; mask++)
        {
            if (int.PopCount(mask) != 4) continue;
            var group = Enumerable.Range(0, 12).Where(i => (mask >> i & 1) == 1).Select(workforce.IdAt).ToList();
            if (request.Rules.Any(rule => rule.Check(workforce, group).Count > 0)) continue;
            valid.Add(string.Join(' ', group));
            for (int i = 0; i < 12; i++) times[i] += mask >> i & 1;
        }

        Assert.Equal(valid.Count, (int)uniform.Count.Value);
        for (int i = 0; i < 12; i++) Assert.Equal((double)times[i] / valid.Count, uniform.ChanceOf(workforce.IdAt(i)).Value, 1e-12);

        const int PerCohort = 60;
        var drawn = new Dictionary<string, int>(StringComparer.Ordinal);
        for (ulong seed = 0; seed < (ulong)(PerCohort * valid.Count); seed++)
        {
            string text = string.Join(' ', uniform.Draw(seed));
            drawn[text] = drawn.GetValueOrDefault(text) + 1;
        }

        Assert.Equal(valid.Order(StringComparer.Ordinal), drawn.Keys.Order(StringComparer.Ordinal));
        double chiSquare = drawn.Values.Sum(count => Math.Pow(count - PerCohort, 2) / PerCohort);
        Assert.InRange(chiSquare, 0, valid.Count + (5 * Math.Sqrt(2.0 * valid.Count)));
    }
}
