using System.Runtime.CompilerServices;

namespace PeerLearning.Optimization;

internal sealed partial class BoundedSimplex
{
    private readonly bool[] _noise;
    private int[] _candidates = [];
    private int[] _movable = [];
    private int[] _touched = [];
    private int _movables;

    /// <summary>
    /// Dual simplex method with bound flipping (Maros 2003, chapter 10): from the current basis, whatever bounds have changed.
    /// </summary>
    /// <param name="cutoff">Stops as soon as the dual objective proves that nothing larger than this exists.</param>
    /// <param name="maxIterations">The most pivots of this run.</param>
    public SimplexStatus SolveDual(double cutoff, int maxIterations = int.MaxValue)
    {
        if (!_factored && !Factorise()) return SimplexStatus.Stopped;
        ListMovable();
        MakeDualFeasible();
        Array.Clear(_noise);
        for (int iteration = 0; iteration < maxIterations; iteration++)
        {
            if (Cancellation.IsCancellationRequested) break;
            if (!_factored)
            {
                if (!Factorise()) break;
                MakeDualFeasible();
            }

            int pivot = MostInfeasible(out double infeasibility);
            if (cutoff > double.NegativeInfinity && DualObjective() <= cutoff && BoundOf(_prices) <= cutoff) return SimplexStatus.CutOff;
            if (pivot < 0) return SimplexStatus.Optimal;
            if (!DualStep(pivot, infeasibility))
            {
                if (_updates > 0)
                {
                    _factored = false;
                    continue;
                }

                // No column can repair the row: its multipliers are a proof, if their own bound says so; otherwise the row was only noise.
                for (int i = 0; i < _rows; i++) _work[i] = infeasibility > 0 ? -_pivotRow[i] : _pivotRow[i];
                if (FarkasBound(_work) >= -Math.Min(1e-10, PrimalTolerance / 4))
                {
                    _noise[pivot] = true;
                    continue;
                }

                _work.CopyTo(_prices, 0);
                _isPriced = false;
                return SimplexStatus.Infeasible;
            }
        }

        return SimplexStatus.Stopped;
    }

    /// <summary>
    /// Lists the variables that are not fixed: no other can enter, and deep in a search most are. The reduced costs of the others are not kept up.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ListMovable()
    {
        if (_movable.Length < _count)
        {
            _candidates = new int[_objective.Length];
            _movable = new int[_objective.Length];
            _touched = new int[_objective.Length];
        }

        _movables = 0;
        for (int j = 0; j < _count; j++)
        {
            if (_lower[j] != _upper[j]) _movable[_movables++] = j;
            else _reduced[j] = double.NaN;
        }
    }

    /// <summary>Moves every nonbasic variable to the bound that its reduced cost asks for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MakeDualFeasible()
    {
        bool isKnown = _isPriced;
        if (!isKnown) ComputePrices();
        foreach (int j in _movable.AsSpan(0, _movables))
        {
            if (_position[j] >= 0)
            {
                _reduced[j] = 0;
                continue;
            }

            if (!isKnown || double.IsNaN(_reduced[j])) _reduced[j] = ReducedCost(j);
            double reduced = _reduced[j];
            if (reduced > DualTolerance) _value[j] = _upper[j];
            else if (reduced < -DualTolerance) _value[j] = _lower[j];
            else if (_value[j] != _lower[j] && _value[j] != _upper[j]) _value[j] = _lower[j];
        }

        _isPriced = true;
        ComputeValues();
    }

    /// <summary>The largest value that prices * (activities - A x) takes over all bounds: below zero, the bounds contradict each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double FarkasBound(ReadOnlySpan<double> prices)
    {
        double bound = 0;
        for (int i = 0; i < _rows; i++) bound += prices[i] > 0 ? prices[i] * _upper[i] : prices[i] * _lower[i];
        for (int j = _rows; j < _count; j++)
        {
            double reduced = -Gather(prices, j);
            bound += reduced > 0 ? reduced * _upper[j] : reduced * _lower[j];
        }

        return bound;
    }

    /// <summary>With boxed variables the dual objective equals the objective of the current, possibly infeasible, basic solution.</summary>
    private double DualObjective() =>
        DenseKernel.Dot(_objective.AsSpan(_rows, _count - _rows), _value.AsSpan(_rows, _count - _rows));

