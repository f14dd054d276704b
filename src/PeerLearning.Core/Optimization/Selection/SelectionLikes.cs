namespace PeerLearning.Optimization;

/// <summary>Items that are alike in everything but their profit: equal codes, amounts and classes under every rule.</summary>
/// <remarks>One of them can take the place of another in any team without breaking a limit. So only the best few of them can matter, in the order of profit and tie key: whoever
/// has enough better ones that conflict with nobody can always be replaced by one of those that is not in the team.</remarks>
internal sealed class SelectionLikes
{
    private readonly SelectionProblem _problem;
    private readonly SelectionKeeper _keeper;
    private readonly ushort[][] _codes;
    private readonly Dictionary<int, int> _numbers;

    public SelectionLikes(SelectionProblem problem, SelectionKeeper keeper)
    {
        _problem = problem;
        _keeper = keeper;
        _codes = [.. problem.Columns.Select(column => column.Codes).Distinct()];
        _numbers = new Dictionary<int, int>(new Alike(problem, _codes));
    }

    /// <summary>The items that can matter for a number of best teams.</summary>
    /// <param name="items">The items, ascending.</param>
    /// <param name="teams">The number of best teams that are looked for.</param>
    /// <param name="free">The number of items to choose.</param>
    /// <param name="cancellationToken">Stops early; all items then matter.</param>
    /// <returns>Those of them that can matter, ascending.</returns>
    public int[] Undominated(int[] items, int teams, int free, CancellationToken cancellationToken)
    {
        int enough = free + teams - 1;
        if (items.Length <= enough) return items;
        bool[] hasRival = Rivals(items);
        var best = new List<List<Rank>>();
        int[] likes = new int[items.Length];
        for (int at = 0; at < items.Length; at++)
        {
            if (at % 4096 == 0 && cancellationToken.IsCancellationRequested) return items;
            int item = items[at];
            likes[at] = IsSpecial(item) ? -1 : NumberOf(item);
            if (likes[at] < 0 || hasRival[at]) continue;
            while (best.Count <= likes[at]) best.Add([]);
            var own = best[likes[at]];
            if (own.Count == enough && _problem.Profits[item] < own[^1].Profit) continue;
            var rank = RankOf(item);
            int place = own.BinarySearch(rank);
            if (~place >= enough) continue;
            own.Insert(~place, rank);
            if (own.Count > enough) own.RemoveAt(enough);
        }

        var kept = new List<int>();
        for (int at = 0; at < items.Length; at++)
        {
            bool isKept = likes[at] < 0 || likes[at] >= best.Count || best[likes[at]].Count < enough || RankOf(items[at]).CompareTo(best[likes[at]][^1]) <= 0;
            if (isKept) kept.Add(items[at]);
        }

        return [.. kept];
    }

    /// <summary>Items that are alike and of equal profit stand for each other: the first few of each class, the position of the one before in the class, and the class itself.</summary>
    /// <param name="items">The items in the order of their tie keys.</param>
    /// <param name="free">The number of items to choose.</param>
    public (int[] Items, int[] Before, Dictionary<int, List<int>> Classes) Patterns(int[] items, int free)
    {
        bool[] hasRival = Rivals(items);
        var classOf = new Dictionary<(int, long), List<int>>();
        var kept = new List<int>();
        var before = new List<int>();
        var last = new Dictionary<(int, long), int>();
        var classes = new Dictionary<int, List<int>>();
        for (int at = 0; at < items.Length; at++)
        {
            int item = items[at];
            bool isAlone = hasRival[at] || IsSpecial(item);
            var key = isAlone ? (-1 - at, 0L) : (NumberOf(item), _problem.Profits[item]);
            if (!classOf.TryGetValue(key, out var members)) classOf.Add(key, members = []);
            members.Add(item);
            if (members.Count > free) continue;
            before.Add(last.TryGetValue(key, out int previous) ? previous : -1);
            last[key] = kept.Count;
            kept.Add(item);
            classes[item] = members;
        }

        return ([.. kept], [.. before], classes);
    }

    private bool IsSpecial(int item) => Array.Exists(_problem.Rules, rule => rule.ClassOf(item) is null);

    private int NumberOf(int item)
    {
        if (_numbers.TryGetValue(item, out int number)) return number;
        number = _numbers.Count;
        _numbers.Add(item, number);
        return number;
    }

    private Rank RankOf(int item) => new(_problem.Profits[item], _keeper.TieKey(item), item);

    private bool[] Rivals(int[] items)
    {
        bool[] has = new bool[items.Length];
        if (_problem.Conflicts.Length == 0) return has;
        bool[] marks = new bool[_problem.Count];
        foreach (var (first, second) in _problem.Conflicts) marks[first] = marks[second] = true;
        for (int at = 0; at < items.Length; at++) has[at] = marks[items[at]];
        return has;
    }

    private readonly record struct Rank(long Profit, int TieKey, int Item) : IComparable<Rank>
    {
        public int CompareTo(Rank other) =>
            Profit != other.Profit ? other.Profit.CompareTo(Profit) : TieKey != other.TieKey ? TieKey.CompareTo(other.TieKey) : Item.CompareTo(other.Item);
    }

    private sealed class Alike(SelectionProblem problem, ushort[][] codes) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y)
        {
            foreach (ushort[] column in codes)
            {
                if (column[x] != column[y]) return false;
            }

            foreach (var sum in problem.Sums)
            {
                if (sum.Amounts[x] != sum.Amounts[y]) return false;
            }

            foreach (var rule in problem.Rules)
            {
                if (rule.ClassOf(x) != rule.ClassOf(y)) return false;
            }

            return true;
        }

        public int GetHashCode(int item)
        {
            ulong hash = 14695981039346656037UL;
            unchecked
            {
                foreach (ushort[] column in codes) hash = (hash ^ column[item]) * 1099511628211UL;
                foreach (var sum in problem.Sums) hash = (hash ^ (ulong)sum.Amounts[item]) * 1099511628211UL;
                foreach (var rule in problem.Rules) hash = (hash ^ (ulong)(rule.ClassOf(item) ?? -1)) * 1099511628211UL;
                return (int)(hash ^ (hash >> 32));
            }
        }
    }
}
