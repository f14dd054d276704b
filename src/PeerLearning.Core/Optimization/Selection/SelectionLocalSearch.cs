namespace PeerLearning.Optimization;

/// <summary>Good teams quickly: the best addition again and again, then the best exchange of one item until none helps.</summary>
/// <remarks>Broken limits cost more than any profit can bring, so that the search walks into the rules. It proves nothing.</remarks>
internal sealed class SelectionLocalSearch
{
    private const int MostAttempts = 8;

    private readonly SelectionModel _model;
    private readonly SelectionPool _pool;
    private readonly double _penalty;
    private readonly double[][] _worth;
    private readonly int[][] _rivals;
    private readonly int[] _counts;
    private readonly long[] _totals;
    private readonly int[] _distinct;
    private readonly int[] _blocked;
    private readonly bool[] _inside;
    private readonly bool[] _barred;
    private readonly double[][] _gains;
    private readonly List<int> _members = [];

    public SelectionLocalSearch(SelectionModel model, SelectionPool pool, int[][] rivals)
    {
        _model = model;
        _pool = pool;
        _rivals = rivals;
        var problem = model.Problem;
        _penalty = 4.0 * model.Magnitude();
        _worth = new double[model.Features.Length][];
        for (int f = 0; f < _worth.Length; f++) _worth[f] = Penalised(f);
        _counts = new int[model.Features.Length];
        _totals = new long[problem.Sums.Length];
        _distinct = new int[problem.Columns.Length];
        _blocked = new int[pool.Items.Length];
        _inside = new bool[pool.Items.Length];
        _barred = new bool[pool.Items.Length];
        _gains = Array.ConvertAll(problem.Columns, column => new double[column.CodeCount]);
    }

    /// <summary>Builds a team from nothing or from the given start, and improves it.</summary>
    /// <param name="start">Indices into the pool to begin with.</param>
    /// <param name="hasTeam">Whether a team is known already, so that the search may end without one.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <returns>The items of the team in ascending order; complete unless stopped, but not sure to keep all rules.</returns>
    public int[] Run(ReadOnlySpan<int> start, bool hasTeam, CancellationToken cancellationToken)
    {
        Array.Clear(_barred);
        Fill(start, hasTeam, cancellationToken);
        for (int attempt = 0; attempt < MostAttempts && _members.Count > 0 && _members.Count < _model.Free && !(hasTeam && cancellationToken.IsCancellationRequested); attempt++)
        {
            // Whoever came first shuts too many others out, such as somebody to whom everybody reports.
            _barred[_members[0]] = true;
            Fill(start, hasTeam, cancellationToken);
        }

        for (int round = 0; round < 10 * _model.Problem.Size && !cancellationToken.IsCancellationRequested && _members.Count == _model.Free; round++)
        {
            if (!ExchangeBest(cancellationToken)) break;
        }

        int[] team = [.. _model.Problem.Required, .. _members.Select(local => _pool.Items[local])];
        Array.Sort(team);
        return team;
    }

    private void Fill(ReadOnlySpan<int> start, bool hasTeam, CancellationToken cancellationToken)
    {
        Clear();
        foreach (int local in start)
        {
            if (_members.Count < _model.Free && _blocked[local] == 0 && !_inside[local] && !_barred[local] && Permits(local)) Add(local);
        }

        while (_members.Count < _model.Free && !(hasTeam && cancellationToken.IsCancellationRequested))
        {
            int next = BestAddition(out _);
            if (next < 0) break;
            Add(next);
        }
    }

    /// <summary>From now on wants the given counts of a column, and no others.</summary>
    public void Aim(int column, ReadOnlySpan<double> counts)
    {
        int offset = _model.Offset(column);
        for (int f = offset; f < offset + _model.Problem.Columns[column].Features.Length; f++)
        {
            for (int c = 0; c < _worth[f].Length; c++) _worth[f][c] = -_penalty * Math.Abs(c - counts[f]);
        }
    }

