using System.Globalization;
using System.Numerics;

namespace PeerLearning.Optimization;

/// <summary>What the limits of a model say at a node of a <see cref="PlacementTree"/>: who may enter a group, and what can still be reached.</summary>
internal sealed class PlacementLimits
{
    private readonly GroupingUnits _units;
    private readonly GroupingModel _model;
    private readonly int _groups;
    private readonly int[] _weight;
    private readonly (int Limit, int Count)[][] _counted;
    private readonly int[] _valueStart;
    private readonly ulong[][] _values;
    private readonly int[] _slotStart;

    /// <summary>The slots that the members of a unit have in common, limit by limit; null when somebody's are unknown.</summary>
    private readonly ulong[]?[][] _slots;

    /// <summary>Limits with a maximum whose elements are disjoint: together they leave a group only so much room.</summary>
    private readonly List<List<int>> _families;
    private readonly int[] _possible;

    public PlacementLimits(GroupingUnits units)
    {
        _units = units;
        _model = units.Model;
        _groups = _model.Groups;
        _weight = Array.ConvertAll(units.Members, members => members.Length);
        _counted = new (int, int)[units.Count][];
        for (int u = 0; u < units.Count; u++)
        {
            var list = new List<(int, int)>();
            for (int l = 0; l < Counts; l++)
            {
                int sum = 0;
                foreach (int element in units.Members[u]) sum += _model.Counts[l].Has[element];
                if (sum > 0) list.Add((l, sum));
            }

            _counted[u] = [.. list];
        }

        _valueStart = new int[_model.Distincts.Count + 1];
        for (int d = 0; d < _model.Distincts.Count; d++) _valueStart[d + 1] = _valueStart[d] + ((_model.Distincts[d].Values + 63) / 64);
        _slotStart = new int[_model.Overlaps.Count + 1];
        for (int o = 0; o < _model.Overlaps.Count; o++) _slotStart[o + 1] = _slotStart[o] + ((_model.Overlaps[o].Weights.Length + 63) / 64);
        _values = new ulong[units.Count][];
        _slots = new ulong[]?[units.Count][];
        for (int u = 0; u < units.Count; u++)
        {
            _values[u] = ValuesOf(units.Members[u]);
            _slots[u] = [.. _model.Overlaps.Select(limit => CommonOf(limit, units.Members[u]))];
        }

        _families = Families();
        _possible = new int[_groups];
    }

    public int Counts => _model.Counts.Count;

    public int ValueWords => _valueStart[^1];

    public int SlotWords => _slotStart[^1];

    /// <summary>Whether a limit binds one group and no other.</summary>
    public bool BindsAlone(int group) =>
        _model.Counts.Any(limit => limit.Group == group) || _model.Distincts.Any(limit => limit.Group == group) || _model.Overlaps.Any(limit => limit.Group == group);

    /// <summary>Everything about a unit that the limits look at.</summary>
    public string Signature(int unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(',', _counted[unit])}|{string.Join(',', _values[unit])}|{string.Join('/', _slots[unit].Select(slots => slots is null ? "none" : string.Join(',', slots)))}");

    /// <summary>Whether a unit may enter a group as it is.</summary>
    public bool Admits(PlacementNode node, int unit, int group)
    {
        if (node.IsClosed[group]) return false;
        foreach (var (limit, count) in _counted[unit])
        {
            if (_model.Counts[limit].Binds(group) && node.Count[(group * Counts) + limit] + count > _model.Counts[limit].Maximum) return false;
        }

        for (int o = 0; o < _slots[unit].Length; o++)
        {
            var limit = _model.Overlaps[o];
            if (!limit.Binds(group) || node.Size[group] + _weight[unit] < 2) continue;
            if (_slots[unit][o] is not { } slots) return false;
            var common = node.Size[group] == 0 ? slots : node.Common.AsSpan((group * SlotWords) + _slotStart[o], slots.Length);
            long weight = 0;
            for (int w = 0; w < slots.Length; w++)
            {
                for (ulong bits = slots[w] & common[w]; bits != 0; bits &= bits - 1) weight += limit.Weights[(w * 64) + BitOperations.TrailingZeroCount(bits)];
            }

            if (weight < limit.Minimum) return false;
        }

        return _model.Before is null || node.Moved + MovesOf(unit, group) <= _model.MostMoves;
    }

