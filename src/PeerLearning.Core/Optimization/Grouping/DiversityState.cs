using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PeerLearning.Optimization;

/// <summary>
/// A grouping under search with its gain matrix: for every group and element, the sum of the weights between the element and the group's members.
/// A swap is judged in O(1), a whole row of swaps in a few vector instructions, and an accepted swap updates three rows.
/// </summary>
/// <remarks>
/// All numbers are integers, so that a scan finds the same move on every width of vector. Rows are padded to whole vectors of 16; a padded place
/// belongs to the group after the last, which no move can enter.
/// </remarks>
internal sealed class DiversityState
{
    /// <summary>Far below every change that a move can make, and far enough above the least integer to be added to.</summary>
    private const int Never = int.MinValue / 2;

    /// <summary>What a row costs before its first entry, in units of which an entry costs a half; measured with 30 to 240 elements.</summary>
    private const int FixedWork = 56;

    private readonly int[] _weights;
    private readonly int[] _gains;
    private readonly int[] _own;
    private readonly int[] _group;
    private readonly int[] _table;
    private readonly int[] _size;
    private readonly int[] _lower;
    private readonly int[] _upper;
    private readonly int[] _entry;

    public DiversityState(DiversityInstance instance)
    {
        Instance = instance;
        _weights = instance.Weights;
        Stride = instance.Stride;
        RowWork = FixedWork + (Stride / 2);
        Groups = instance.Groups;
        _gains = GC.AllocateArray<int>(Groups * Stride);
        _own = new int[Stride];
        _group = new int[Stride];
        Lanes = Math.Max(32, (Groups + 16) & ~15);
        _table = new int[Lanes];
        _size = new int[Groups];
        _lower = (int[])instance.Lower.Clone();
        _upper = (int[])instance.Upper.Clone();
        _entry = new int[Groups * Lanes];
        Array.Fill(_entry, Never);
        Array.Fill(_table, Never);
        Array.Fill(_group, Groups);
    }

    public DiversityInstance Instance { get; }

    public int Stride { get; }

    public int Groups { get; }

    /// <summary>The number of groups, rounded up to whole vectors with one place to spare.</summary>
    public int Lanes { get; }

    public long Objective { get; private set; }

    /// <summary>Work so far: <see cref="RowWork"/> for each row looked at and each swap or move carried out, a unit for each group that is looked at.</summary>
    public long Work { get; set; }

    /// <summary>The work of a row: what it costs however short it is, and half a unit for each entry.</summary>
    public long RowWork { get; }

    public long Swaps { get; private set; }

    public ReadOnlySpan<int> Group => _group.AsSpan(0, Instance.Count);

    public ReadOnlySpan<int> Sizes => _size;

    /// <summary>Takes over a grouping and computes its gains.</summary>
    public void Load(ReadOnlySpan<int> group)
    {
        Instance.Lower.CopyTo(_lower, 0);
        Instance.Upper.CopyTo(_upper, 0);
        group[..Instance.Count].CopyTo(_group);
        Array.Clear(_gains);
        Array.Clear(_size);
        for (int i = 0; i < Instance.Count; i++)
        {
            int g = _group[i];
            _size[g]++;
            AddRow(_gains.AsSpan(g * Stride, Stride), _weights.AsSpan(i * Stride, Stride));
        }

        long twice = 0;
        for (int i = 0; i < Instance.Count; i++)
        {
            _own[i] = _gains[(_group[i] * Stride) + i];
            twice += _own[i];
        }

        Objective = twice / 2;
        for (int g = 0; g < Groups; g++) Reopen(g);
        Work += Instance.Count * RowWork;
    }

    /// <summary>The grouping, with every group under the name of the range of sizes that it holds.</summary>
    public int[] Named()
    {
        int[] name = new int[Groups];
        bool[] isTaken = new bool[Groups];
        for (int g = 0; g < Groups; g++)
        {
            int range = 0;
            while (isTaken[range] || _lower[g] != Instance.Lower[range] || _upper[g] != Instance.Upper[range]) range++;
            isTaken[range] = true;
            name[g] = range;
        }

        int[] group = new int[Instance.Count];
        for (int i = 0; i < group.Length; i++) group[i] = name[_group[i]];
        return group;
    }

    public int GainOf(int element, int group) => _gains[(group * Stride) + element] - _own[element];

    public int SwapGain(int i, int j) => GainOf(i, _group[j]) + GainOf(j, _group[i]) - (2 * _weights[(i * Stride) + j]);