    /// <summary>The teams that differ from the given one by a single exchange, best first.</summary>
    public List<int[]> Neighbours(int limit, CancellationToken cancellationToken)
    {
        var found = new List<(double Value, int Out, int In)>();
        foreach (int leaving in _members.ToArray())
        {
            if (cancellationToken.IsCancellationRequested) break;
            Remove(leaving);
            Gains();
            for (int local = 0; local < _blocked.Length; local++)
            {
                if (local != leaving && !_inside[local] && _blocked[local] == 0) found.Add((Addition(local), leaving, local));
            }

            if (found.Count > 4 * limit)
            {
                found.Sort((a, b) => b.Value != a.Value ? b.Value.CompareTo(a.Value) : (a.Out, a.In).CompareTo((b.Out, b.In)));
                found.RemoveRange(2 * limit, found.Count - (2 * limit));
            }

            Add(leaving);
        }

        return found.ConvertAll(exchange =>
        {
            int[] team =
            [
                .. _model.Problem.Required, .. _members.Where(local => local != exchange.Out).Select(local => _pool.Items[local]), _pool.Items[exchange.In],
            ];
            Array.Sort(team);
            return team;
        });
    }

    private bool ExchangeBest(CancellationToken cancellationToken)
    {
        int bestOut = -1, bestIn = -1;
        double bestGain = 0.5;
        foreach (int leaving in _members.ToArray())
        {
            double before = Remove(leaving);
            int candidate = BestAddition(out double value, leaving);
            double gain = candidate < 0 ? double.NegativeInfinity : value + before;
            if (gain > bestGain) (bestGain, bestOut, bestIn) = (gain, leaving, candidate);
            Add(leaving);
            if (cancellationToken.IsCancellationRequested) break;
        }

        if (bestOut < 0) return false;
        Remove(bestOut);
        Add(bestIn);
        return true;
    }

    /// <summary>The candidate that adds most, with what it adds.</summary>
    private int BestAddition(out double value, int except = -1)
    {
        Gains();
        var banned = new List<int>();
        while (true)
        {
            int best = -1;
            value = double.NegativeInfinity;
            for (int local = 0; local < _blocked.Length; local++)
            {
                if (_blocked[local] != 0 || _inside[local] || _barred[local] || local == except) continue;
                double gain = Addition(local);
                if (gain > value && !banned.Contains(local)) (value, best) = (gain, local);
            }

            if (best < 0 || Permits(best)) return best;
            banned.Add(best);
            if (banned.Count > 32) return -1;
        }
    }

    private bool Permits(int local)
    {
        var rules = _model.Problem.Rules;
        if (rules.Length == 0) return true;
        int[] chosen = [.. _model.Problem.Required, .. _members.Select(member => _pool.Items[member])];
        foreach (var rule in rules)
        {
            if (!rule.Allows(chosen, _pool.Items[local])) return false;
        }

        return true;
    }

    private double Addition(int local)
    {
        double gain = _pool.Profit(local);
        for (int c = 0; c < _gains.Length; c++) gain += _gains[c][_pool.Code(c, local)];
        for (int s = 0; s < _totals.Length; s++)
        {
            long total = _totals[s];
            gain += SumWorth(s, total + (long)_pool.Amount(s, local)) - SumWorth(s, total);
        }

        return gain;
    }

    /// <summary>What one more item with a given code adds, for every code.</summary>
    private void Gains()
    {
        for (int c = 0; c < _gains.Length; c++)
        {
            int missing = _model.Problem.Columns[c].MinimumDistinct - _distinct[c];
            for (int code = 0; code < _gains[c].Length; code++)
            {
                double gain = 0;
                bool fresh = false;
                foreach (int f in _model.FeaturesOfCode[c][code])
                {
                    gain += _worth[f][_counts[f] + 1] - _worth[f][_counts[f]];
                    fresh |= _counts[f] == 0;
                }

                if (fresh && missing > 0) gain += _penalty;
                gain += Apart(c, code);
                _gains[c][code] = gain;
            }
        }
    }

