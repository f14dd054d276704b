using PeerLearning.Internal;
using PeerLearning.Optimization;

namespace PeerLearning.Tests.Optimization;

public class BoundedSimplexTests
{
    [Fact]
    public void A_textbook_programme_has_its_textbook_optimum()
    {
        // Chvátal 1983, page 4: maximise 5x + 4y + 3z; optimum 13 at (2, 0, 1).
        var simplex = new BoundedSimplex(3);
        simplex.SetRow(0, -1000, 5);
        simplex.SetRow(1, -1000, 11);
        simplex.SetRow(2, -1000, 8);
        simplex.AddColumn([0, 1, 2], [2, 4, 3], 5, 0, 100);
        simplex.AddColumn([0, 1, 2], [3, 1, 4], 4, 0, 100);
        simplex.AddColumn([0, 1, 2], [1, 2, 2], 3, 0, 100);
        Assert.Equal(SimplexStatus.Optimal, simplex.SolvePrimal());
        Assert.Equal(13, simplex.Objective, 1e-9);
        Assert.Equal(13, simplex.BoundOf(simplex.Prices), 1e-9);
    }

    [Fact]
    public void Primal_and_dual_method_agree_and_their_prices_prove_it_on_random_programmes()
    {
        var random = new SeededRandom(2026);
        int infeasible = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            int rows = 1 + random.Next(8), columns = 1 + random.Next(14);
            var primal = new BoundedSimplex(rows);
            var dual = new BoundedSimplex(rows);
            for (int r = 0; r < rows; r++)
            {
                double lower = random.Next(12) - 4, upper = lower + random.Next(4);
                primal.SetRow(r, lower, upper);
                dual.SetRow(r, lower, upper);
            }

            for (int c = 0; c < columns; c++)
            {
                var at = Enumerable.Range(0, rows).Where(_ => true).ToArray();
                var values = at.Select(_ => (double)(random.Next(5) - 1)).ToArray();
                double objective = random.Next(21) - 10, upper = random.Next(4);
                primal.AddColumn(at, values, objective, 0, upper);
                dual.AddColumn(at, values, objective, 0, upper);
            }

            var first = primal.SolvePrimal(20_000);
            var second = dual.SolveDual(double.NegativeInfinity, 20_000);
            Assert.Equal(first, second);
            if (first == SimplexStatus.Infeasible)
            {
                infeasible++;
                Assert.True(dual.FarkasBound(dual.Prices) < 0);
                continue;
            }

            Assert.Equal(SimplexStatus.Optimal, first);
            Assert.Equal(primal.Objective, dual.Objective, 1e-7);
            Assert.Equal(primal.Objective, primal.BoundOf(primal.Prices), 1e-7);
            Assert.Equal(dual.Objective, dual.BoundOf(dual.Prices), 1e-7);
        }

        Assert.InRange(infeasible, 20, 380);
    }
}