    /// <summary>Notes that a unit is in a group from now on; its size is counted already.</summary>
    public void Enter(PlacementNode node, int unit, int group)
    {
        foreach (var (limit, count) in _counted[unit]) node.Count[(group * Counts) + limit] += count;
        for (int w = 0; w < ValueWords; w++) node.Values[(group * ValueWords) + w] |= _values[unit][w];
        bool isFirst = node.Size[group] == _weight[unit];
        for (int o = 0; o < _slots[unit].Length; o++)
        {
            if (_slots[unit][o] is not { } slots)
            {
                node.IsClosed[group] |= _model.Overlaps[o].Binds(group);
                continue;
            }

            int at = (group * SlotWords) + _slotStart[o];
            for (int w = 0; w < slots.Length; w++) node.Common[at + w] = isFirst ? slots[w] : node.Common[at + w] & slots[w];
        }

        if (_model.Before is not null) node.Moved += MovesOf(unit, group);
    }

    /// <summary>Judges what can still be reached, and closes or forces what follows from it; false when a limit cannot be kept any more.</summary>
    public bool Narrow(PlacementNode node, ref bool isStable, ref long work)
    {
        for (int l = 0; l < Counts; l++)
        {
            if (!NarrowCount(node, l, ref isStable, ref work)) return false;
        }

        for (int d = 0; d < _model.Distincts.Count; d++)
        {
            for (int g = 0; g < _groups; g++)
            {
                if (_model.Distincts[d].Binds(g) && Reachable(node, d, g, ref work) < _model.Distincts[d].Minimum) return false;
            }
        }

        return node.Moved <= _model.MostMoves;
    }

    /// <summary>The most elements that may still enter a group by the limits' maxima.</summary>
    public int RoomLeft(PlacementNode node, int group)
    {
        if (node.IsClosed[group]) return 0;
        int room = int.MaxValue;
        foreach (var family in _families)
        {
            if (!_model.Counts[family[0]].Binds(group)) continue;
            long left = 0;
            foreach (int limit in family) left += _model.Counts[limit].Maximum - node.Count[(group * Counts) + limit];
            room = (int)Math.Min(room, left);
        }

        return room;
    }

    private bool NarrowCount(PlacementNode node, int l, ref bool isStable, ref long work)
    {
        var limit = _model.Counts[l];
        Array.Clear(_possible);
        int left = 0;
        for (int u = 0; u < node.Place.Length; u++)
        {
            if (node.Place[u] >= 0) continue;
            int count = CountOf(u, l);
            if (count == 0) continue;
            left += count;
            for (ulong bits = node.Open[u]; bits != 0; bits &= bits - 1) _possible[BitOperations.TrailingZeroCount(bits)] += count;
        }

        work += node.Place.Length / 4;
        long room = 0;
        long need = 0;
        for (int g = 0; g < _groups; g++)
        {
            if (!limit.Binds(g))
            {
                room += _possible[g];
                continue;
            }

            int there = node.Count[(g * Counts) + l];
            if (there > limit.Maximum) return false;
            room += Math.Min(_possible[g], limit.Maximum - there);
            if (there >= limit.Minimum) continue;
            bool isOwed = !limit.OnlyIfAny || there > 0;
            if (isOwed) need += limit.Minimum - there;
            if (there + _possible[g] > limit.Minimum || _possible[g] == 0)
            {
                if (isOwed && there + _possible[g] < limit.Minimum) return false;
                continue;
            }

            if (there + _possible[g] < limit.Minimum)
            {
                // The least is out of reach: with somebody there already nothing helps, else nobody of these may come.
                if (isOwed) return false;
                Each(node, l, g, keep: false);
                isStable = false;
            }
            else if (isOwed)
            {
                Each(node, l, g, keep: true);
                isStable = false;
            }
        }

        return left <= room && left >= need;
    }

