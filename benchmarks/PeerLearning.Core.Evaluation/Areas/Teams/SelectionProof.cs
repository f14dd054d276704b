using PeerLearning.Optimization;

namespace PeerLearning.Evaluation.Areas.Teams;

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
    private readonly int[] _most;
    private readonly long[] _prices;
    private readonly (SelectionColumn Column, int First, bool IsShared)[] _columns;
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
        _most = [.. there.Select((count, f) => (int)Math.Min(count, met[f] + free))];
        _prices = prices;
        _columns = Lay(problem);
        for (int f = 0; f < _features.Length; f++) IsHopeless |= _ahead[f][met[f]] == SelectionFeature.Forbidden;
        if (!IsHopeless && Ahead(met, free, isRoot: true) is { } ahead) total += ahead;
        else IsHopeless = true;

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
        if (IsHopeless || (floor != long.MinValue && Bound < floor + _problem.Step)) return null;
        var left = new List<int>();
        for (int i = 0; i < _reduced.Length; i++)
        {
            bool isExcluded = floor != long.MinValue && _reduced[i] < _pivot && Bound - _pivot + _reduced[i] < floor + _problem.Step;
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
        int missing = _problem.Size - team.Count;
        for (int f = 0; f < counts.Length; f++)
        {
            if (_ahead[f][counts[f]] == SelectionFeature.Forbidden) return null;
        }

        if (Ahead(counts, missing, isRoot: false) is not { } ahead) return null;
        if (missing == 0)
        {
            int[] sorted = [.. team.Order()];
            if ((floor != long.MinValue && sum + ahead < floor + _problem.Step) || _problem.Evaluate(sorted) is not { } objective || objective <= floor || known.Exists(other => other.AsSpan().SequenceEqual(sorted))) return null;
            return $"Another team has the objective {objective}.";
        }

        for (int i = from; i + missing <= _order.Length; i++)
        {
            if (floor != long.MinValue && sum + _best[i + missing] - _best[i] + ahead < floor + _problem.Step) return null;
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

    /// <summary>Columns whose features share the items out: nobody carries two of them, and single counts alone would promise too much.</summary>
    private static (SelectionColumn Column, int First, bool IsShared)[] Lay(SelectionProblem problem)
    {
        var columns = new List<(SelectionColumn, int, bool)>();
        int first = 0;
        foreach (var column in problem.Columns)
        {
            int carried = 0;
            for (int code = 0; code < column.CodeCount; code++) carried = Math.Max(carried, column.Features.Count(feature => feature.Codes.Contains(code)));
            bool bends = column.MinimumDistinct > 0 || column.Features.Any(Bends);
            long work = (long)column.Features.Length * (problem.Size + 1) * (problem.Size + 1) * (Math.Min(column.MinimumDistinct, problem.Size) + 1);
            columns.Add((column, first, column.Distances is not null || (carried <= 1 && bends && work <= 400_000)));
            first += column.Features.Length;
        }

        return [.. columns];
    }

    // A worth that rises again after it fell behind, or a hole among the allowed counts.
    private static bool Bends(SelectionFeature feature)
    {
        var allowed = Enumerable.Range(0, feature.Gain.Length).Where(c => feature.Gain[c] != SelectionFeature.Forbidden).ToArray();
        if (allowed.Length == 0) return false;
        if (allowed[^1] - allowed[0] + 1 != allowed.Length) return true;
        for (int c = allowed[0] + 1; c < allowed[^1]; c++)
        {
            if (feature.Gain[c + 1] - feature.Gain[c] > feature.Gain[c] - feature.Gain[c - 1]) return true;
        }

        return false;
    }

    /// <summary>The most that the counts can bring with so many items to come; null if they cannot keep their limits.</summary>
    private long? Ahead(int[] counts, int missing, bool isRoot)
    {
        long total = 0;
        foreach (var (column, first, isShared) in _columns)
        {
            if (isShared)
            {
                if ((column.Distances is null ? Share(column, first, counts, missing) : Scatter(column, first, counts, missing)) is not { } shared) return null;
                total += shared;
                continue;
            }

            var losses = new List<long>();
            int met = 0;
            for (int f = first; f < first + column.Features.Length; f++)
            {
                total += _ahead[f][counts[f]];
                if (counts[f] > 0) met++;
                else if (column.MinimumDistinct > 0 && _ahead[f][1] != SelectionFeature.Forbidden) losses.Add(_ahead[f][0] - _ahead[f][1]);
            }

            int wanted = column.MinimumDistinct - met;
            if (wanted <= 0) continue;
            if (losses.Count < wanted && !isRoot) return null;
            total -= losses.Order().Take(wanted).Sum();
        }

        return total;
    }

    /// <summary>The best worth of sharing so many items out among the features of a column: feature by feature, for every number of items left and of features met.</summary>
    private long? Share(SelectionColumn column, int first, int[] counts, int missing)
    {
        int wanted = column.MinimumDistinct;
        bool everybody = column.FeaturesOfCode.All(features => features.Length == 1);
        var table = new Dictionary<(int Left, int Met), long> { [(missing, 0)] = 0 };
        for (int f = first; f < first + column.Features.Length; f++)
        {
            var next = new Dictionary<(int Left, int Met), long>();
            foreach (var ((left, met), sum) in table)
            {
                for (int count = counts[f]; count <= counts[f] + left && count <= Math.Max(counts[f], _most[f]); count++)
                {
                    long worth = _features[f].Gain[count];
                    if (worth == SelectionFeature.Forbidden) continue;
                    var key = (left - count + counts[f], Math.Min(wanted, met + (count > 0 ? 1 : 0)));
                    long value = sum + worth + (_prices[f] * count);
                    if (!next.TryGetValue(key, out long other) || value > other) next[key] = value;
                }
            }

            table = next;
        }

        long? best = null;
        foreach (var ((left, met), sum) in table)
        {
            if (met >= wanted && (left == 0 || !everybody) && (best is null || sum > best)) best = sum;
        }

        return best;
    }

    /// <summary>The best worth of scattering so many items over values with distances, by trying every way that could still be better.</summary>
    private long? Scatter(SelectionColumn column, int first, int[] counts, int missing)
    {
        int values = column.Features.Length;
        long far = column.Distances!.Max(row => row.Max());
        int[] now = counts[first..(first + values)];
        long? best = null;
        long start = 0;
        for (int a = 0; a < values; a++)
        {
            start += _prices[first + a] * now[a];
            for (int b = 0; b < a; b++) start += column.Distances![a][b] * now[a] * now[b];
        }

        long Alone(int value)
        {
            long sum = _prices[first + value];
            for (int other = 0; other < values; other++) sum += column.Distances![value][other] * now[other];
            return sum;
        }

        void Try(int from, int left, long sum)
        {
            if (left == 0)
            {
                if (best is null || sum > best) best = sum;
                return;
            }

            long[] alone = [.. Enumerable.Range(0, values).Select(value => value < from || now[value] >= Math.Max(counts[first + value], _most[first + value]) ? long.MinValue : Alone(value))];
            long most = alone.Max();
            if (most == long.MinValue) return;
            for (int value = from; value < values; value++)
            {
                if (alone[value] == long.MinValue || (best is not null && sum + alone[value] + (most * (left - 1)) + (far * left * (left - 1) / 2) <= best)) continue;
                now[value]++;
                Try(value, left - 1, sum + alone[value]);
                now[value]--;
            }
        }

        Try(0, missing, start);
        return best;
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
