namespace PeerLearning.Optimization;

/// <summary>
/// Simulated annealing over moves and exchanges of units under all constraints at once: first to a grouping that misses nothing, then to the best of
/// those. What is missed costs more than any gain, so the way may lead through groupings that miss a little, but never the answer.
/// </summary>
internal sealed class ConstrainedSearch
{
    private readonly GroupingUnits _units;
    private readonly GroupingModel _model;
    private readonly UnitGains _gains;
    private readonly LimitTally _tally;
    private readonly int[] _free;
    private SeededRandom _random;
    private int[]? _best;
    private double _bestValue = double.NegativeInfinity;

    public ConstrainedSearch(GroupingUnits units, UnitGains gains, ulong seed)
    {
        _units = units;
        _model = units.Model;
        _gains = gains;
        _tally = new LimitTally(units);
        _random = new SeededRandom(seed);
        _free = Enumerable.Range(0, units.Count).Where(unit => units.Home[unit] < 0).ToArray();
    }

    /// <summary>Proposals judged so far.</summary>
    public long Work { get; private set; }

    /// <summary>The least that any grouping seen has missed.</summary>
    public int LeastMiss { get; private set; } = int.MaxValue;

    /// <summary>The grouping of elements that missed least, for explanations when none keeps everything.</summary>
    public int[]? Nearest { get; private set; }

    /// <summary>The best grouping of the elements that misses nothing, or null.</summary>
    /// <param name="budget">The most proposals, those of runs before included.</param>
    /// <param name="start">Where to start; null for a random grouping.</param>
    /// <param name="melt">How hot the search of the best begins: 1 to forget the start, less to stay near it.</param>
    /// <param name="report">Told the work and the best objective, now and then.</param>
    /// <param name="cancellation">Ends the search early with the best so far.</param>
    public int[]? Run(long budget, int[]? start, double melt, Action<long, double?>? report, CancellationToken cancellation)
    {
        int[] group = start ?? Deal();
        long feasibility = budget / 3;
        for (int round = 0; ; round++)
        {
            Load(group);
            Note();
            if (_tally.Miss == 0 || _free.Length == 0 || Work >= feasibility || cancellation.IsCancellationRequested) break;
            Anneal(start is null || round > 0 ? 1.5 : 0.2, 0.08, Math.Min(Math.Max(20_000, feasibility / 8), feasibility - Work), 0, 1, cancellation);
            if (_tally.Miss == 0 || Work >= feasibility) break;
            group = Deal();
        }

        Note();
        report?.Invoke(Work, _best is null ? null : _bestValue);
        if (_free.Length > 0 && Work < budget && !cancellation.IsCancellationRequested)
        {
            double spread = Spread();
            if (_best is not null) Load(_best);
            int rounds = budget - Work > 4_000_000 ? 3 : 1;
            for (int round = 0; round < rounds && !cancellation.IsCancellationRequested; round++)
            {
                if (round > 0 && _best is not null) Load(_best);
                double hot = melt * (round == 0 ? 0.2 : 0.06);
                Anneal(hot * spread, melt * 0.005 * spread, (budget - Work) / (rounds - round), 1, spread, cancellation);
                Descend(budget + (budget / 8), cancellation);
                report?.Invoke(Work, _best is null ? null : _bestValue);
            }
        }

        return _best is null ? null : _units.Spread(_best);
    }

    private void Load(int[] group)
    {
        _tally.Load(group);
        _gains.Load(group);
    }

    /// <summary>Remembers the current grouping when it is the best so far.</summary>
    private void Note()
    {
        if (_tally.Miss < LeastMiss)
        {
            LeastMiss = _tally.Miss;
            Nearest = _units.Spread(_tally.Group);
        }

        if (_tally.Miss > 0 || _gains.Objective <= _bestValue) return;
        _bestValue = _gains.Objective;
        _best = _tally.Group.ToArray();
    }

