using System.Numerics;

namespace PeerLearning.Optimization;

/// <summary>
/// Decides whether units can be placed under all constraints at once, by a tree of decisions with propagation: it ends with a placement, with the
/// proof that there is none, or undecided when the work allowed is spent.
/// </summary>
/// <remarks>
/// Every node keeps the groups still open to each unit and closes those that sizes, links, limits and common slots rule out; sizes are judged by Hall's
/// condition over sets of groups. When "this unit in this group" has failed, it has failed for every like unit and every like empty group too
/// (symmetry breaking during search, Gent and Smith, ECAI 2000). No recursion: the depth is the number of units.
/// </remarks>
internal sealed class PlacementTree
{
    /// <summary>The most units that a tree is grown for.</summary>
    public const int MostUnits = 400;

    /// <summary>The most groups: one bit each.</summary>
    private const int MostGroups = 63;

    /// <summary>Up to this many groups all sets of groups are judged.</summary>
    private const int MostForHall = 8;

    private readonly GroupingUnits _units;
    private readonly GroupingModel _model;
    private readonly int _count;
    private readonly int _groups;
    private readonly int[] _weight;
    private readonly int[] _type;
    private readonly int[] _classOf;
    private readonly PlacementLimits _limits;
    private readonly List<PlacementNode> _nodes = [];
    private readonly int[] _inside = new int[1 << MostForHall];
    private readonly int[] _touching = new int[1 << MostForHall];
    private long _work;

    private PlacementTree(GroupingUnits units)
    {
        _units = units;
        _model = units.Model;
        _count = units.Count;
        _groups = _model.Groups;
        _weight = Array.ConvertAll(units.Members, members => members.Length);
        _limits = new PlacementLimits(units);
        _type = Types();
        _classOf = Classes();
    }

    /// <summary>Whether the units can be placed; null when that stays undecided.</summary>
    /// <param name="units">The units with their constraints.</param>
    /// <param name="most">The most work, in units and groups looked at.</param>
    /// <param name="group">The group of each unit when there is a placement; else null.</param>
    /// <param name="work">The work spent.</param>
    public static bool? Decide(GroupingUnits units, long most, out int[]? group, out long work)
    {
        group = null;
        work = 0;
        if (units.IsContradictory) return false;
        if (units.Count > MostUnits || units.Model.Groups > MostGroups) return null;
        var tree = new PlacementTree(units);
        bool? answer = tree.Grow(most, out group);
        work = tree._work;
        return answer;
    }

    private bool? Grow(long most, out int[]? group)
    {
        group = null;
        _nodes.Add(Root());
        int depth = 0;
        while (true)
        {
            var node = _nodes[depth];
            if (!Propagate(node))
            {
                if (--depth < 0) return false;
                Close(_nodes[depth]);
                continue;
            }

            int unit = MostBound(node);
            if (unit < 0)
            {
                group = (int[])node.Place.Clone();
                return true;
            }

            if (_work > most) return null;
            node.Unit = unit;
            node.Group = MostWanting(node, unit);
            if (_nodes.Count == depth + 1) _nodes.Add(new PlacementNode(_count, _groups, _limits));
            var child = _nodes[++depth];
            child.CopyFrom(node);
            child.Open[unit] = 1UL << node.Group;
        }
    }

    private PlacementNode Root()
    {
        var root = new PlacementNode(_count, _groups, _limits);
        ulong all = (1UL << _groups) - 1;
        for (int u = 0; u < _count; u++)
        {
            root.Place[u] = -1;
            root.Open[u] = _units.Home[u] >= 0 ? 1UL << _units.Home[u] : all;
            foreach (int g in _units.Barred[u]) root.Open[u] &= ~(1UL << g);
        }

        return root;
    }

    /// <summary>What failed for a unit and a group has failed for all like units and like empty groups.</summary>
    private void Close(PlacementNode node)
    {
        ulong closed = 1UL << node.Group;
        if (node.Size[node.Group] == 0)
        {
            for (int g = 0; g < _groups; g++)
            {
                if (_classOf[g] == _classOf[node.Group] && node.Size[g] == 0) closed |= 1UL << g;
            }
        }

        for (int u = 0; u < _count; u++)
        {
            if (node.Place[u] < 0 && _type[u] == _type[node.Unit]) node.Open[u] &= ~closed;
        }
    }

    /// <summary>Closes groups to units until nothing more follows; false when something cannot be kept any more.</summary>
    private bool Propagate(PlacementNode node)
    {
        bool isStable = false;
        while (!isStable)
        {
            isStable = true;
            for (int u = 0; u < _count; u++)
            {
                if (node.Place[u] >= 0) continue;
                ulong open = node.Open[u];
                _work += BitOperations.PopCount(open);
                for (ulong bits = open; bits != 0; bits &= bits - 1)
                {
                    int g = BitOperations.TrailingZeroCount(bits);
                    if (!Admits(node, u, g)) open &= ~(1UL << g);
                }

                if (open == 0) return false;
                node.Open[u] = open;
                if ((open & (open - 1)) != 0) continue;
                Place(node, u, BitOperations.TrailingZeroCount(open));
                isStable = false;
            }

            if (!_limits.Narrow(node, ref isStable, ref _work) || !SizesFit(node)) return false;
        }

        return true;
    }