    private void Clear()
    {
        _members.Clear();
        Array.Clear(_inside);
        Array.Clear(_blocked);
        Array.Clear(_distinct);
        _model.RequiredCounts.CopyTo(_counts, 0);
        var problem = _model.Problem;
        for (int c = 0; c < problem.Columns.Length; c++)
        {
            int offset = _model.Offset(c);
            for (int f = 0; f < problem.Columns[c].Features.Length; f++) _distinct[c] += _counts[offset + f] > 0 ? 1 : 0;
        }

        for (int s = 0; s < _totals.Length; s++)
        {
            _totals[s] = 0;
            foreach (int item in problem.Required) _totals[s] += problem.Sums[s].Amounts[item];
        }
    }

    private void Add(int local)
    {
        _members.Add(local);
        _inside[local] = true;
        foreach (int rival in _rivals[local]) _blocked[rival]++;
        for (int c = 0; c < _gains.Length; c++)
        {
            foreach (int f in _model.FeaturesOfCode[c][_pool.Code(c, local)])
            {
                if (_counts[f]++ == 0) _distinct[c]++;
            }
        }

        for (int s = 0; s < _totals.Length; s++) _totals[s] += (long)_pool.Amount(s, local);
    }

    /// <summary>Takes a member out and returns by how much the value changed.</summary>
    private double Remove(int local)
    {
        _members.Remove(local);
        _inside[local] = false;
        foreach (int rival in _rivals[local]) _blocked[rival]--;
        double change = -_pool.Profit(local);
        for (int c = 0; c < _gains.Length; c++)
        {
            int before = _distinct[c];
            foreach (int f in _model.FeaturesOfCode[c][_pool.Code(c, local)])
            {
                change += _worth[f][_counts[f] - 1] - _worth[f][_counts[f]];
                if (--_counts[f] == 0) _distinct[c]--;
            }

            change -= Apart(c, _pool.Code(c, local));
            int minimum = _model.Problem.Columns[c].MinimumDistinct;
            if (_distinct[c] < before && _distinct[c] < minimum) change -= _penalty;
        }

        for (int s = 0; s < _totals.Length; s++)
        {
            long total = _totals[s];
            _totals[s] -= (long)_pool.Amount(s, local);
            change += SumWorth(s, _totals[s]) - SumWorth(s, total);
        }

        return change;
    }

    /// <summary>The worth of the pairs of an item with a code and the members.</summary>
    private double Apart(int c, int code)
    {
        if (_model.Problem.Columns[c].Distances is not { } distances) return 0;
        double worth = 0;
        int offset = _model.Offset(c);
        long[] own = distances[_model.FeaturesOfCode[c][code][0] - offset];
        for (int f = 0; f < own.Length; f++) worth += own[f] * (double)_counts[offset + f];
        return worth;
    }

    private double SumWorth(int s, long total)
    {
        var sum = _model.Problem.Sums[s];
        double outside = total < sum.Minimum ? sum.Minimum - total : total > sum.Maximum ? total - sum.Maximum : 0;
        return outside == 0 ? 0 : -_penalty * (0.1 + (outside / _model.PriceScale(_model.Features.Length + s)));
    }

    private double[] Penalised(int f)
    {
        var feature = _model.Features[f];
        double[] worth = new double[feature.Gain.Length];
        for (int c = 0; c < worth.Length; c++)
        {
            int nearest = -1;
            for (int d = 0; d < worth.Length && nearest < 0; d++)
            {
                if (c >= d && feature.Gain[c - d] != SelectionFeature.Forbidden) nearest = c - d;
                else if (c + d < worth.Length && feature.Gain[c + d] != SelectionFeature.Forbidden) nearest = c + d;
            }

            worth[c] = nearest < 0 ? 0 : feature.Gain[nearest] - (_penalty * Math.Abs(c - nearest));
        }

        return worth;
    }
}
