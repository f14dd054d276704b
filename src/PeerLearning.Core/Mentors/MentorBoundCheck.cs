using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>Checks a bound from prices: what they give over every candidate, and by enumeration that nobody they leave makes a better team.</summary>
/// <remarks>It shares nothing with the solver or with what prepares its work. Any prices give a valid bound (weak duality), so that a wrong price can only make the check fail.</remarks>
internal sealed class MentorBoundCheck
{
    private const long MostNodes = 50_000_000;
    private const long MostShares = 400_000;
    private const long Forbidden = StatedColumn.Forbidden;

    private readonly Workforce _workforce;
    private readonly MentorTeamRequest _request;
    private readonly MentorStatement _statement;
    private readonly int[] _items;
    private readonly long[] _reduced;
    private readonly List<Field> _fields = [];
    private readonly List<(StatedCount Count, long Price, int Column)> _counts = [];
    private readonly long[][] _ahead;
    private readonly long[] _most;
    private readonly long _pairFloor;
    private readonly HashSet<int> _required = [];
    private readonly Dictionary<int, List<int>> _apart = [];
    private readonly List<ReportingLineRule> _lines = [];
    private readonly List<OverlapRule> _overlaps = [];
    private readonly int[] _profiles;
    private readonly long _constant;
    private readonly long _pivot;
    private long[] _mostThere = [];
    private long _nodes;

    /// <param name="workforce">The workforce.</param>
    /// <param name="request">The request.</param>
    /// <param name="statement">The request restated.</param>
    /// <param name="prices">The prices by name; a name that is not there has none.</param>
    /// <param name="pointFloor">Only people with so much expertise are looked at.</param>
    /// <param name="pairFloor">Only pairs that are worth so much are looked at.</param>
    public MentorBoundCheck(
        Workforce workforce, MentorTeamRequest request, MentorStatement statement, IReadOnlyDictionary<string, long> prices, int pointFloor = 0, long pairFloor = 0)
    {
        _workforce = workforce;
        _request = request;
        _statement = statement;
        _pairFloor = pairFloor;
        int size = request.Size;
        _items = pointFloor == 0 ? [.. Enumerable.Range(0, statement.People.Length)] : [.. Enumerable.Range(0, statement.People.Length).Where(i => statement.Points[i] >= pointFloor)];
        _reduced = new long[statement.People.Length];
        long perPoint = statement.IsLeastExpertise ? 0 : statement.PerPoint;
        foreach (int i in _items) _reduced[i] = perPoint * statement.Points[i];
        ReadRules();
        LayColumns(prices);
        _constant = statement.Constant;
        foreach (var (name, amounts, minimum, maximum) in statement.Totals())
        {
            long price = prices.GetValueOrDefault(name);
            if (price == 0) continue;
            foreach (int i in _items) _reduced[i] -= price * amounts[i];
            _constant += Math.Max(price * minimum, price * maximum);
        }

        int[] met = new int[_counts.Count];
        long sum = _constant;
        foreach (int item in _required)
        {
            foreach (int count in CountsOf(item)) met[count]++;
            sum += _reduced[item];
        }

        int free = size - _required.Count;
        _most = [.. _counts.Select((count, f) => Math.Min(_mostThere[f], met[f] + Math.Max(0, free)))];
        _ahead = [.. _counts.Select((one, f) => Ahead(one.Count, one.Price, _most[f]))];
        _profiles = pairFloor > 0 ? statement.Profiles : [];
        long[] best = Best(free);
        IsHopeless = IsHopeless || free < 0 || best.Length < free;
        _pivot = free > 0 && best.Length == free ? best[^1] : long.MinValue;
        if (IsHopeless || Ahead(met, free, isRoot: true) is not { } ahead)
        {
            IsHopeless = true;
            return;
        }

        Bound = sum + ahead + best.Sum();
    }

