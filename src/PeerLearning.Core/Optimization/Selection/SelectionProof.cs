namespace PeerLearning.Optimization;

/// <summary>Checks what a selection claims, from the problem and the prices alone; shares nothing with the solver.</summary>
internal sealed class SelectionProof
{
    private const long MostNodes = 50_000_000;

    private readonly SelectionProblem _problem;
    private readonly long[] _reduced;
    private readonly long[][] _ahead;
    private readonly long _pivot;
    private readonly Dictionary<int, List<int>> _rivals = [];
    private readonly HashSet<int> _required;
    private readonly SelectionFeature[] _features;
    private int[] _order = [];
    private long[] _best = [];
    private long _nodes;

    /// <param name="problem">The problem.</param>
    /// <param name="prices">The prices, feature by feature, then sum by sum.</param>
    public SelectionProof(SelectionProblem problem, long[] prices)
    {
        _problem = problem;
        _features = [.. problem.Columns.SelectMany(column => column.Features)];
        _reduced = (long[])problem.Profits.Clone();
        int first = 0;
        foreach (var column in problem.Columns)
        {
            long[] price = new long[column.CodeCount];
            for (int f = 0; f < column.Features.Length; f++)
            {
                foreach (int code in column.Features[f].Codes) price[code] += prices[first + f];
            }

            for (int i = 0; i < _reduced.Length; i++) _reduced[i] -= price[column.Codes[i]];
            first += column.Features.Length;
        }

        // The most that a count can still bring once so many are chosen: the constant part of the bound is the one for none.
        _ahead = new long[_features.Length][];
        _required = [.. problem.Required];
        int[] met = new int[_features.Length];
        foreach (int item in _required)
        {
            foreach (int f in FeaturesOf(item)) met[f]++;
        }

        long[] there = Available();
        for (int f = 0; f < _features.Length; f++)
        {
            long most = Math.Min(there[f], met[f] + problem.Size - _required.Count);
            _ahead[f] = new long[problem.Size + 2];
            _ahead[f][^1] = SelectionFeature.Forbidden;
            for (int c = problem.Size; c >= 0; c--)
            {
                long own = c > most || _features[f].Gain[c] == SelectionFeature.Forbidden ? SelectionFeature.Forbidden : _features[f].Gain[c] + (prices[f] * c);
                _ahead[f][c] = Math.Max(own, _ahead[f][c + 1]);
            }
        }

        long constant = 0;
        for (int s = 0; s < problem.Sums.Length; s++)
        {
            long price = prices[_features.Length + s];
            for (int i = 0; i < _reduced.Length; i++) _reduced[i] -= price * problem.Sums[s].Amounts[i];
            constant += Math.Max(price * problem.Sums[s].Minimum, price * problem.Sums[s].Maximum);
        }

        Constant = constant;
        long[] best = new long[problem.Size];
        Array.Fill(best, long.MinValue);
        var required = _required;
        long forced = 0;
        foreach (int item in required) forced += _reduced[item];
        int free = Math.Max(0, problem.Size - required.Count);
        for (int i = 0; i < _reduced.Length; i++)
        {
            if (free == 0 || _reduced[i] <= best[free - 1] || required.Contains(i)) continue;
            int at = free - 1;
            while (at > 0 && best[at - 1] < _reduced[i])
            {
                best[at] = best[at - 1];
                at--;
            }

            best[at] = _reduced[i];
        }

        _pivot = free > 0 ? best[free - 1] : long.MinValue;
        IsHopeless = required.Count > problem.Size || (free > 0 && _pivot == long.MinValue);
        long total = constant + forced;
        for (int f = 0; f < _features.Length; f++)
        {
            if (_ahead[f][met[f]] == SelectionFeature.Forbidden) IsHopeless = true;
            else total += _ahead[f][met[f]];
        }

        for (int i = 0; i < free && !IsHopeless; i++) total += best[i];
        Bound = IsHopeless ? 0 : total;
    }

    /// <summary>The bound that the prices give.</summary>
    public long Bound { get; }

