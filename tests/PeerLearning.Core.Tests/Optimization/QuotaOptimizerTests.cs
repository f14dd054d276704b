using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

public class QuotaOptimizerTests
{
    [Fact]
    public void Branch_and_bound_equals_enumeration_and_its_search_replays_as_a_proof()
    {
        var random = new SeededRandom(5);
        int possible = 0;
        for (int trial = 0; trial < 600; trial++)
        {
            var program = Random(ref random);
            double[] profit = new double[program.Variables];
            for (int v = 0; v < profit.Length; v++) profit[v] = random.Next(100) / 7.0;
            double? best = Enumerate(program, profit);
            var optimizer = new QuotaOptimizer(program);
            var search = new BranchingProof(program.Rows);
            var answer = optimizer.Maximise(profit, -1, 100_000, proof: search);
            Assert.True(answer.IsComplete);
            Assert.Equal(best.HasValue, answer.HasPoint);
            if (best is not { } value) continue;
            possible++;
            Assert.Equal(value, answer.Value, 1e-9);
            Assert.True(program.Contains(optimizer.Point));

            // The same search, asked to beat the optimum, leaves a tree that exact arithmetic confirms; a lower threshold is refused.
            var proof = new BranchingProof(program.Rows);
            Assert.False(optimizer.Maximise(profit, value + 1e-9, 100_000, proof: proof).HasPoint);
            var grid = Array.ConvertAll(profit, LotteryProof.OnGrid);
            Assert.True(LotteryProof.Holds(program, grid, LotteryProof.OnGrid(value + 2e-9), proof));
            Assert.False(LotteryProof.Holds(program, grid, LotteryProof.OnGrid(value - 1e-3), proof));

            // Who proves less proves more: a higher threshold closes inner nodes early, and what the search found below them is not needed.
            foreach (double more in new[] { 0.01, 0.1, 0.3, 1, 3 }) Assert.True(LotteryProof.Holds(program, grid, LotteryProof.OnGrid(value + more), proof));
        }

        Assert.InRange(possible, 100, 590);
    }

    internal static QuotaProgram Random(ref SeededRandom random)
    {
        int variables = 3 + random.Next(5), categories = 1 + random.Next(3);
        var entries = new List<IReadOnlyList<(int Row, int Coefficient)>>();
        int[] upper = new int[variables];
        int[] sample = new int[variables];
        int rows = (categories * 3) + 1;
        int[] count = new int[rows];
        for (int v = 0; v < variables; v++)
        {
            upper[v] = 1 + random.Next(3);
            sample[v] = random.Next(upper[v] + 1);
            var own = new List<(int Row, int Coefficient)>();
            for (int c = 0; c < categories; c++) own.Add(((c * 3) + random.Next(3), 1));
            own.Add((rows - 1, 1));
            foreach (var (row, _) in own) count[row] += sample[v];
            entries.Add(own);
        }

        // Quotas around a sample, now and then moved away from it so that some programmes are empty.
        bool isMoved = random.Next(4) == 0;
        int[] low = [.. count];
        int[] high = [.. count];
        for (int r = 0; r < rows - 1; r++)
        {
            low[r] = Math.Max(0, count[r] - random.Next(2));
            high[r] += random.Next(2);
            if (isMoved && random.Next(3) == 0) (low[r], high[r]) = (low[r] + 1, high[r] + 1);
        }

        return new QuotaProgram(new int[variables], upper, low, high, entries);
    }

    /// <summary>All points, by plain enumeration.</summary>
    internal static IEnumerable<int[]> All(QuotaProgram program)
    {
        int[] point = new int[program.Variables];
        while (true)
        {
            if (program.Contains(point)) yield return [.. point];
            int at = 0;
            while (at < point.Length && ++point[at] > program.Upper[at]) point[at++] = 0;
            if (at == point.Length) yield break;
        }
    }

    internal static double Earned(double[] profit, int[] point) => profit.Zip(point, (price, count) => price * count).Sum();

    private static double? Enumerate(QuotaProgram program, double[] profit) => All(program).Max(point => (double?)Earned(profit, point));
}