    /// <summary>What no team that keeps the floors is worth more than, besides what the floors are worth; without meaning if there is no such team.</summary>
    public long Bound { get; }

    /// <summary>Whether the counts alone show that there is no team.</summary>
    public bool IsHopeless { get; private set; }

    /// <summary>Looks for a team that is worth more than the floor and not known.</summary>
    /// <param name="floor">The worth of the last team that was listed.</param>
    /// <param name="top">What the least expertise and the least difference are worth at most for the teams that are looked for.</param>
    /// <param name="known">The teams that were listed, each as candidates in ascending order.</param>
    /// <returns>What was found in words; null if there is none.</returns>
    public string? FindBetter(long? floor, long top, IReadOnlyList<int[]> known)
    {
        long wanted = floor is { } last ? last - top + _statement.Step : long.MinValue;
        if (IsHopeless || Bound < wanted) return null;
        var left = new List<int>();
        foreach (int item in _items)
        {
            bool isExcluded = floor is not null && _reduced[item] < _pivot && Bound - _pivot + _reduced[item] < wanted;
            if (!isExcluded && !_required.Contains(item)) left.Add(item);
        }

        int[] order = [.. left.OrderByDescending(item => _reduced[item]).ThenBy(item => item)];
        int[] counts = new int[_counts.Count];
        var team = new List<int>(_required.Order());
        long sum = _constant;
        foreach (int item in team)
        {
            foreach (int count in CountsOf(item)) counts[count]++;
            sum += _reduced[item];
        }

        for (int i = 0; i < team.Count; i++)
        {
            if (!Fits(team.GetRange(0, i), team[i])) return null;
        }

        return Extend(team, counts, team.Count == 0 ? order : [.. order.Where(item => Fits(team, item))], sum, wanted, floor, known);
    }

    private string? Extend(List<int> team, int[] counts, int[] order, long sum, long wanted, long? floor, IReadOnlyList<int[]> known)
    {
        if (++_nodes > MostNodes) return "The enumeration was stopped; the claim is not confirmed.";
        int missing = _request.Size - team.Count;
        for (int f = 0; f < counts.Length; f++)
        {
            if (_ahead[f][counts[f]] == Forbidden) return null;
        }

        if (Ahead(counts, missing, isRoot: false) is not { } ahead) return null;
        if (missing == 0) return sum + ahead < wanted ? null : Judge([.. team.Order()], floor, known);
        long[] behind = [];
        if (_pairFloor == 0)
        {
            behind = new long[order.Length + 1];
            for (int i = 0; i < order.Length; i++) behind[i + 1] = behind[i] + _reduced[order[i]];
        }

        for (int i = 0; i + missing <= order.Length; i++)
        {
            long others = _pairFloor == 0 ? behind[i + missing] - behind[i] : BestApart(order, i, missing);
            if (others == long.MinValue || (wanted != long.MinValue && sum + others + ahead < wanted)) return null;
            int item = order[i];
            if (!Fits(team, item)) continue;
            int[] own = CountsOf(item);
            team.Add(item);
            foreach (int f in own) counts[f]++;
            int[] rest = _pairFloor == 0 ? order[(i + 1)..] : [.. order[(i + 1)..].Where(other => PairOf(item, other) >= _pairFloor)];
            string? found = Extend(team, counts, rest, sum + _reduced[item], wanted, floor, known);
            foreach (int f in own) counts[f]--;
            team.RemoveAt(team.Count - 1);
            if (found is not null) return found;
        }

        return null;
    }

    /// <summary>A complete team is better if it keeps every rule, is worth more than the floor by the definitions, and is not known.</summary>
    private string? Judge(int[] team, long? floor, IReadOnlyList<int[]> known)
    {
        long value = _statement.ValueOf(team);
        if ((floor is { } last && value <= last) || known.Any(other => other.AsSpan().SequenceEqual(team)) || !_statement.IsCovered(team)) return null;
        foreach (var (_, amounts, minimum, maximum) in _statement.Totals())
        {
            long total = team.Sum(item => amounts[item]);
            if (total < minimum || total > maximum) return null;
        }

        var ids = team.Select(IdOf).ToList();
        if (_request.Rules.Any(rule => rule.Check(_workforce, ids).Count > 0)) return null;
        return $"Another team has the objective {value}.";
    }