    private long Constant { get; }

    private bool IsHopeless { get; }

    /// <summary>Looks for a team with an objective above the floor that is not known.</summary>
    /// <returns>What was found in words; null if there is none.</returns>
    public string? FindBetter(long floor, List<int[]> known)
    {
        if (IsHopeless || (floor != long.MinValue && Bound <= floor)) return null;
        var left = new List<int>();
        for (int i = 0; i < _reduced.Length; i++)
        {
            bool isExcluded = floor != long.MinValue && _reduced[i] < _pivot && Bound - _pivot + _reduced[i] <= floor;
            if (!isExcluded && !_required.Contains(i)) left.Add(i);
        }

        _order = [.. left.OrderByDescending(item => _reduced[item]).ThenBy(item => item)];
        _best = new long[_order.Length + 1];
        for (int i = 0; i < _order.Length; i++) _best[i + 1] = _best[i] + _reduced[_order[i]];
        var kept = left.Concat(_required).ToHashSet();
        foreach (var (a, b) in _problem.Conflicts)
        {
            if (!kept.Contains(a) || !kept.Contains(b)) continue;
            (_rivals.TryGetValue(a, out var x) ? x : _rivals[a] = []).Add(b);
            (_rivals.TryGetValue(b, out var y) ? y : _rivals[b] = []).Add(a);
        }

        var team = new List<int>(_required.Order());
        int[] counts = new int[_features.Length];
        long sum = Constant;
        foreach (int item in team)
        {
            foreach (int f in FeaturesOf(item)) counts[f]++;
            sum += _reduced[item];
        }

        return Extend(team, counts, 0, sum, floor, known);
    }

    private string? Extend(List<int> team, int[] counts, int from, long sum, long floor, List<int[]> known)
    {
        if (++_nodes > MostNodes) return "The enumeration was stopped; the claim is not confirmed.";
        long ahead = 0;
        for (int f = 0; f < counts.Length; f++)
        {
            if (_ahead[f][counts[f]] == SelectionFeature.Forbidden) return null;
            ahead += _ahead[f][counts[f]];
        }

        int missing = _problem.Size - team.Count;
        if (missing == 0)
        {
            int[] sorted = [.. team.Order()];
            if (sum + ahead <= floor || _problem.Evaluate(sorted) is not { } objective || objective <= floor || known.Exists(other => other.AsSpan().SequenceEqual(sorted))) return null;
            return $"Another team has the objective {objective}.";
        }

        for (int i = from; i + missing <= _order.Length; i++)
        {
            if (floor != long.MinValue && sum + _best[i + missing] - _best[i] + ahead <= floor) return null;
            int item = _order[i];
            if (_rivals.TryGetValue(item, out var rivals) && rivals.Exists(team.Contains)) continue;
            team.Add(item);
            var features = FeaturesOf(item);
            foreach (int f in features) counts[f]++;
            string? found = Extend(team, counts, i + 1, sum + _reduced[item], floor, known);
            foreach (int f in features) counts[f]--;
            team.RemoveAt(team.Count - 1);
            if (found is not null) return found;
        }

        return null;
    }

    /// <summary>How many items carry each feature.</summary>
    private long[] Available()
    {
        long[] there = new long[_features.Length];
        int first = 0;
        foreach (var column in _problem.Columns)
        {
            long[] carriers = new long[column.CodeCount];
            foreach (ushort code in column.Codes) carriers[code]++;
            for (int f = 0; f < column.Features.Length; f++)
            {
                foreach (int code in column.Features[f].Codes) there[first + f] += carriers[code];
            }

            first += column.Features.Length;
        }

        return there;
    }

    private List<int> FeaturesOf(int item)
    {
        var features = new List<int>();
        int first = 0;
        foreach (var column in _problem.Columns)
        {
            for (int f = 0; f < column.Features.Length; f++)
            {
                if (Array.IndexOf(column.Features[f].Codes, (int)column.Codes[item]) >= 0) features.Add(first + f);
            }

            first += column.Features.Length;
        }

        return features;
    }
}
