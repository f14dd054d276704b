namespace PeerLearning.Optimization;

/// <summary>How far the groups of a grouping under search miss their sizes, links and limits, kept up to date move by move.</summary>
internal sealed class LimitTally
{
    private readonly GroupingUnits _units;
    private readonly GroupingModel _model;
    private readonly int[] _sizes;
    private readonly int[] _size;
    private readonly (int Limit, int Count)[][] _counted;
    private readonly int[] _count;
    private readonly int[][][] _codes;
    private readonly int[][] _valueCount;
    private readonly int[] _different;
    private readonly int[][] _slotCount;
    private readonly int[] _unknown;
    private readonly int[][][] _slots;
    private readonly int[] _group;
    private readonly int[] _clashes;
    private readonly int[] _missOf;
    private readonly int[]?[] _was;
    private int _missed;
    private int _moved;

    public LimitTally(GroupingUnits units)
    {
        _units = units;
        _model = units.Model;
        int groups = _model.Groups;
        _sizes = Array.ConvertAll(units.Members, members => members.Length);
        _size = new int[groups];
        _group = new int[units.Count];
        _clashes = new int[groups];
        _missOf = new int[groups];
        _was = new int[]?[units.Count];
        if (_model.Before is { } before)
        {
            for (int u = 0; u < units.Count; u++) _was[u] = Array.ConvertAll(units.Members[u], element => before[element]);
        }

        _counted = new (int, int)[units.Count][];
        for (int u = 0; u < units.Count; u++)
        {
            var list = new List<(int, int)>();
            for (int l = 0; l < _model.Counts.Count; l++)
            {
                int sum = 0;
                foreach (int i in units.Members[u]) sum += _model.Counts[l].Has[i];
                if (sum > 0) list.Add((l, sum));
            }

            _counted[u] = [.. list];
        }

        _count = new int[groups * _model.Counts.Count];
        _codes = _model.Distincts.Select(limit => units.Members.Select(members => members.SelectMany(i => limit.Codes[i]).ToArray()).ToArray()).ToArray();
        _valueCount = _model.Distincts.Select(limit => new int[groups * limit.Values]).ToArray();
        _different = new int[groups * _model.Distincts.Count];
        _slots = _model.Overlaps.Select(limit => units.Members.Select(members => members.SelectMany(i => Bits(limit, i)).ToArray()).ToArray()).ToArray();
        _slotCount = _model.Overlaps.Select(limit => new int[groups * limit.Weights.Length]).ToArray();
        _unknown = new int[groups * _model.Overlaps.Count];
    }

    /// <summary>The sum of everything missed; 0 when the grouping keeps all.</summary>
    public int Miss => _missed + Math.Max(0, _moved - _model.MostMoves);

    public ReadOnlySpan<int> Group => _group;

    public int SizeOf(int group) => _size[group];

    public int MissOf(int group) => _missOf[group];

    public void Load(int[] group)
    {
        Array.Clear(_size);
        Array.Clear(_clashes);
        Array.Clear(_count);
        Array.Clear(_different);
        Array.Clear(_unknown);
        foreach (int[] counts in _valueCount) Array.Clear(counts);
        foreach (int[] counts in _slotCount) Array.Clear(counts);
        Array.Fill(_group, -1);
        _moved = 0;
        for (int u = 0; u < group.Length; u++) Enter(u, group[u]);
        _missed = 0;
        for (int g = 0; g < _size.Length; g++) _missed += _missOf[g] = Judge(g);
    }

    /// <summary>Carries out a move and judges both groups anew.</summary>
    public void Apply(int unit, int to)
    {
        int from = _group[unit];
        Leave(unit, from);
        Enter(unit, to);
        Rejudge(from);
        Rejudge(to);
    }

    /// <summary>Carries out an exchange and judges both groups anew.</summary>
    public void ApplySwap(int first, int second)
    {
        int a = _group[first];
        int b = _group[second];
        Leave(first, a);
        Leave(second, b);
        Enter(first, b);
        Enter(second, a);
        Rejudge(a);
        Rejudge(b);
    }

    private void Rejudge(int group)
    {
        int miss = Judge(group);
        _missed += miss - _missOf[group];
        _missOf[group] = miss;
    }

    private static IEnumerable<int> Bits(OverlapLimit limit, int element)
    {
        if (limit.Slots[element] is not { } slots)
        {
            yield return -1;
            yield break;
        }

        for (int s = 0; s < limit.Weights.Length; s++)
        {
            if ((slots[s >> 6] >> (s & 63) & 1) != 0) yield return s;
        }
    }

    private void Enter(int unit, int group)
    {
        foreach (int enemy in _units.Enemies[unit])
        {
            if (_group[enemy] == group) _clashes[group]++;
        }

        _group[unit] = group;
        Count(unit, group, 1);
    }

    private void Leave(int unit, int group)
    {
        _group[unit] = -1;
        foreach (int enemy in _units.Enemies[unit])
        {
            if (_group[enemy] == group) _clashes[group]--;
        }

        Count(unit, group, -1);
    }

    private void Count(int unit, int group, int sign)
    {
        _size[group] += sign * _sizes[unit];
        if (_was[unit] is { } was)
        {
            foreach (int place in was)
            {
                if (place >= 0 && place != group) _moved += sign;
            }
        }

        foreach (var (limit, count) in _counted[unit]) _count[(group * _model.Counts.Count) + limit] += sign * count;
        for (int d = 0; d < _codes.Length; d++)
        {
            int values = _model.Distincts[d].Values;
            foreach (int code in _codes[d][unit])
            {
                int before = _valueCount[d][(group * values) + code];
                _valueCount[d][(group * values) + code] = before + sign;
                if (before == 0) _different[(group * _codes.Length) + d]++;
                else if (before + sign == 0) _different[(group * _codes.Length) + d]--;
            }
        }

        for (int o = 0; o < _slots.Length; o++)
        {
            int slots = _model.Overlaps[o].Weights.Length;
            foreach (int slot in _slots[o][unit])
            {
                if (slot < 0) _unknown[(group * _slots.Length) + o] += sign;
                else _slotCount[o][(group * slots) + slot] += sign;
            }
        }
    }

    private int Judge(int group)
    {
        int size = _size[group];
        int miss = _clashes[group] + Math.Max(0, _model.Lower[group] - size) + Math.Max(0, size - _model.Upper[group]);
        for (int l = 0; l < _model.Counts.Count; l++)
        {
            var limit = _model.Counts[l];
            if (limit.Binds(group)) miss += limit.Miss(_count[(group * _model.Counts.Count) + l]);
        }

        for (int d = 0; d < _codes.Length; d++)
        {
            if (_model.Distincts[d].Binds(group)) miss += Math.Max(0, _model.Distincts[d].Minimum - _different[(group * _codes.Length) + d]);
        }

        if (size < 2) return miss;
        for (int o = 0; o < _slots.Length; o++)
        {
            var limit = _model.Overlaps[o];
            if (!limit.Binds(group)) continue;
            int unknown = _unknown[(group * _slots.Length) + o];
            if (unknown > 0)
            {
                miss += 9 + unknown;
                continue;
            }

            long common = 0;
            int at = group * limit.Weights.Length;
            for (int s = 0; s < limit.Weights.Length; s++)
            {
                if (_slotCount[o][at + s] == size) common += limit.Weights[s];
            }

            miss += limit.Miss(common);
        }

        return miss;
    }
}
