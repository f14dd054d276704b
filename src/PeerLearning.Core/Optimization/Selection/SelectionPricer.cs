namespace PeerLearning.Optimization;

/// <summary>Finds prices at which the bound over a pool of items is small: the Lagrangian dual, by a deflected subgradient with Polyak's step.</summary>
/// <remarks>
/// <para>The links between items and counts are relaxed. At given prices the items part is the best k by reduced profit and the count part a maximum per
/// feature; both together bound every team. Any prices give a valid bound, so that rounding can loosen a proof but never break it.</para>
/// <para>Held, Wolfe and Crowder, Mathematical Programming 6, 1974 (subgradient, step); Camerini, Fratta and Maffioli, Mathematical Programming Study 3,
/// 1975 (deflection).</para>
/// </remarks>
internal sealed class SelectionPricer(SelectionModel model)
{
    private readonly double[] _gradient = new double[model.PriceCount];
    private readonly double[] _direction = new double[model.PriceCount];
    private readonly double[] _trial = new double[model.PriceCount];
    private readonly double[] _chosen = new double[model.PriceCount];

    /// <summary>Improves the prices.</summary>
    /// <param name="pool">The items.</param>
    /// <param name="prices">The prices to start from; receives the best found.</param>
    /// <param name="target">The objective to aim at: the best team known, or a guess.</param>
    /// <param name="iterations">The largest number of steps.</param>
    /// <param name="patience">The number of steps without progress after which the steps become smaller.</param>
    /// <param name="cancellationToken">Stops early with the best prices so far.</param>
    /// <returns>The bound over the pool at the prices found.</returns>
    public double Improve(SelectionPool pool, double[] prices, double target, int iterations, int patience, CancellationToken cancellationToken)
    {
        int[] top = new int[model.Free];
        prices.CopyTo(_trial, 0);
        Array.Clear(_direction);
        double best = double.PositiveInfinity, step = 1, previous = 0, enough = Math.Max(1, model.Problem.Step / 8);
        int since = 0;
        for (int iteration = 0; iteration <= iterations; iteration++)
        {
            if (iteration > 0 && cancellationToken.IsCancellationRequested) break;
            double bound = pool.Price(_trial, top) + model.CountPart<double>(_trial, _chosen);
            if (bound < best)
            {
                since = best - bound > 1e-4 * (best - target) || double.IsInfinity(best) ? 0 : since + 1;
                best = bound;
                _trial.CopyTo(prices, 0);
            }
            else
            {
                since++;
            }

            if (best - target < enough) break;
            if (since > patience)
            {
                step *= 0.6;
                since = 0;
                if (step < 0.01) break;
                prices.CopyTo(_trial, 0);
                Array.Clear(_direction);
                previous = 0;
                bound = pool.Price(_trial, top) + model.CountPart<double>(_trial, _chosen);
            }

            double norm = Gradient(pool, top);
            if (norm == 0) break;
            double along = 0;
            for (int f = 0; f < _gradient.Length; f++) along += _gradient[f] * _direction[f];
            double deflection = along < 0 && previous > 0 ? Math.Min(2, -1.5 * along / previous) : 0.3;
            double length = 0;
            for (int f = 0; f < _gradient.Length; f++)
            {
                _direction[f] = _gradient[f] + (deflection * _direction[f]);
                length += _direction[f] * _direction[f];
            }

            if (length == 0) break;
            previous = length;
            double move = step * (bound - target) / length;
            for (int f = 0; f < _trial.Length; f++) _trial[f] -= move * _direction[f] / model.PriceScale(f);
        }

        return best;
    }

    /// <summary>The counts that the count part chose less those of the chosen items.</summary>
    private double Gradient(SelectionPool pool, ReadOnlySpan<int> top)
    {
        _chosen.CopyTo(_gradient, 0);
        int features = model.Features.Length;
        for (int f = 0; f < features; f++) _gradient[f] -= model.RequiredCounts[f];
        var problem = model.Problem;
        foreach (int item in problem.Required)
        {
            for (int s = 0; s < problem.Sums.Length; s++) _gradient[features + s] -= problem.Sums[s].Amounts[item];
        }

        foreach (int local in top)
        {
            for (int c = 0; c < problem.Columns.Length; c++)
            {
                foreach (int f in model.FeaturesOfCode[c][pool.Code(c, local)]) _gradient[f]--;
            }

            for (int s = 0; s < problem.Sums.Length; s++) _gradient[features + s] -= pool.Amount(s, local);
        }

        double norm = 0;
        for (int f = 0; f < _gradient.Length; f++)
        {
            _gradient[f] /= model.PriceScale(f);
            norm += _gradient[f] * _gradient[f];
        }

        return norm;
    }
}