    /// <summary>Everybody whom a limit counts and to whom a group is open goes there, or does not.</summary>
    private void Each(PlacementNode node, int l, int group, bool keep)
    {
        for (int u = 0; u < node.Place.Length; u++)
        {
            if (node.Place[u] >= 0 || (node.Open[u] >> group & 1) == 0 || CountOf(u, l) == 0) continue;
            if (keep) node.Open[u] = 1UL << group;
            else node.Open[u] &= ~(1UL << group);
        }
    }

    private int CountOf(int unit, int limit)
    {
        foreach (var (l, count) in _counted[unit])
        {
            if (l == limit) return count;
        }

        return 0;
    }

    /// <summary>The different values that a group has or can still get.</summary>
    private int Reachable(PlacementNode node, int d, int group, ref long work)
    {
        int reachable = 0;
        work += node.Place.Length / 4;
        for (int w = _valueStart[d]; w < _valueStart[d + 1]; w++)
        {
            ulong values = node.Values[(group * ValueWords) + w];
            for (int u = 0; u < node.Place.Length; u++)
            {
                if (node.Place[u] < 0 && (node.Open[u] >> group & 1) != 0) values |= _values[u][w];
            }

            reachable += BitOperations.PopCount(values);
        }

        return reachable;
    }

    private int MovesOf(int unit, int group)
    {
        int moves = 0;
        foreach (int element in _units.Members[unit])
        {
            int was = _model.Before![element];
            if (was >= 0 && was != group) moves++;
        }

        return moves;
    }

    private ulong[] ValuesOf(int[] members)
    {
        ulong[] values = new ulong[ValueWords];
        for (int d = 0; d < _model.Distincts.Count; d++)
        {
            foreach (int element in members)
            {
                foreach (int code in _model.Distincts[d].Codes[element]) values[_valueStart[d] + (code >> 6)] |= 1UL << (code & 63);
            }
        }

        return values;
    }

    private static ulong[]? CommonOf(OverlapLimit limit, int[] members)
    {
        ulong[]? common = null;
        foreach (int element in members)
        {
            if (limit.Slots[element] is not { } slots) return null;
            if (common is null) common = (ulong[])slots.Clone();
            else for (int w = 0; w < common.Length; w++) common[w] &= slots[w];
        }

        return common;
    }

    private List<List<int>> Families()
    {
        var families = new List<List<int>>();
        var covered = new List<bool[]>();
        for (int l = 0; l < Counts; l++)
        {
            var limit = _model.Counts[l];
            if (limit.Maximum >= _model.Count) continue;
            int home = families.FindIndex(family => _model.Counts[family[0]].Group == limit.Group && !Meets(covered[families.IndexOf(family)], limit.Has));
            if (home < 0)
            {
                home = families.Count;
                families.Add([]);
                covered.Add(new bool[_model.Count]);
            }

            families[home].Add(l);
            for (int i = 0; i < _model.Count; i++) covered[home][i] |= limit.Has[i] > 0;
        }

        // Only a family that counts everybody, once, says how much room there is.
        for (int f = families.Count - 1; f >= 0; f--)
        {
            if (Array.TrueForAll(covered[f], isCovered => isCovered) && families[f].TrueForAll(l => Array.TrueForAll(_model.Counts[l].Has, has => has <= 1))) continue;
            families.RemoveAt(f);
            covered.RemoveAt(f);
        }

        return families;
    }

    private static bool Meets(bool[] covered, byte[] has)
    {
        for (int i = 0; i < has.Length; i++)
        {
            if (covered[i] && has[i] > 0) return true;
        }

        return false;
    }
}