    private bool Admits(PlacementNode node, int unit, int group)
    {
        if (node.Size[group] + _weight[unit] > _model.Upper[group] || !_limits.Admits(node, unit, group)) return false;
        foreach (int enemy in _units.Enemies[unit])
        {
            if (node.Place[enemy] == group) return false;
        }

        return true;
    }

    private void Place(PlacementNode node, int unit, int group)
    {
        node.Place[unit] = group;
        node.Size[group] += _weight[unit];
        _limits.Enter(node, unit, group);
    }

    /// <summary>Hall's condition: whoever can only be in a set of groups finds room there, and whoever can be there fills it to its least.</summary>
    private bool SizesFit(PlacementNode node)
    {
        if (_groups > MostForHall) return SizesFitOneByOne(node);
        int sets = 1 << _groups;
        var inside = _inside.AsSpan(0, sets);
        var touching = _touching.AsSpan(0, sets);
        inside.Clear();
        int left = 0;
        for (int u = 0; u < _count; u++)
        {
            if (node.Place[u] >= 0) continue;
            inside[(int)node.Open[u]] += _weight[u];
            left += _weight[u];
        }

        for (int g = 0; g < _groups; g++)
        {
            for (int set = 0; set < sets; set++)
            {
                if ((set >> g & 1) != 0) inside[set] += inside[set ^ (1 << g)];
            }
        }

        _work += sets;
        for (int set = 0; set < sets; set++) touching[set] = left - inside[sets - 1 - set];
        for (int set = 1; set < sets; set++)
        {
            int room = 0;
            int need = 0;
            for (int bits = set; bits != 0; bits &= bits - 1)
            {
                int g = BitOperations.TrailingZeroCount(bits);
                room += Math.Min(_model.Upper[g] - node.Size[g], _limits.RoomLeft(node, g));
                need += Math.Max(0, _model.Lower[g] - node.Size[g]);
            }

            if (inside[set] > room || touching[set] < need) return false;
        }

        return true;
    }

    private bool SizesFitOneByOne(PlacementNode node)
    {
        long left = 0;
        long room = 0;
        long need = 0;
        for (int u = 0; u < _count; u++) left += node.Place[u] < 0 ? _weight[u] : 0;
        for (int g = 0; g < _groups; g++)
        {
            int coming = 0;
            for (int u = 0; u < _count; u++)
            {
                if (node.Place[u] < 0 && (node.Open[u] >> g & 1) != 0) coming += _weight[u];
            }

            _work += _count / 8;
            int space = Math.Min(_model.Upper[g] - node.Size[g], _limits.RoomLeft(node, g));
            int least = Math.Max(0, _model.Lower[g] - node.Size[g]);
            if (Math.Min(coming, space) < least) return false;
            room += Math.Min(coming, space);
            need += least;
        }

        return left <= room && left >= need;
    }

    /// <summary>The unit with the fewest groups open, then with the most enemies; -1 when all are placed.</summary>
    private int MostBound(PlacementNode node)
    {
        int best = -1;
        int fewest = int.MaxValue;
        for (int u = 0; u < _count; u++)
        {
            if (node.Place[u] >= 0) continue;
            int open = (BitOperations.PopCount(node.Open[u]) * 1024) - Math.Min(1023, _units.Enemies[u].Length + _weight[u]);
            if (open >= fewest) continue;
            fewest = open;
            best = u;
        }

        return best;
    }

    /// <summary>The open group that is farthest from its least size, then the one with most room.</summary>
    private int MostWanting(PlacementNode node, int unit)
    {
        int best = -1;
        int most = int.MinValue;
        for (ulong bits = node.Open[unit]; bits != 0; bits &= bits - 1)
        {
            int g = BitOperations.TrailingZeroCount(bits);
            int wanted = node.Size[g] < _model.Lower[g] ? 1_000_000 + _model.Lower[g] - node.Size[g] : _model.Upper[g] - node.Size[g];
            if (wanted <= most) continue;
            most = wanted;
            best = g;
        }

        return best;
    }

    /// <summary>Units of one type are alike in everything that any constraint looks at.</summary>
    private int[] Types()
    {
        int[] type = new int[_count];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int u = 0; u < _count; u++)
        {
            string was = _model.Before is { } before ? string.Join(',', _units.Members[u].Select(element => before[element])) : "";
            string enemies = _units.Enemies[u].Length > 0 ? $"apart {u}" : "";
            string key = $"{_weight[u]}|{_units.Home[u]}|{string.Join(',', _units.Barred[u])}|{was}|{enemies}|{_limits.Signature(u)}";
            if (!known.TryGetValue(key, out type[u])) known[key] = type[u] = u;
        }

        return type;
    }

    /// <summary>Groups of one class can be exchanged while they are empty.</summary>
    private int[] Classes()
    {
        int[] classOf = new int[_groups];
        bool[] isOwn = new bool[_groups];
        foreach (int home in _units.Home)
        {
            if (home >= 0) isOwn[home] = true;
        }

        foreach (int[] barred in _units.Barred)
        {
            foreach (int g in barred) isOwn[g] = true;
        }

        for (int g = 0; g < _groups; g++)
        {
            classOf[g] = g;
            isOwn[g] |= _model.Before is not null || _limits.BindsAlone(g);
            for (int other = 0; other < g && !isOwn[g]; other++)
            {
                if (isOwn[other] || _model.Lower[other] != _model.Lower[g] || _model.Upper[other] != _model.Upper[g]) continue;
                classOf[g] = classOf[other];
                break;
            }
        }

        return classOf;
    }
}
