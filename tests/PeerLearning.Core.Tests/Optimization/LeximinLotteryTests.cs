using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

public class LeximinLotteryTests
{
    [Fact]
    public void Every_point_of_a_lottery_earns_the_most_at_the_prices_of_every_level()
    {
        // Complementary slackness, against all points: a single sliver of a point that earns less gives some group more than its share.
        var random = new SeededRandom(4);
        int levels = 0, byLevels = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            var program = QuotaOptimizerTests.Random(ref random);
            var points = QuotaOptimizerTests.All(program).ToList();
            if (points.Count == 0) continue;
            int[] members = [.. program.Upper.Select(upper => upper + random.Next(3))];
            double[]? past = trial % 2 == 0 ? null : [.. members.Select(_ => random.Next(4) / 4.0)];
            var lottery = new LeximinLottery(program, members, past).Solve();
            Assert.Equal(Proof.Optimal, lottery.Proof);
            Assert.Equal(1, lottery.Weights.Sum(), 1e-12);
            if (past is not null) byLevels++;
            foreach (var level in lottery.Levels)
            {
                levels++;
                double most = points.Max(point => QuotaOptimizerTests.Earned(level.Profit, point));
                Assert.All(lottery.Points, point => Assert.True(QuotaOptimizerTests.Earned(level.Profit, point) > most - 1e-9));
                Assert.All(level.Groups, g => Assert.Equal(level.Share, lottery.Share[g] + (past?[g] ?? 0), 1e-8));
            }
        }

        Assert.True(levels > 400 && byLevels > 50);
    }
}
