namespace PeerLearning.Optimization;

internal sealed partial class BoundedSimplex
{
    private const int StallLimit = 60;
    private const double Perturbation = 1e-7;

    private readonly List<(int Variable, double Lower, double Upper)> _perturbed = [];
    private SeededRandom _random = new(0x5EED);

    /// <summary>
    /// Primal simplex method from the current basis, which columns that were added and objectives that were changed leave feasible; where it is
    /// not, the dual method takes over. Long runs of degenerate pivots are broken by widening bounds a little at random; the true bounds come back,
    /// and the dual method repairs, before the answer is given.
    /// </summary>
    public SimplexStatus SolvePrimal(int maxIterations = int.MaxValue)
    {
        if ((!_factored || !_valuesFresh) && !Refresh()) return SimplexStatus.Stopped;
        _isPriced = false;
        ComputePrices();
        int stalled = 0;
        int rounds = 0;
        for (int iteration = 0; iteration < maxIterations; iteration++)
        {
            if (Cancellation.IsCancellationRequested) break;
            if (!_factored)
            {
                if (!Refresh()) break;
                ComputePrices();
                if (!IsPrimalFeasible(1e-7) && _perturbed.Count == 0) return SolveDual(double.NegativeInfinity, maxIterations - iteration);
            }

            int entering = Price(out double reduced);
            if (entering < 0)
            {
                if (_updates > 0 && rounds++ < 2)
                {
                    // Optimal by updated prices: confirm with recomputed ones.
                    ComputePrices();
                    ComputeValues();
                    entering = Price(out reduced);
                }

                if (entering < 0)
                {
                    if (_perturbed.Count > 0) RestoreBounds();
                    if (IsPrimalFeasible(PrimalTolerance)) return SimplexStatus.Optimal;
                    return SolveDual(double.NegativeInfinity, maxIterations - iteration);
                }
            }

            SolveColumn(entering, _entering);
            double moved = PrimalStep(entering, reduced);
            if (moved < 0)
            {
                if (_updates == 0) return SimplexStatus.Stopped;
                _factored = false;
                continue;
            }

            stalled = moved > 1e-11 ? 0 : stalled + 1;
            if (stalled > StallLimit)
            {
                Perturb();
                stalled = 0;
            }
        }

        if (_perturbed.Count > 0) RestoreBounds();
        return SimplexStatus.Stopped;
    }

    private bool IsPrimalFeasible(double tolerance)
    {
        for (int i = 0; i < _rows; i++)
        {
            int j = _basis[i];
            if (_value[j] < _lower[j] - tolerance || _value[j] > _upper[j] + tolerance) return false;
        }

        return true;
    }

    /// <summary>The nonbasic variable with the largest reduced cost in its free direction (Dantzig's rule).</summary>
    private int Price(out double best)
    {
        int entering = -1;
        best = 0;
        double largest = DualTolerance;
        for (int j = 0; j < _count; j++)
        {
            if (_position[j] >= 0 || _lower[j] == _upper[j]) continue;
            double reduced = ReducedCost(j);
            double size = Math.Abs(reduced);
            if (size <= largest) continue;
            if (reduced > 0 ? _value[j] >= _upper[j] : _value[j] <= _lower[j]) continue;
            largest = size;
            best = reduced;
            entering = j;
        }

        return entering;
    }

    /// <summary>One step; the length that the entering variable moved, or -1 when the pivot is too small to trust.</summary>
    private double PrimalStep(int entering, double reduced)
    {
        double sign = reduced > 0 ? 1 : -1;
        double range = _upper[entering] - _lower[entering];

        // First pass (Harris): the longest step when bounds may be overstepped by the tolerance.
        double limit = double.PositiveInfinity;
        for (int i = 0; i < _rows; i++)
        {
            double rate = sign * _entering[i];
            if (Math.Abs(rate) < PivotTolerance) continue;
            int j = _basis[i];
            double room = rate > 0 ? _value[j] - _lower[j] : _upper[j] - _value[j];
            double ratio = (Math.Max(room, 0) + PrimalTolerance) / Math.Abs(rate);
            if (ratio < limit) limit = ratio;
        }

        int pivot = -1;
        double best = 0;
        double step = range;
        if (limit < range)
        {
            for (int i = 0; i < _rows; i++)
            {
                double rate = sign * _entering[i];
                double size = Math.Abs(rate);
                if (size < PivotTolerance) continue;
                int j = _basis[i];
                double room = rate > 0 ? _value[j] - _lower[j] : _upper[j] - _value[j];
                if (room > limit * size || size <= best) continue;
                best = size;
                pivot = i;
                step = Math.Max(room, 0) / size;
            }
        }

        if (pivot >= 0 && best < 1e-6 && _updates > 0) return -1;
        if (pivot < 0 || step >= range)
        {
            // The variable reaches its other bound before anything else stops it.
            MoveBasics(sign * range);
            _value[entering] = sign > 0 ? _upper[entering] : _lower[entering];
            Iterations++;
            return range;
        }

        int leaving = _basis[pivot];
        double target = sign * _entering[pivot] > 0 ? _lower[leaving] : _upper[leaving];
        MoveBasics(sign * step);
        _value[entering] += sign * step;
        DenseKernel.AddScaled(_prices, InverseRow(pivot)[.._rows], reduced / _entering[pivot]);
        Exchange(pivot, entering, target);
        return step;
    }

    private void MoveBasics(double change)
    {
        if (change == 0) return;
        for (int i = 0; i < _rows; i++)
        {
            double factor = _entering[i];
            if (factor != 0) _value[_basis[i]] -= factor * change;
        }
    }

    private void Perturb()
    {
        for (int i = 0; i < _rows; i++)
        {
            int j = _basis[i];
            bool low = _value[j] <= _lower[j] + PrimalTolerance;
            bool high = _value[j] >= _upper[j] - PrimalTolerance;
            if (!low && !high) continue;
            _perturbed.Add((j, _lower[j], _upper[j]));
            double width = Perturbation * (0.5 + _random.NextDouble());
            if (low) _lower[j] -= width;
            if (high) _upper[j] += width;
        }
    }

    private void RestoreBounds()
    {
        for (int p = _perturbed.Count - 1; p >= 0; p--)
        {
            var (j, lower, upper) = _perturbed[p];
            if (_position[j] < 0) _value[j] = _value[j] <= _lower[j] ? lower : _value[j] >= _upper[j] ? upper : Math.Clamp(_value[j], lower, upper);
            _lower[j] = lower;
            _upper[j] = upper;
        }

        _perturbed.Clear();
        if (_factored) ComputeValues();
    }
}
