using System.Numerics;

namespace PeerLearning.Optimization;

/// <summary>Tabu search for the largest sum of distances, started again and again from what two good teams have in common.</summary>
/// <remarks>
/// <para>A population of good teams, each at the end of a tabu search; a child takes the items that two of them share and fills up from the others of both (Wu and Hao, Applied Soft
/// Computing 13(1), 2013). When nothing new comes in for a while, all but the best begin anew.</para>
/// <para>A move exchanges the best pair. An outsider and a member can only beat the pair of the strongest outsider and the weakest member by the distance between them, so that few
/// pairs are looked at. O(items) per move.</para>
/// </remarks>
internal sealed class DispersionTabu(DispersionProblem problem, ulong seed)
{
    private const int PopulationSize = 10;
    private const int StaleAfter = 40;
    private const double Slack = 1e-9;

    private readonly bool[] _inside = new bool[problem.Count];
    private readonly double[] _gains = new double[problem.Count];
    private readonly long[] _until = new long[problem.Count];
    private readonly List<(double Value, int[] Team)> _population = [];
    private readonly List<int> _leaving = [];
    private readonly List<int> _entering = [];
    private readonly double _nearest = Nearest(problem);
    private SeededRandom _random = new(seed);
    private double _value;
    private long _move;

    /// <summary>The best team met within the given number of exchanges.</summary>
    public int[] Run(long moves, CancellationToken cancellationToken)
    {
        Start();
        var best = (Value: _value, Team: Team());
        if (problem.Size == problem.Count) return best.Team;
        int stale = 0;
        while (_move < moves && !cancellationToken.IsCancellationRequested)
        {
            var found = Improve(moves, cancellationToken);
            if (found.Value > best.Value + Slack) best = found;
            stale = Join(found) ? 0 : stale + 1;
            if (stale > StaleAfter)
            {
                _population.RemoveRange(1, _population.Count - 1);
                stale = 0;
            }

            if (_population.Count < PopulationSize) Become(Anybody());
            else Become(Child());
        }

        return best.Team;
    }

    private static double Nearest(DispersionProblem problem)
    {
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < problem.Count; i++)
        {
            foreach (double distance in problem.Row(i)[(i + 1)..]) nearest = Math.Min(nearest, distance);
        }