    /// <summary>A random grouping that respects fixed places, and sizes where it can.</summary>
    private int[] Deal()
    {
        int[] group = new int[_units.Count];
        int[] size = new int[_model.Groups];
        for (int u = 0; u < group.Length; u++)
        {
            if (_units.Home[u] >= 0)
            {
                group[u] = _units.Home[u];
                size[group[u]] += _units.Members[u].Length;
            }
        }

        int[] order = (int[])_free.Clone();
        _random.Shuffle(order.AsSpan());
        Array.Sort(Array.ConvertAll(order, unit => -_units.Members[unit].Length), order);
        int[] ties = new int[_model.Groups];
        foreach (int u in order)
        {
            int most = int.MinValue, count = 0;
            for (int g = 0; g < size.Length; g++)
            {
                if (!_units.MayEnter(u, g)) continue;
                int room = size[g] < _model.Lower[g] ? 1_000_000 + _model.Lower[g] - size[g] : _model.Upper[g] - size[g];
                if (room > most) (most, count) = (room, 0);
                if (room == most) ties[count++] = g;
            }

            group[u] = count > 0 ? ties[_random.Next(count)] : 0;
            size[group[u]] += _units.Members[u].Length;
        }

        return group;
    }

    /// <summary>The spread of the changes that random exchanges make: the natural unit of temperature.</summary>
    private double Spread()
    {
        double sum = 0;
        int count = 0;
        for (int k = 0; k < 400; k++)
        {
            int u = _random.Next(_units.Count);
            int v = _random.Next(_units.Count);
            int a = _tally.Group[u];
            int b = _tally.Group[v];
            if (a == b) continue;
            double change = _gains.Swap(u, v, a, b);
            sum += change * change;
            count++;
        }

        return count == 0 || sum == 0 ? 1 : Math.Sqrt(sum / count);
    }

    private void Anneal(double hot, double cold, long budget, double gain, double price, CancellationToken cancellation)
    {
        long begin = Work;
        long end = Work + budget;
        double ratio = Math.Log(cold / hot);
        double temperature = hot;
        while (Work < end)
        {
            if ((Work & 1023) == 0)
            {
                temperature = hot * Math.Exp(ratio * (Work - begin) / budget);
                if (cancellation.IsCancellationRequested) return;
            }

            Work++;
            double threshold = -temperature * -Math.Log(1 - _random.NextDouble());
            int u = _free[_random.Next(_free.Length)];
            int a = _tally.Group[u];
            bool moves = _random.Next(4) == 0;
            int v = moves ? -1 : _free[_random.Next(_free.Length)];
            int b = moves ? _random.Next(_model.Groups) : _tally.Group[v];
            if (a == b || !_units.MayEnter(u, b) || (v >= 0 && !_units.MayEnter(v, a))) continue;
            double change = gain == 0 ? 0 : v < 0 ? _gains.Move(u, a, b) : _gains.Swap(u, v, a, b);
            int before = _tally.Miss;
            if (before == 0 && change < threshold) continue;
            if (v < 0) _tally.Apply(u, b);
            else _tally.ApplySwap(u, v);
            if (change - (price * (_tally.Miss - before)) < threshold)
            {
                if (v < 0) _tally.Apply(u, a);
                else _tally.ApplySwap(u, v);
                continue;
            }

            _gains.Apply(u, a, b);
            if (v >= 0) _gains.Apply(v, b, a);
            if (gain == 0 && _tally.Miss == 0) return;
            if (_tally.Miss == 0 && (before > 0 || _best is null || temperature < 4 * cold)) Note();
        }
    }

    /// <summary>Takes every move and exchange that gains and misses nothing more, until there is none.</summary>
    private void Descend(long end, CancellationToken cancellation)
    {
        bool gained = true;
        while (gained && Work < end && !cancellation.IsCancellationRequested)
        {
            gained = false;
            foreach (int u in _free)
            {
                if (Work >= end) break;
                for (int g = 0; g < _model.Groups; g++) gained |= Try(u, -1, g);
                foreach (int v in _free)
                {
                    if (v > u) gained |= Try(u, v, _tally.Group[v]);
                }
            }
        }

        Note();
    }

    private bool Try(int u, int v, int b)
    {
        int a = _tally.Group[u];
        if (a == b || !_units.MayEnter(u, b) || (v >= 0 && !_units.MayEnter(v, a))) return false;
        Work++;
        double change = v < 0 ? _gains.Move(u, a, b) : _gains.Swap(u, v, a, b);
        int before = _tally.Miss;
        if (before == 0 && change <= 1e-9) return false;
        if (v < 0) _tally.Apply(u, b);
        else _tally.ApplySwap(u, v);
        if (_tally.Miss > before || (_tally.Miss == before && change <= 1e-9))
        {
            if (v < 0) _tally.Apply(u, a);
            else _tally.ApplySwap(u, v);
            return false;
        }

        _gains.Apply(u, a, b);
        if (v >= 0) _gains.Apply(v, b, a);
        return true;
    }
}