    /// <summary>Whether a candidate breaks no rule together with some members that a larger team could not mend.</summary>
    private bool Fits(List<int> team, int item)
    {
        if (_apart.TryGetValue(item, out var groups) && team.Exists(member => _apart.TryGetValue(member, out var other) && other.Exists(groups.Contains))) return false;
        if (_pairFloor > 0 && team.Exists(member => PairOf(member, item) < _pairFloor)) return false;
        if (team.Count == 0) return true;
        foreach (var line in _lines)
        {
            if (team.Exists(member => line.Check(_workforce, [IdOf(member), IdOf(item)]).Count > 0)) return false;
        }

        return _overlaps.Count == 0 || _overlaps.TrueForAll(overlap => overlap.Check(_workforce, [.. team.Append(item).Select(IdOf)]).Count == 0);
    }

    private PersonId IdOf(int item) => _workforce.IdAt(_statement.People[item]);

    private void ReadRules()
    {
        int group = 0;
        foreach (var rule in _request.Rules)
        {
            if (rule is ReportingLineRule line) _lines.Add(line);
            if (rule is OverlapRule overlap) _overlaps.Add(overlap);
            var people = rule is IncludeRule include ? include.People : rule is ApartRule apart ? apart.People : [];
            foreach (var person in people)
            {
                int item = Array.BinarySearch(_statement.People, _workforce.IndexOf(person));
                if (rule is IncludeRule)
                {
                    // Who must be in and does not keep the floor leaves no team that does.
                    if (item < 0 || Array.BinarySearch(_items, item) < 0) IsHopeless = true;
                    else _required.Add(item);
                }
                else if (item >= 0)
                {
                    (_apart.TryGetValue(item, out var own) ? own : _apart[item] = []).Add(group);
                }
            }

            group++;
        }
    }

    private void LayColumns(IReadOnlyDictionary<string, long> prices)
    {
        var there = new List<long>();
        int place = 0;
        foreach (var column in _statement.Columns)
        {
            int[] codes = column.Axis.Codes;
            long[] carriers = new long[column.Axis.Names.Count], priceOf = new long[carriers.Length];
            foreach (int i in _items) carriers[codes[i]]++;
            var countsOf = Array.ConvertAll(carriers, _ => new List<int>());
            int first = _counts.Count;
            foreach (var count in column.Counts)
            {
                long price = count.Names.Distinct().Sum(name => prices.GetValueOrDefault(name));
                foreach (int code in count.Codes)
                {
                    priceOf[code] += price;
                    countsOf[code].Add(_counts.Count);
                }

                there.Add(count.Codes.Sum(code => carriers[code]));
                _counts.Add((count, price, place));
            }

            if (Array.Exists(priceOf, price => price != 0))
            {
                foreach (int i in _items) _reduced[i] -= priceOf[codes[i]];
            }

            bool sharesOut = countsOf.All(list => list.Count <= 1) && (column.MinimumDistinct > 0 || column.Counts.Exists(Bends));
            long work = (long)column.Counts.Count * (_request.Size + 1) * (_request.Size + 1) * (Math.Min(column.MinimumDistinct, _request.Size) + 1);
            bool isEverybody = Enumerable.Range(0, carriers.Length).All(code => carriers[code] == 0 || countsOf[code].Count == 1);
            _fields.Add(new Field(column, first, _counts.Count, Array.ConvertAll(countsOf, list => list.ToArray()), column.Distances is not null || (sharesOut && work <= MostShares), isEverybody));
            place++;
        }

        _mostThere = [.. there];
    }

