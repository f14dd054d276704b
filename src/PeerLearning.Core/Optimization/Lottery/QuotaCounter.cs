using System.Numerics;
using System.Runtime.InteropServices;

namespace PeerLearning.Optimization;

/// <summary>
/// Counts exactly how many sets of candidates keep the quotas, by dynamic programming over the groups with the rows' activities as state, and draws
/// one uniformly (de Azevedo and Goelz, "Maximally Random Sortition", 2026).
/// </summary>
internal sealed class QuotaCounter
{
    private readonly QuotaProgram _program;
    private readonly int[] _members;
    private readonly UInt128[] _radix;
    private readonly List<Dictionary<UInt128, BigInteger>> _layers = [];

    private QuotaCounter(QuotaProgram program, int[] members, UInt128[] radix)
    {
        _program = program;
        _members = members;
        _radix = radix;
    }

    /// <summary>The number of sets.</summary>
    public BigInteger Count => _layers[0].GetValueOrDefault(UInt128.Zero);

    /// <summary>Counts; null where the states are too many or the programme has more than groups.</summary>
    public static QuotaCounter? TryCount(QuotaProgram program, int[] members, int maxStates, CancellationToken cancellation)
    {
        if (program.Variables != members.Length) return null;
        var radix = new UInt128[program.Rows];
        UInt128 size = 1;
        for (int r = 0; r < program.Rows; r++)
        {
            if (program.RowLower[r] < 0 || program.RowUpper[r] < 0 || program.RowLower[r] > program.RowUpper[r]) return null;
            radix[r] = size;
            if (UInt128.MaxValue / size <= (UInt128)(program.RowUpper[r] + 2)) return null;
            size *= (UInt128)(program.RowUpper[r] + 1);
        }

        for (int v = 0; v < program.Variables; v++)
        {
            foreach (int coefficient in program.CoefficientsOf(v))
            {
                if (coefficient != 1) return null;
            }
        }

        var counter = new QuotaCounter(program, members, radix);
        return counter.Reach(maxStates, cancellation) ? counter : null;
    }

    /// <summary>The expected number taken of each group under the uniform draw.</summary>
    public double[] Expected()
    {
        double[] expected = new double[_members.Length];
        var forward = new Dictionary<UInt128, BigInteger> { [UInt128.Zero] = BigInteger.One };
        for (int g = 0; g < _members.Length; g++)
        {
            var next = new Dictionary<UInt128, BigInteger>();
            BigInteger taken = 0;
            foreach (var (state, ways) in forward)
            {
                for (int x = _program.Lower[g]; x <= _program.Upper[g]; x++)
                {
                    var to = Move(g, state, x);
                    if (!_layers[g + 1].TryGetValue(to, out var rest)) continue;
                    var through = ways * Choose(_members[g], x);
                    taken += through * rest * x;
                    ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(next, to, out _);
                    sum += through;
                }
            }

            expected[g] = Ratio(taken, Count);
            forward = next;
        }

        return expected;
    }

    /// <summary>How many of each group a uniformly drawn set has.</summary>
    /// <param name="ticket">A uniform number from 0 below <see cref="Count"/>.</param>
    public int[] Draw(BigInteger ticket)
    {
        int[] point = new int[_members.Length];
        UInt128 state = 0;
        for (int g = 0; g < point.Length; g++)
        {
            for (int x = _program.Lower[g]; x <= _program.Upper[g]; x++)
            {
                var to = Move(g, state, x);
                if (!_layers[g + 1].TryGetValue(to, out var rest)) continue;
                var ways = Choose(_members[g], x) * rest;
                if (ticket >= ways)
                {
                    ticket -= ways;
                    continue;
                }

                // Which set of this size does not matter: members are drawn evenly. The rest of the ticket goes on.
                ticket /= Choose(_members[g], x);
                point[g] = x;
                state = to;
                break;
            }
        }

        return point;
    }

    private static double Ratio(BigInteger part, BigInteger whole) => (double)((part << 64) / whole) / Math.Pow(2, 64);

    private static BigInteger Choose(int n, int k)
    {
        BigInteger result = 1;
        for (int i = 1; i <= k; i++) result = result * (n - k + i) / i;
        return result;
    }

    private UInt128 Move(int group, UInt128 state, int taken)
    {
        foreach (int row in _program.RowsOf(group)) state += _radix[row] * (UInt128)taken;
        return state;
    }

    private int Activity(UInt128 state, int row) => (int)(state / _radix[row] % (UInt128)(_program.RowUpper[row] + 1));

    /// <summary>Finds the states that both a beginning and an end can meet, layer by layer, then counts from the end.</summary>
    private bool Reach(int maxStates, CancellationToken cancellation)
    {
        int groups = _members.Length;
        var room = new int[groups + 1, _program.Rows];
        for (int g = groups - 1; g >= 0; g--)
        {
            for (int r = 0; r < _program.Rows; r++) room[g, r] = room[g + 1, r];
            foreach (int row in _program.RowsOf(g)) room[g, row] += _program.Upper[g];
        }

        var layers = new List<HashSet<UInt128>> { new() { UInt128.Zero } };
        int states = 1;
        for (int g = 0; g < groups; g++)
        {
            var next = new HashSet<UInt128>();
            foreach (var state in layers[g])
            {
                for (int x = _program.Lower[g]; x <= _program.Upper[g] && Fits(g, state, x); x++)
                {
                    var to = Move(g, state, x);
                    bool canEnd = true;
                    for (int r = 0; r < _program.Rows && canEnd; r++) canEnd = room[g + 1, r] >= _program.RowLower[r] - Activity(to, r);
                    if (canEnd && next.Add(to) && ++states > maxStates) return false;
                }
            }

            if (cancellation.IsCancellationRequested) return false;
            layers.Add(next);
        }

        var ends = layers[groups].ToDictionary(state => state, _ => BigInteger.One);
        var counted = new Dictionary<UInt128, BigInteger>[groups + 1];
        counted[groups] = ends;
        for (int g = groups - 1; g >= 0; g--)
        {
            counted[g] = [];
            foreach (var state in layers[g])
            {
                BigInteger sum = 0;
                for (int x = _program.Lower[g]; x <= _program.Upper[g] && Fits(g, state, x); x++)
                {
                    if (counted[g + 1].TryGetValue(Move(g, state, x), out var rest)) sum += Choose(_members[g], x) * rest;
                }

                if (!sum.IsZero) counted[g].Add(state, sum);
            }
        }

        _layers.AddRange(counted);
        return true;
    }

    private bool Fits(int group, UInt128 state, int taken)
    {
        foreach (int row in _program.RowsOf(group))
        {
            if (Activity(state, row) + taken > _program.RowUpper[row]) return false;
        }

        return true;
    }
}
