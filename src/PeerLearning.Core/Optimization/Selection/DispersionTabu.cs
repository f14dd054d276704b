namespace PeerLearning.Optimization;

/// <summary>Iterated tabu search for the largest sum of distances.</summary>
internal sealed class DispersionTabu(DispersionProblem problem, ulong seed)
{
    private readonly bool[] _inside = new bool[problem.Count];
    private readonly double[] _gains = new double[problem.Count];
    private readonly long[] _until = new long[problem.Count];
    private SeededRandom _random = new(seed);
    private double _value;

    /// <summary>The best team met within the given number of exchanges.</summary>
    public int[] Run(long moves, CancellationToken cancellationToken)
    {
        Start();
        int[] best = Team();
        double bestValue = _value, roundValue = _value;
        int[] roundBest = best;
        long since = 0;
        long patience = Math.Max(50, 2L * problem.Count);
        if (problem.Size == problem.Count) return best;
        for (long move = 1; move <= moves && !cancellationToken.IsCancellationRequested; move++)
        {
            Exchange(move, bestValue);
            if (_value > roundValue + 1e-9)
            {
                (roundValue, since) = (_value, 0);
                roundBest = Team();
                if (_value > bestValue + 1e-9) (bestValue, best) = (_value, roundBest);
            }
            else if (++since > patience)
            {
                Restart(_random.Next(3) == 0 ? roundBest : best, move);
                (roundValue, since) = (_value, 0);
                roundBest = Team();
            }
        }

        return best;
    }

    private int[] Team() => [.. Enumerable.Range(0, problem.Count).Where(i => _inside[i])];

    /// <summary>The farthest items first, one after the other.</summary>
    private void Start()
    {
        double[] totals = new double[problem.Count];
        for (int i = 0; i < totals.Length; i++)
        {
            for (int j = 0; j < totals.Length; j++) totals[i] += i == j ? 0 : problem.Distance(i, j);
        }

        for (int chosen = 0; chosen < problem.Size; chosen++)
        {
            int best = -1;
            for (int i = 0; i < totals.Length; i++)
            {
                if (!_inside[i] && (best < 0 || Worth(i) > Worth(best))) best = i;
            }

            Add(best);
        }

        double Worth(int i) => _gains[i] + (totals[i] / problem.Count);
    }

    private void Exchange(long move, double bestValue)
    {
        // Only members that bring little and outsiders that would bring much can make a good pair.
        double least = double.PositiveInfinity, most = double.NegativeInfinity, widest = 0;
        for (int i = 0; i < _gains.Length; i++)
        {
            if (_until[i] > move) continue;
            if (_inside[i]) least = Math.Min(least, _gains[i]);
            else most = Math.Max(most, _gains[i]);
        }

        double bestChange = double.NegativeInfinity;
        int leave = -1, enter = -1, equal = 0;
        widest = Math.Max(1e-12, (Math.Abs(most) + Math.Abs(least)) / Math.Max(1, problem.Size));
        for (int u = 0; u < _gains.Length; u++)
        {
            if (!_inside[u] || _gains[u] > least + widest) continue;
            var row = problem.Row(u);
            for (int v = 0; v < _gains.Length; v++)
            {
                if (_inside[v] || _gains[v] < most - widest) continue;
                double change = _gains[v] - _gains[u] - row[v];
                bool isTabu = _until[u] > move || _until[v] > move;
                if (isTabu && _value + change <= bestValue + 1e-9) continue;
                if (change > bestChange + 1e-12) (bestChange, leave, enter, equal) = (change, u, v, 1);
                else if (change >= bestChange - 1e-12 && _random.Next(++equal) == 0) (leave, enter) = (u, v);
            }
        }

        if (leave < 0) return;
        Remove(leave);
        Add(enter);
        _until[leave] = move + 4 + _random.Next(Math.Max(2, Math.Min(20, problem.Size / 2)));
        _until[enter] = move + 2 + _random.Next(Math.Max(2, Math.Min(10, problem.Size / 4)));
    }

    private void Restart(int[] team, long move)
    {
        for (int i = 0; i < _inside.Length; i++)
        {
            if (_inside[i] && Array.BinarySearch(team, i) < 0) Remove(i);
        }

        foreach (int i in team)
        {
            if (!_inside[i]) Add(i);
        }

        int kicks = 1 + _random.Next(Math.Max(2, Math.Min(problem.Size, problem.Count - problem.Size) / 2));
        for (int kick = 0; kick < kicks; kick++)
        {
            int leave = Any(true), enter = Any(false);
            Remove(leave);
            Add(enter);
        }

        for (int i = 0; i < _until.Length; i++) _until[i] = Math.Min(_until[i], move);
    }

    private int Any(bool inside)
    {
        int item;
        do item = _random.Next(problem.Count);
        while (_inside[item] != inside);
        return item;
    }

    private void Add(int item)
    {
        _value += _gains[item];
        _inside[item] = true;
        var row = problem.Row(item);
        for (int i = 0; i < _gains.Length; i++) _gains[i] += i == item ? 0 : row[i];
    }

    private void Remove(int item)
    {
        _value -= _gains[item];
        _inside[item] = false;
        var row = problem.Row(item);
        for (int i = 0; i < _gains.Length; i++) _gains[i] -= i == item ? 0 : row[i];
    }
}