    /// <summary>
    /// The first element from <paramref name="from"/> on whose swap with <paramref name="i"/> changes the objective by at least
    /// <paramref name="floor"/> - temperature x its entry in <paramref name="noise"/>; the stride when there is none.
    /// </summary>
    /// <param name="i">The element.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="floor">What an exchange must change the objective by when its noise is 0.</param>
    /// <param name="temperature">How much the noise counts.</param>
    /// <param name="noise">One number for each element and place of padding.</param>
    /// <param name="isReady">Whether <see cref="FirstMove"/> was asked about the element just before, and found none.</param>
    public int FirstSwap(int i, int from, float floor, float temperature, ReadOnlySpan<float> noise, bool isReady)
    {
        int own = _group[i];
        if (!isReady) Tabulate(i);
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Groups < 32) return FirstSwap512(i, from, floor, temperature, noise, own);
        if (Avx2.IsSupported) return FirstSwap256(i, from, floor, temperature, noise, own);
        return FirstSwapScalar(i, from, floor, temperature, noise, own);
    }

    /// <summary>
    /// The first group to which a move of an element changes the objective by at least <paramref name="floor"/> - temperature x its entry in
    /// <paramref name="noise"/>, and leaves sizes that the ranges allow; -1 when there is none.
    /// </summary>
    /// <remarks>
    /// When the sizes fit only with the two ranges exchanged, the groups exchange them: from a group to one that is smaller by one, somebody can always
    /// move. Such moves lead to groupings that exchanges reach only through a deep valley.
    /// </remarks>
    public int FirstMove(int i, float floor, float temperature, ReadOnlySpan<float> noise)
    {
        Tabulate(i);
        int entry = _group[i] * Lanes;
        var heat = Vector512.Create(temperature);
        var least = Vector512.Create(floor);
        Work += Groups;
        for (int k = 0; k < Groups; k += 16)
        {
            var change = Vector512.LoadUnsafe(ref _table[k]) + Vector512.LoadUnsafe(ref _entry[entry + k]);
            var limit = least - (heat * Vector512.LoadUnsafe(in noise[k]));
            ulong found = Vector512.GreaterThanOrEqual(Vector512.ConvertToSingle(change), limit).ExtractMostSignificantBits();
            if (found != 0) return k + BitOperations.TrailingZeroCount(found);
        }

        return -1;
    }

    /// <summary>Exchanges the places of two elements of different groups.</summary>
    public void Swap(int i, int j, int change)
    {
        int a = _group[i];
        int b = _group[j];
        Objective += change;
        Swaps++;
        _group[i] = b;
        _group[j] = a;
        Shift(a, b, i, j);
        _own[i] = _gains[(b * Stride) + i];
        _own[j] = _gains[(a * Stride) + j];
        Work += RowWork;
    }

    /// <summary>Moves an element to another group; the two exchange their ranges when their sizes do not fit otherwise.</summary>
    public void Move(int i, int to)
    {
        int from = _group[i];
        Objective += GainOf(i, to);
        _group[i] = to;
        if (!Fits(from, to))
        {
            (_lower[from], _lower[to]) = (_lower[to], _lower[from]);
            (_upper[from], _upper[to]) = (_upper[to], _upper[from]);
        }

        _size[from]--;
        _size[to]++;
        Reopen(from);
        Reopen(to);
        var row = _weights.AsSpan(i * Stride, Stride);
        var leaving = _gains.AsSpan(from * Stride, Stride);
        var entering = _gains.AsSpan(to * Stride, Stride);
        for (int k = 0; k < row.Length; k++)
        {
            leaving[k] -= row[k];
            entering[k] += row[k];
            if (_group[k] == from) _own[k] -= row[k];
            else if (_group[k] == to) _own[k] += row[k];
        }

        _own[i] = entering[i];
        Work += RowWork;
    }

    private bool Fits(int from, int to) => _size[from] > _lower[from] && _size[to] < _upper[to];

    private bool FitsExchanged(int from, int to) =>
        _size[from] > _lower[to] && _size[from] - 1 <= _upper[to] && _size[to] + 1 >= _lower[from] && _size[to] < _upper[from];

    /// <summary>Notes between which groups elements may move, from and to the given one.</summary>
    private void Reopen(int group)
    {
        for (int other = 0; other < Groups; other++)
        {
            if (other == group) continue;
            _entry[(group * Lanes) + other] = Fits(group, other) || FitsExchanged(group, other) ? 0 : Never;
            _entry[(other * Lanes) + group] = Fits(other, group) || FitsExchanged(other, group) ? 0 : Never;
        }
    }

    /// <summary>What a move of the element to each group changes.</summary>
    private void Tabulate(int i)
    {
        int[] table = _table;
        int mine = _own[i];
        for (int g = 0, at = i; g < Groups; g++, at += Stride) table[g] = _gains[at] - mine;
        table[_group[i]] = Never;
    }

    private static void AddRow(Span<int> target, ReadOnlySpan<int> row)
    {
        for (int k = 0; k < row.Length; k += Vector<int>.Count)
        {
            (new Vector<int>(target[k..]) + new Vector<int>(row[k..])).CopyTo(target[k..]);
        }
    }

    /// <summary>Group a loses i and wins j, group b the other way round: both rows of gains and the own gains of their members follow.</summary>
    private void Shift(int a, int b, int i, int j)
    {
        ref int rowI = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_weights), i * Stride);
        ref int rowJ = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_weights), j * Stride);
        ref int gainA = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_gains), a * Stride);
        ref int gainB = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_gains), b * Stride);
        ref int own = ref MemoryMarshal.GetArrayDataReference(_own);
        ref int group = ref MemoryMarshal.GetArrayDataReference(_group);
        nuint stride = (nuint)Stride;
        if (Vector512.IsHardwareAccelerated)
        {
            var inA = Vector512.Create(a);
            var inB = Vector512.Create(b);
            for (nuint k = 0; k < stride; k += 16)
            {
                var change = Vector512.LoadUnsafe(ref rowJ, k) - Vector512.LoadUnsafe(ref rowI, k);
                var where = Vector512.LoadUnsafe(ref group, k);
                (Vector512.LoadUnsafe(ref gainA, k) + change).StoreUnsafe(ref gainA, k);
                (Vector512.LoadUnsafe(ref gainB, k) - change).StoreUnsafe(ref gainB, k);
                var mine = Vector512.LoadUnsafe(ref own, k);
                mine += change & Vector512.Equals(where, inA);
                mine -= change & Vector512.Equals(where, inB);
                mine.StoreUnsafe(ref own, k);
            }
        }
        else
        {
            var inA = new Vector<int>(a);
            var inB = new Vector<int>(b);
            for (nuint k = 0; k < stride; k += (nuint)Vector<int>.Count)
            {
                var change = Vector.LoadUnsafe(ref rowJ, k) - Vector.LoadUnsafe(ref rowI, k);
                var where = Vector.LoadUnsafe(ref group, k);
                (Vector.LoadUnsafe(ref gainA, k) + change).StoreUnsafe(ref gainA, k);
                (Vector.LoadUnsafe(ref gainB, k) - change).StoreUnsafe(ref gainB, k);
                var mine = Vector.LoadUnsafe(ref own, k);
                mine += change & Vector.Equals(where, inA);
                mine -= change & Vector.Equals(where, inB);
                mine.StoreUnsafe(ref own, k);
            }
        }
    }

    private int FirstSwap512(int i, int from, float floor, float temperature, ReadOnlySpan<float> noise, int own)
    {
        ref int row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_weights), i * Stride);
        ref int gain = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_gains), own * Stride);
        ref int mine = ref MemoryMarshal.GetArrayDataReference(_own);
        ref int group = ref MemoryMarshal.GetArrayDataReference(_group);
        ref float random = ref MemoryMarshal.GetReference(noise);
        var low = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_table));
        var high = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_table), 16);
        var heat = Vector512.Create(temperature);
        var least = Vector512.Create(floor);
        nuint stride = (nuint)Stride;
        nuint k = (nuint)(from & ~15);
        ulong keep = ulong.MaxValue << (from & 15);
        for (; k < stride; k += 16)
        {
            var weight = Vector512.LoadUnsafe(ref row, k);
            var change = Avx512F.PermuteVar16x32x2(low, Vector512.LoadUnsafe(ref group, k), high)
                + (Vector512.LoadUnsafe(ref gain, k) - Vector512.LoadUnsafe(ref mine, k)) - (weight + weight);
            var limit = least - (heat * Vector512.LoadUnsafe(ref random, k));
            ulong found = Vector512.GreaterThanOrEqual(Vector512.ConvertToSingle(change), limit).ExtractMostSignificantBits() & keep;
            if (found != 0) return (int)k + BitOperations.TrailingZeroCount(found);
            keep = ulong.MaxValue;
        }

        return Stride;
    }

    private unsafe int FirstSwap256(int i, int from, float floor, float temperature, ReadOnlySpan<float> noise, int own)
    {
        ref int row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_weights), i * Stride);
        ref int gain = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_gains), own * Stride);
        ref int mine = ref MemoryMarshal.GetArrayDataReference(_own);
        ref int group = ref MemoryMarshal.GetArrayDataReference(_group);
        ref float random = ref MemoryMarshal.GetReference(noise);
        var heat = Vector256.Create(temperature);
        var least = Vector256.Create(floor);
        nuint stride = (nuint)Stride;
        nuint k = (nuint)(from & ~7);
        uint keep = uint.MaxValue << (from & 7);
        fixed (int* table = _table)
        {
            for (; k < stride; k += 8)
            {
                var weight = Vector256.LoadUnsafe(ref row, k);
                var change = Avx2.GatherVector256(table, Vector256.LoadUnsafe(ref group, k), 4)
                    + (Vector256.LoadUnsafe(ref gain, k) - Vector256.LoadUnsafe(ref mine, k)) - (weight + weight);
                var limit = least - (heat * Vector256.LoadUnsafe(ref random, k));
                uint found = Vector256.GreaterThanOrEqual(Vector256.ConvertToSingle(change), limit).ExtractMostSignificantBits() & keep;
                if (found != 0) return (int)k + BitOperations.TrailingZeroCount(found);
                keep = uint.MaxValue;
            }
        }

        return Stride;
    }

    private int FirstSwapScalar(int i, int from, float floor, float temperature, ReadOnlySpan<float> noise, int own)
    {
        int row = i * Stride;
        int gain = own * Stride;
        for (int k = from; k < Stride; k++)
        {
            int change = _table[_group[k]] + (_gains[gain + k] - _own[k]) - (2 * _weights[row + k]);
            float product = temperature * noise[k];
            if (change >= floor - product) return k;
        }

        return Stride;
    }
}