    /// <summary>The row to repair: the largest infeasibility by the length of its row of the inverse (steepest edge, Forrest and Goldfarb 1992).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int MostInfeasible(out double infeasibility)
    {
        int pivot = -1;
        double worst = 0;
        infeasibility = 0;
        for (int i = 0; i < _rows; i++)
        {
            int j = _basis[i];
            double value = _value[j];
            double amount = value < _lower[j] ? value - _lower[j] : value > _upper[j] ? value - _upper[j] : 0;
            if (Math.Abs(amount) <= PrimalTolerance || _noise[i]) continue;
            var row = InverseRow(i);
            double size = amount * amount / DenseKernel.Dot(row, row);
            if (size > worst)
            {
                worst = size;
                pivot = i;
                infeasibility = amount;
            }
        }

        return pivot;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool DualStep(int pivot, double infeasibility)
    {
        InverseRow(pivot).CopyTo(_pivotRow);

        // When the basic variable is too small it must grow: dx_B = -alpha_j dx_j. Candidates are those whose reduced cost shrinks towards zero.
        int candidates = 0, touched = 0;
        var (position, lower, values, alphas) = (_position, _lower, _value, _alpha);
        foreach (int j in _movable.AsSpan(0, _movables))
        {
            if (position[j] >= 0) continue;
            double alpha = Gather(_pivotRow, j);
            if (alpha == 0) continue;
            alphas[j] = alpha;
            _touched[touched++] = j;
            if (Math.Abs(alpha) < 1e-9) continue;
            bool atLower = values[j] == lower[j];
            double direction = infeasibility < 0 ? -alpha : alpha;

            // direction > 0: raising x_j repairs the row.
            if (atLower ? direction > 0 : direction < 0) _candidates[candidates++] = j;
        }

        if (candidates == 0) return false;
        int entering = Choose(candidates, Math.Abs(infeasibility), out int flips);
        if (entering < 0) return false;
        SolveColumn(entering, _entering);
        double pivotValue = _entering[pivot];
        if (Math.Abs(pivotValue) < PivotTolerance || Math.Abs(pivotValue - _alpha[entering]) > 1e-7 * (1 + Math.Abs(pivotValue)))
        {
            if (_updates == 0 && Math.Abs(pivotValue) < 1e-11) return false;
            if (_updates > 0)
            {
                _factored = false;
                return true;
            }
        }

        if (flips > 0) Flip(flips);

        // Dual step.
        var reduced = _reduced;
        double step = reduced[entering] / alphas[entering];
        foreach (int j in _touched.AsSpan(0, touched)) reduced[j] -= step * alphas[j];

        DenseKernel.AddScaled(_prices, _pivotRow.AsSpan(0, _rows), step);
        _reduced[entering] = 0;
        int leaving = _basis[pivot];
        _reduced[leaving] = _lower[leaving] == _upper[leaving] ? double.NaN : -step;

        // Primal step.
        double target = infeasibility < 0 ? _lower[leaving] : _upper[leaving];
        double change = (_value[leaving] - target) / pivotValue;
        for (int i = 0; i < _rows; i++)
        {
            double factor = _entering[i];
            if (factor != 0) _value[_basis[i]] -= factor * change;
        }

        _value[entering] += change;
        Exchange(pivot, entering, target);
        return true;
    }

    /// <summary>Bound-flipping ratio test: passes break points while the row stays infeasible, then takes the best pivot among near ties.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Choose(int candidates, double slope, out int flips)
    {
        var list = _candidates.AsSpan(0, candidates);
        var reduced = _reduced;
        var alphas = _alpha;
        flips = 0;
        int passed = 0;
        while (true)
        {
            // The smallest relaxed ratio (Harris), then the largest pivot within it.
            double limit = double.PositiveInfinity;
            for (int c = passed; c < candidates; c++)
            {
                int j = list[c];
                double ratio = (Math.Abs(reduced[j]) + DualTolerance) / Math.Abs(alphas[j]);
                if (ratio < limit) limit = ratio;
            }

            int from = passed;
            int best = -1;
            double bestPivot = 0;
            double relief = 0;
            for (int c = from; c < candidates; c++)
            {
                int j = list[c];
                double size = Math.Abs(alphas[j]);
                if (Math.Abs(reduced[j]) > limit * size) continue;
                if (size > bestPivot)
                {
                    bestPivot = size;
                    best = j;
                }

                relief += size * (_upper[j] - _lower[j]);
                (list[passed], list[c]) = (list[c], list[passed]);
                passed++;
            }

            if (slope - relief <= 0 || passed == candidates)
            {
                // With every break point passed and the row still infeasible there is no repair, except by the last group itself.
                if (slope - relief > PrimalTolerance && passed == candidates) return -1;
                flips = from;
                return best;
            }

            slope -= relief;
        }
    }

    /// <summary>Moves the passed candidates to their other bound and corrects the basic values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Flip(int count)
    {
        Array.Clear(_work);
        for (int c = 0; c < count; c++)
        {
            int j = _candidates[c];
            double next = _value[j] == _lower[j] ? _upper[j] : _lower[j];
            double change = next - _value[j];
            _value[j] = next;
            for (int e = _start[j]; e < _start[j + 1]; e++) _work[_entryRow[e]] -= _entryValue[e] * change;
        }

        for (int i = 0; i < _rows; i++)
        {
            _value[_basis[i]] += DenseKernel.Dot(_work, InverseRow(i));
        }
    }
}
