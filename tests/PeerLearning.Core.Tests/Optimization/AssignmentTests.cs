using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

public class AssignmentTests
{
    private static AssignmentGraph Random(ref SeededRandom random, int mostLeft, int mostRight)
    {
        int left = random.Next(mostLeft) + 1, right = random.Next(mostRight) + 1;
        int[] start = new int[left + 1];
        List<int> to = [], cost = [];
        for (int i = 0; i < left; i++)
        {
            int edges = random.Next(right + 1);
            for (int k = 0; k < edges; k++)
            {
                to.Add(random.Next(right));
                cost.Add(random.Next(70) - 20);
            }

            start[i + 1] = to.Count;
        }

        var capacity = new int[right];
        var floor = new long[right];
        var outCost = new long[left];
        for (int j = 0; j < right; j++)
        {
            capacity[j] = random.Next(4);
            floor[j] = random.Next(40) - 20;
        }

        for (int i = 0; i < left; i++) outCost[i] = random.Next(120);
        return new AssignmentGraph
        {
            LeftCount = left,
            RightCount = right,
            Start = start,
            To = [.. to],
            Cost = [.. cost],
            Capacity = capacity,
            OutCost = outCost,
            Floor = floor,
        };
    }

    private static long Bound(AssignmentGraph graph, SparseAssignment engine)
    {
        long bound = 0;
        for (int i = 0; i < graph.LeftCount; i++)
        {
            long value = graph.OutCost[i];
            for (int e = graph.Start[i]; e < graph.Start[i + 1]; e++)
            {
                int j = graph.To[e];
                if (graph.Capacity[j] > 0) value = Math.Min(value, graph.Cost[e] + graph.FloorOf(j) + engine.PriceOf(j));
            }

            bound += value;
        }

        for (int j = 0; j < graph.RightCount; j++)
        {
            Assert.True(engine.PriceOf(j) >= 0);
            Assert.True(engine.UsedOf(j) <= graph.Capacity[j]);
            bound -= engine.PriceOf(j) * graph.Capacity[j];
        }

        return bound;
    }

    private static long BruteForce(AssignmentGraph graph, int left, int[] room)
    {
        if (left == graph.LeftCount) return 0;
        long best = graph.OutCost[left] + BruteForce(graph, left + 1, room);
        for (int e = graph.Start[left]; e < graph.Start[left + 1]; e++)
        {
            int j = graph.To[e];
            if (room[j] == 0) continue;
            room[j]--;
            best = Math.Min(best, graph.Cost[e] + graph.FloorOf(j) + BruteForce(graph, left + 1, room));
            room[j]++;
        }

        return best;
    }

    [Fact]
    public void Both_sparse_engines_agree_with_brute_force_and_their_prices_prove_it()
    {
        var random = new SeededRandom(5);
        for (int t = 0; t < 2000; t++)
        {
            var graph = Random(ref random, 6, 4);
            SparseAssignment paths = new(graph), auction = new(graph);
            paths.Solve();
            auction.Solve(workLimit: 0);
            long best = BruteForce(graph, 0, [.. graph.Capacity]);
            Assert.Equal(best, paths.Total());
            Assert.Equal(best, auction.Total());
            Assert.Equal(best, Bound(graph, paths));
            Assert.Equal(best, Bound(graph, auction));
        }
    }

    [Fact]
    public void Prices_prove_the_optimum_of_larger_graphs_whichever_engine_finds_it()
    {
        var random = new SeededRandom(6);
        for (int t = 0; t < 300; t++)
        {
            var graph = Random(ref random, 80, 25);
            SparseAssignment paths = new(graph), auction = new(graph);
            paths.Solve(workLimit: long.MaxValue);
            auction.Solve(workLimit: 0);
            Assert.Equal(paths.Total(), auction.Total());
            Assert.Equal(paths.Total(), Bound(graph, paths));
            Assert.Equal(paths.Total(), Bound(graph, auction));
        }
    }

    [Fact]
    public void Stopping_leaves_a_sound_assignment_that_is_not_called_optimal()
    {
        var random = new SeededRandom(7);
        var graph = Random(ref random, 80, 10);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var engine = new SparseAssignment(graph);
        engine.Solve(cancellationToken: stop.Token);
        for (int j = 0; j < graph.RightCount; j++) Assert.True(engine.UsedOf(j) <= graph.Capacity[j]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Dense_matrices_have_dual_values_that_prove_the_total(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        for (int t = 0; t < 700; t++)
        {
            int rows = random.Next(30) + 1, columns = random.Next(3) == 0 ? rows + random.Next(10) : rows, range = random.Next(2) == 0 ? 10 : 100_000;
            int[] cost = new int[rows * columns];
            for (int k = 0; k < cost.Length; k++) cost[k] = random.Next(range) - (range / 3);
            if (rows == columns && t % 5 == 0)
            {
                for (int k = 0; k < cost.Length; k++) cost[k] = ((k / columns) + 1) * ((k % columns) + 1);
            }

            Proves(cost, rows, columns, DenseAssignment.Solve(cost, rows, columns));
        }
    }

    [Fact]
    public void Costs_beyond_the_range_of_the_vectors_are_solved_on_wide_numbers()
    {
        int[] cost = [int.MaxValue, 0, 5, int.MinValue + 1, int.MaxValue, 7, 1, 2, int.MaxValue];
        var solution = DenseAssignment.Solve(cost, 3, 3);
        Assert.Equal([1, 0, 2], DenseAssignment.Solve([9, 1, 9, 1, 9, 9, 9, 9, 1], 3, 3).ColumnOf);
        Proves(cost, 3, 3, solution);
    }

    private static void Proves(int[] cost, int rows, int columns, DenseAssignment.Solution solution)
    {
        long total = 0, bound = 0;
        for (int i = 0; i < rows; i++)
        {
            total += cost[(i * columns) + solution.ColumnOf[i]];
            bound += solution.RowPrices[i];
            for (int j = 0; j < columns; j++) Assert.True(solution.RowPrices[i] + solution.ColumnPrices[j] <= cost[(i * columns) + j]);
        }

        foreach (long price in solution.ColumnPrices)
        {
            bound += price;
            if (rows < columns) Assert.True(price <= 0);
        }

        Assert.Equal(rows, solution.ColumnOf.Distinct().Count());
        Assert.Equal(solution.Total, total);
        Assert.Equal(solution.Total, bound);
    }
}