    private static bool Bends(StatedCount count)
    {
        // A worth that rises again after it fell behind, or a hole among the allowed numbers.
        int low = Array.FindIndex(count.Worth, worth => worth != Forbidden), high = Array.FindLastIndex(count.Worth, worth => worth != Forbidden);
        for (int number = low + 1; number < high; number++)
        {
            if (count.Worth[number] == Forbidden) return true;
        }

        for (int number = low + 1; low >= 0 && number < high; number++)
        {
            if (count.Worth[number + 1] - count.Worth[number] > count.Worth[number] - count.Worth[number - 1]) return true;
        }

        return false;
    }

    /// <summary>The most that a count can still bring once so many are chosen.</summary>
    private long[] Ahead(StatedCount count, long price, long most)
    {
        long[] ahead = new long[_request.Size + 2];
        ahead[^1] = Forbidden;
        for (int number = _request.Size; number >= 0; number--)
        {
            long own = number > most || count.Worth[number] == Forbidden ? Forbidden : count.Worth[number] + (price * number);
            ahead[number] = Math.Max(own, ahead[number + 1]);
        }

        return ahead;
    }

    /// <summary>The most that the counts can bring with so many members to come; null if they cannot keep their limits.</summary>
    private long? Ahead(int[] counts, int missing, bool isRoot)
    {
        long total = 0;
        foreach (var field in _fields)
        {
            if (field.IsJoint)
            {
                if ((field.Column.Distances is null ? Share(field, counts, missing) : Scatter(field, counts, missing)) is not { } joint) return null;
                total += joint;
                continue;
            }

            int met = 0;
            var losses = new List<long>();
            for (int f = field.First; f < field.End; f++)
            {
                if (_ahead[f][counts[f]] == Forbidden) return null;
                total += _ahead[f][counts[f]];
                if (counts[f] > 0) met++;
                else if (field.Column.MinimumDistinct > 0 && _ahead[f][1] != Forbidden) losses.Add(_ahead[f][0] - _ahead[f][1]);
            }

            int wanted = field.Column.MinimumDistinct - met;
            if (wanted <= 0) continue;
            if (losses.Count < wanted && !isRoot) return null;
            total -= losses.Order().Take(wanted).Sum();
        }

        return total;
    }

    /// <summary>The best worth of sharing so many members out among the counts of a column, for every number of members left and of values met.</summary>
    private long? Share(Field field, int[] counts, int missing)
    {
        int distinct = field.Column.MinimumDistinct;
        var table = new Dictionary<(int Left, int Met), long> { [(missing, 0)] = 0 };
        for (int f = field.First; f < field.End; f++)
        {
            var next = new Dictionary<(int Left, int Met), long>();
            foreach (var ((left, met), sum) in table)
            {
                for (int number = counts[f]; number <= counts[f] + left && number <= Math.Max(counts[f], _most[f]); number++)
                {
                    long worth = _counts[f].Count.Worth[number];
                    if (worth == Forbidden) continue;
                    var key = (left - number + counts[f], Math.Min(distinct, met + (number > 0 ? 1 : 0)));
                    long value = sum + worth + (_counts[f].Price * number);
                    if (!next.TryGetValue(key, out long other) || value > other) next[key] = value;
                }
            }

            table = next;
        }

        long? best = null;
        foreach (var ((left, met), sum) in table)
        {
            if (met >= distinct && (left == 0 || !field.IsEverybody) && (best is null || sum > best)) best = sum;
        }

        return best;
    }

