namespace PeerLearning.Optimization;

/// <summary>The change of the objective by moves of units, under whatever form the objective has.</summary>
internal abstract class UnitGains
{
    /// <summary>The objective of the current grouping.</summary>
    public abstract double Objective { get; }

    /// <summary>Takes over a grouping of the units.</summary>
    public abstract void Load(int[] group);

    /// <summary>The change when a unit goes to another group.</summary>
    public abstract double Move(int unit, int from, int to);

    /// <summary>The change when two units exchange their groups.</summary>
    public abstract double Swap(int first, int second, int a, int b);

    /// <summary>Carries a move out.</summary>
    public abstract void Apply(int unit, int from, int to);
}

/// <summary>Gains from matrices of weights between units: O(1) a question, O(units) a move.</summary>
internal sealed class MatrixGains : UnitGains
{
    private readonly int _units;
    private readonly int _groups;
    private readonly int[] _sizes;
    private readonly int[]? _plain;
    private readonly int[]? _divided;
    private readonly long[] _plainGains;
    private readonly long[] _dividedGains;
    private readonly long[] _plainWithin;
    private readonly long[] _dividedWithin;
    private readonly long[] _plainOf;
    private readonly long[] _dividedOf;
    private readonly int[] _size;

    public MatrixGains(GroupingUnits units)
    {
        var model = units.Model;
        _units = units.Count;
        _groups = model.Groups;
        _sizes = Array.ConvertAll(units.Members, members => members.Length);
        _plain = Condense(units, model.Weights, out _plainWithin);
        _divided = Condense(units, model.WeightsPerSize, out _dividedWithin);
        _plainGains = new long[_plain is null ? 0 : _units * _groups];
        _dividedGains = new long[_divided is null ? 0 : _units * _groups];
        _plainOf = new long[_groups];
        _dividedOf = new long[_groups];
        _size = new int[_groups];
    }

    public override double Objective
    {
        get
        {
            double sum = 0;
            for (int g = 0; g < _groups; g++) sum += Value(_plainOf[g], _dividedOf[g], _size[g]);
            return sum;
        }
    }

    public override void Load(int[] group)
    {
        Array.Clear(_plainGains);
        Array.Clear(_dividedGains);
        Array.Clear(_plainOf);
        Array.Clear(_dividedOf);
        Array.Clear(_size);
        for (int u = 0; u < _units; u++) Enter(u, group[u]);
    }

    public override double Move(int unit, int from, int to)
    {
        long plain = 0, plainHere = 0, divided = 0, dividedHere = 0;
        if (_plain is not null) (plain, plainHere) = (_plainGains[(unit * _groups) + to], _plainGains[(unit * _groups) + from]);
        if (_divided is null) return plain - plainHere;
        (divided, dividedHere) = (_dividedGains[(unit * _groups) + to], _dividedGains[(unit * _groups) + from]);
        return (plain - plainHere)
            + Share(_dividedOf[to] + divided + _dividedWithin[unit], _size[to] + _sizes[unit]) - Share(_dividedOf[to], _size[to])
            + Share(_dividedOf[from] - dividedHere - _dividedWithin[unit], _size[from] - _sizes[unit]) - Share(_dividedOf[from], _size[from]);
    }

    public override double Swap(int first, int second, int a, int b)
    {
        double change = 0;
        if (_plain is not null)
        {
            change = _plainGains[(first * _groups) + b] - _plainGains[(first * _groups) + a] + _plainGains[(second * _groups) + a] - _plainGains[(second * _groups) + b]
                - (2L * _plain[(first * _units) + second]);
        }

        if (_divided is null) return change;
        long between = _divided[(first * _units) + second];
        long inA = _dividedOf[a] - _dividedGains[(first * _groups) + a] - _dividedWithin[first] + _dividedGains[(second * _groups) + a] - between + _dividedWithin[second];
        long inB = _dividedOf[b] - _dividedGains[(second * _groups) + b] - _dividedWithin[second] + _dividedGains[(first * _groups) + b] - between + _dividedWithin[first];
        int shift = _sizes[second] - _sizes[first];
        return change + Share(inA, _size[a] + shift) - Share(_dividedOf[a], _size[a]) + Share(inB, _size[b] - shift) - Share(_dividedOf[b], _size[b]);
    }

    public override void Apply(int unit, int from, int to)
    {
        Leave(unit, from);
        Enter(unit, to);
    }

    private static double Share(long divided, int size) => size > 0 ? (double)divided / size : 0;

    private static double Value(long plain, long divided, int size) => plain + Share(divided, size);

    private static int[]? Condense(GroupingUnits units, int[]? weights, out long[] within)
    {
        within = new long[units.Count];
        if (weights is null) return null;
        int n = units.Model.Count;
        int[] condensed = new int[units.Count * units.Count];
        for (int u = 0; u < units.Count; u++)
        {
            int[] mine = units.Members[u];
            for (int v = 0; v < units.Count; v++)
            {
                long sum = 0;
                foreach (int i in mine)
                {
                    foreach (int j in units.Members[v]) sum += weights[(i * n) + j];
                }

                if (u == v) within[u] = sum / 2;
                else condensed[(u * units.Count) + v] = checked((int)sum);
            }
        }

        return condensed;
    }

    private void Enter(int unit, int group)
    {
        if (_plain is not null)
        {
            _plainOf[group] += _plainGains[(unit * _groups) + group] + _plainWithin[unit];
            Add(_plainGains, _plain, unit, group, 1);
        }

        if (_divided is not null)
        {
            _dividedOf[group] += _dividedGains[(unit * _groups) + group] + _dividedWithin[unit];
            Add(_dividedGains, _divided, unit, group, 1);
        }

        _size[group] += _sizes[unit];
    }

    private void Leave(int unit, int group)
    {
        if (_plain is not null)
        {
            Add(_plainGains, _plain, unit, group, -1);
            _plainOf[group] -= _plainGains[(unit * _groups) + group] + _plainWithin[unit];
        }

        if (_divided is not null)
        {
            Add(_dividedGains, _divided, unit, group, -1);
            _dividedOf[group] -= _dividedGains[(unit * _groups) + group] + _dividedWithin[unit];
        }

        _size[group] -= _sizes[unit];
    }

    private void Add(long[] gains, int[] weights, int unit, int group, int sign)
    {
        for (int v = 0, at = group, w = unit * _units; v < _units; v++, at += _groups, w++) gains[at] += sign * weights[w];
    }
}
