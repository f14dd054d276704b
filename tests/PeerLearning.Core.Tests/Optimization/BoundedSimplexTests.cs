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

    [Fact]
    public void A_programme_that_goes_back_to_a_saved_basis_finds_what_a_fresh_one_finds()
    {
        var random = new SeededRandom(77);
        int solved = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            int rows = 2 + random.Next(7), columns = 4 + random.Next(12);
            var rowUpper = new double[rows];
            for (int r = 0; r < rows; r++) rowUpper[r] = 2 + random.Next(8);
            var entries = new double[columns][];
            var objective = new double[columns];
            var upper = new double[columns];
            for (int c = 0; c < columns; c++)
            {
                // Half of the columns have ones alone, which are summed without a product.
                bool isUnit = random.Next(2) == 0;
                entries[c] = [.. Enumerable.Range(0, rows).Select(_ => random.Next(2) == 0 ? 0 : isUnit ? 1.0 : random.Next(7) - 2)];
                objective[c] = random.Next(19) - 6;
                upper[c] = 1 + random.Next(4);
            }

            BoundedSimplex Make()
            {
                var simplex = new BoundedSimplex(rows);
                for (int r = 0; r < rows; r++) simplex.SetRow(r, -5, rowUpper[r]);
                for (int c = 0; c < columns; c++) simplex.AddColumn([.. Enumerable.Range(0, rows)], entries[c], objective[c], 0, upper[c]);
                return simplex;
            }

            var walker = Make();
            var basis = new SimplexBasis();
            if (walker.SolveDual(double.NegativeInfinity) != SimplexStatus.Optimal) continue;
            int one = random.Next(columns), other = random.Next(columns);
            if (one == other) continue;
            walker.SetColumn(one, 0, 0);
            walker.SolveDual(double.NegativeInfinity);
            walker.Save(basis);

            // A detour: another column is fixed as well, so that its reduced cost is not kept up; then both come free again.
            walker.SetColumn(other, upper[other], upper[other]);
            walker.SolveDual(double.NegativeInfinity);
            walker.SetColumn(other, 0, upper[other]);
            if (random.Next(2) == 0) walker.Restore(basis);
            if (random.Next(2) == 0) walker.SetColumn(one, 0, upper[one]);
            else upper[one] = 0;

            var fresh = Make();
            var expected = fresh.SolveDual(double.NegativeInfinity);
            Assert.Equal(expected, walker.SolveDual(double.NegativeInfinity));
            if (expected != SimplexStatus.Optimal) continue;
            solved++;
            Assert.Equal(fresh.Objective, walker.Objective, 1e-7);
            Assert.Equal(fresh.Objective, walker.BoundOf(walker.Prices), 1e-7);
        }

        Assert.True(solved > 100);
    }
}