        return double.IsFinite(nearest) ? nearest : 0;
    }

    /// <summary>The best team on the way of a tabu search from here, until it gets no better for a while.</summary>
    private (double Value, int[] Team) Improve(long moves, CancellationToken cancellationToken)
    {
        var best = (Value: _value, Team: Team());
        long patience = Math.Max(50, 2L * problem.Count), since = 0;
        for (int i = 0; i < _until.Length; i++) _until[i] = Math.Min(_until[i], _move);
        while (++_move <= moves && since <= patience && !cancellationToken.IsCancellationRequested)
        {
            Exchange(best.Value);
            since++;
            if (_value <= best.Value + Slack) continue;
            best = (_value, Team());
            since = 0;
        }

        return (problem.Sum(best.Team), best.Team);
    }

    /// <summary>Takes a team into the population, best first; false if it is there already, or no better than the last.</summary>
    private bool Join((double Value, int[] Team) found)
    {
        if (_population.Exists(other => Math.Abs(other.Value - found.Value) <= Slack * Math.Max(1, Math.Abs(found.Value)) && other.Team.AsSpan().SequenceEqual(found.Team))) return false;
        if (_population.Count == PopulationSize)
        {
            if (found.Value <= _population[^1].Value) return false;
            _population.RemoveAt(PopulationSize - 1);
        }

        int at = _population.FindIndex(other => other.Value < found.Value);
        _population.Insert(at < 0 ? _population.Count : at, found);
        return true;
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

    private bool[] Anybody()
    {
        bool[] team = new bool[problem.Count];
        int[] order = [.. Enumerable.Range(0, problem.Count)];
        for (int i = 0; i < problem.Size; i++)
        {
            int at = i + _random.Next(order.Length - i);
            (order[i], order[at]) = (order[at], order[i]);
            team[order[i]] = true;
        }

        return team;
    }

    /// <summary>What two teams have in common, filled up from the others of both by chance.</summary>
    private bool[] Child()
    {
        int first = _random.Next(PopulationSize), second = _random.Next(PopulationSize - 1);
        if (second >= first) second++;
        int[] mother = _population[first].Team, father = _population[second].Team;
        bool[] team = new bool[problem.Count];
        var others = new List<int>();
        int chosen = 0;
        foreach (int item in mother.Union(father))
        {
            team[item] = Array.BinarySearch(mother, item) >= 0 && Array.BinarySearch(father, item) >= 0;
            if (team[item]) chosen++;
            else others.Add(item);
        }

        for (; chosen < problem.Size; chosen++)
        {
            int at = _random.Next(others.Count);
            team[others[at]] = true;
            others.RemoveAt(at);
        }

        return team;
    }

    private void Become(bool[] team)
    {
        for (int i = 0; i < team.Length; i++)
        {
            if (_inside[i] && !team[i]) Remove(i);
        }

        for (int i = 0; i < team.Length; i++)
        {
            if (!_inside[i] && team[i]) Add(i);
        }
    }

    private void Exchange(double bestValue)
    {
        double least = double.PositiveInfinity, most = double.NegativeInfinity, leastOfAll = double.PositiveInfinity, mostOfAll = double.NegativeInfinity;
        int weakest = -1, strongest = -1;
        for (int i = 0; i < _gains.Length; i++)
        {
            double gain = _gains[i];
            bool isTabu = _until[i] > _move;
            if (_inside[i])
            {
                leastOfAll = Math.Min(leastOfAll, gain);
                if (!isTabu && gain < least) (least, weakest) = (gain, i);
            }
            else
            {
                mostOfAll = Math.Max(mostOfAll, gain);
                if (!isTabu && gain > most) (most, strongest) = (gain, i);
            }
        }

        // What a pair must reach to matter: a free pair that of the two extremes, a tabu one a new best team.
        double wished = bestValue + Slack - _value;
        bool isWithTabu = mostOfAll - leastOfAll - _nearest > wished;
        double free = weakest < 0 || strongest < 0 ? double.PositiveInfinity : most - least - problem.Distance(weakest, strongest) - 1e-12;
        double bar = isWithTabu ? Math.Min(free, wished) : free;
        if (double.IsPositiveInfinity(bar)) return;
        double highest = isWithTabu ? mostOfAll : most, lowest = isWithTabu ? leastOfAll : least;
        _leaving.Clear();
        _entering.Clear();
        for (int i = 0; i < _gains.Length; i++)
        {
            if (!isWithTabu && _until[i] > _move) continue;
            if (_inside[i])
            {
                if (highest - _gains[i] - _nearest >= bar) _leaving.Add(i);
            }
            else if (_gains[i] - lowest - _nearest >= bar)
            {
                _entering.Add(i);
            }
        }

        double bestChange = double.NegativeInfinity;
        int leave = -1, enter = -1, equal = 0;
        foreach (int u in _leaving)
        {
            var row = problem.Row(u);
            double own = _gains[u];
            bool isTabu = _until[u] > _move;
            foreach (int v in _entering)
            {
                double change = _gains[v] - own - row[v];
                if (change < bestChange - 1e-12 || ((isTabu || _until[v] > _move) && change <= wished)) continue;
                if (change > bestChange + 1e-12) (bestChange, leave, enter, equal) = (change, u, v, 1);
                else if (_random.Next(++equal) == 0) (leave, enter) = (u, v);
            }
        }

        if (leave < 0) return;
        Remove(leave);
        Add(enter);
        _until[leave] = _move + 4 + _random.Next(Math.Max(2, Math.Min(20, problem.Size / 2)));
        _until[enter] = _move + 2 + _random.Next(Math.Max(2, Math.Min(10, problem.Size / 4)));
    }

    private void Add(int item)
    {
        _value += _gains[item];
        _inside[item] = true;
        Shift(item, 1);
    }

    private void Remove(int item)
    {
        _value -= _gains[item];
        _inside[item] = false;
        Shift(item, -1);
    }

    /// <summary>Adds the distances from an item to what everybody gains; its own stays.</summary>
    private void Shift(int item, double sign)
    {
        var row = problem.Row(item);
        var gains = _gains.AsSpan();
        double own = gains[item];
        int at = 0;
        var factor = new Vector<double>(sign);
        for (; at + Vector<double>.Count <= gains.Length; at += Vector<double>.Count)
        {
            (new Vector<double>(gains[at..]) + (factor * new Vector<double>(row[at..]))).CopyTo(gains[at..]);
        }

        for (; at < gains.Length; at++) gains[at] += sign * row[at];
        gains[item] = own;
    }
}