    /// <summary>The best worth of scattering so many members over values with distances, by trying every way that could still be better.</summary>
    private long? Scatter(Field field, int[] counts, int missing)
    {
        long[][] distances = field.Column.Distances!;
        int values = field.End - field.First;
        long farthest = distances.Length == 0 ? 0 : distances.Max(row => row.Max()), start = 0;
        int[] now = counts[field.First..field.End];
        for (int a = 0; a < values; a++)
        {
            start += _counts[field.First + a].Price * now[a];
            for (int b = 0; b < a; b++) start += distances[a][b] * now[a] * now[b];
        }

        long? best = null;
        void Try(int from, int left, long sum)
        {
            if (left == 0)
            {
                if (best is null || sum > best) best = sum;
                return;
            }

            long[] alone = new long[values];
            long most = long.MinValue;
            for (int value = from; value < values; value++)
            {
                alone[value] = long.MinValue;
                if (now[value] >= Math.Max(counts[field.First + value], _most[field.First + value])) continue;
                alone[value] = _counts[field.First + value].Price;
                for (int other = 0; other < values; other++) alone[value] += distances[value][other] * now[other];
                most = Math.Max(most, alone[value]);
            }

            for (int value = from; value < values; value++)
            {
                if (alone[value] == long.MinValue || (best is not null && sum + alone[value] + (most * (left - 1)) + (farthest * left * (left - 1) / 2) <= best)) continue;
                now[value]++;
                Try(value, left - 1, sum + alone[value]);
                now[value]--;
            }
        }

        Try(0, missing, start);
        return best;
    }

    /// <summary>The best reduced worths of candidates who are not required, no two of them too close.</summary>
    private long[] Best(int free)
    {
        if (free <= 0) return [];
        if (_pairFloor > 0)
        {
            // Of a profile only the best candidate can open a class.
            var bestOf = new Dictionary<int, int>();
            foreach (int item in _items)
            {
                if (_required.Contains(item)) continue;
                if (!bestOf.TryGetValue(_profiles[item], out int other) || _reduced[item] > _reduced[other]) bestOf[_profiles[item]] = item;
            }

            int[] order = [.. bestOf.Values.OrderByDescending(item => _reduced[item]).ThenBy(item => item)];
            return [.. Openers(order, 0, free).Select(item => _reduced[item])];
        }

        long[] best = new long[free];
        int held = 0;
        foreach (int item in _items)
        {
            if ((held == free && _reduced[item] <= best[free - 1]) || _required.Contains(item)) continue;
            int at = held < free ? held++ : free - 1;
            for (; at > 0 && best[at - 1] < _reduced[item]; at--) best[at] = best[at - 1];
            best[at] = _reduced[item];
        }

        return best[..held];
    }

    /// <summary>The most that so many of the candidates from a place on can bring if no two may be too close; <see cref="long.MinValue"/> if there are not so many.</summary>
    private long BestApart(int[] order, int from, int number)
    {
        long sum = 0;
        int found = 0;
        foreach (int item in Openers(order, from, number))
        {
            sum += _reduced[item];
            found++;
        }

        return found < number ? long.MinValue : sum;
    }

    /// <summary>Candidates, best first, sorted into classes of which any two are too close: a team has one of each class at most, and whoever opens a class is the best of it.</summary>
    private List<int> Openers(int[] order, int from, int number)
    {
        var openers = new List<int>();
        var classes = new List<HashSet<int>>();
        for (int i = from; i < order.Length && openers.Count < number; i++)
        {
            int profile = _profiles[order[i]];
            if (classes.Exists(members => members.Contains(profile))) continue;
            var home = classes.Find(members => members.All(member => _statement.ProfilePair(member, profile) < _pairFloor));
            if (home is not null)
            {
                home.Add(profile);
                continue;
            }

            classes.Add([profile]);
            openers.Add(order[i]);
        }

        return openers;
    }

    private long PairOf(int first, int second) => _statement.ProfilePair(_profiles[first], _profiles[second]);

    private int[] CountsOf(int item) => [.. _fields.SelectMany(field => field.CountsOfCode[field.Column.Axis.Codes[item]])];

    private sealed record Field(StatedColumn Column, int First, int End, int[][] CountsOfCode, bool IsJoint, bool IsEverybody);
}
