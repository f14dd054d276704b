using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PeerLearning.Optimization;

/// <summary>
/// Grouping by squared distances for any number of elements: elements are dealt out from the farthest to the nearest, each to the group that it
/// balances best, first to groups of groups, then within; then pairs of groups exchange members as long as that gains.
/// </summary>
/// <remarks>
/// The sum of squared distances within a group is its size times the sum of squares less the square of the sum, so an exchange needs only the sums of
/// two groups, and no matrix of all pairs. Dealing follows assignment-based anticlustering (Baumann et al., arXiv 2601.06351, 2026). O(n log n) and a
/// counted number of exchanges.
/// </remarks>
internal sealed class SquaredSearch
{
    /// <summary>Groups dealt at once; more are dealt in two levels.</summary>
    private const int MostAtOnce = 128;

    /// <summary>Members of a large group that one exchange looks at.</summary>
    private const int Window = 64;

    private readonly GroupingModel _model;
    private readonly int _width;
    private readonly int _plainWidth;
    /// <summary>The attributes, scaled into [-1, 1] so that single precision serves whatever their unit.</summary>
    private readonly float[] _values;
    private readonly float[] _signs;
    private readonly float[] _norm;
    private readonly int[] _capacity;
    private readonly int[] _start;
    private readonly int[] _element;
    private readonly float[] _sums;
    private SeededRandom _random;
    private long _work;

    private SquaredSearch(GroupingModel model, ulong seed)
    {
        _model = model;
        _random = new SeededRandom(seed);
        var plain = model.Features;
        var perSize = model.FeaturesPerSize;
        _plainWidth = plain?.Columns ?? 0;
        _width = _plainWidth + (perSize?.Columns ?? 0);
        _values = new float[(long)model.Count * _width];
        _norm = new float[model.Count];
        _signs = new float[_width];
        for (int c = 0; c < _width; c++) _signs[c] = (float)(c < _plainWidth ? plain!.Signs?[c] ?? 1 : perSize!.Signs?[c - _plainWidth] ?? 1);
        double most = 0;
        foreach (double value in plain?.Values ?? []) most = Math.Max(most, Math.Abs(value));
        foreach (double value in perSize?.Values ?? []) most = Math.Max(most, Math.Abs(value));
        double scale = most > 0 ? 1 / most : 1;
        for (int i = 0; i < model.Count; i++)
        {
            var row = _values.AsSpan(i * _width, _width);
            for (int c = 0; c < _width; c++)
            {
                row[c] = (float)(scale * (c < _plainWidth ? plain!.Row(i)[c] : perSize!.Row(i)[c - _plainWidth]));
                if (c < _plainWidth) _norm[i] += _signs[c] * row[c] * row[c];
            }
        }

        _capacity = Capacities(model);
        _start = new int[model.Groups + 1];
        for (int g = 0; g < model.Groups; g++) _start[g + 1] = _start[g] + _capacity[g];
        _element = new int[model.Count];
        _sums = new float[(long)model.Groups * _width];
    }

    /// <summary>The grouping and the work spent, in exchanges looked at times columns.</summary>
    public static (int[] Group, long Work) Solve(GroupingModel model, ulong seed, long budget, Action<long, long>? report, CancellationToken cancellation)
    {
        var search = new SquaredSearch(model, seed);
        search.Deal();
        report?.Invoke(search._work, 0);
        search.Polish(budget, report, cancellation);
        int[] group = new int[model.Count];
        for (int g = 0; g < model.Groups; g++)
        {
            for (int at = search._start[g]; at < search._start[g + 1]; at++) group[search._element[at]] = g;
        }

        return (group, search._work);
    }

    /// <summary>Sizes within the ranges: one after the other filled up where large groups pay, else as even as can be.</summary>
    private static int[] Capacities(GroupingModel model)
    {
        int[] size = (int[])model.Lower.Clone();
        int left = model.Count - size.Sum();
        if (left == 0) return size;
        if (model.FeaturesPerSize is null && model.Features?.Signs is null)
        {
            int[] order = [.. Enumerable.Range(0, size.Length).OrderByDescending(g => model.Upper[g]).ThenBy(g => g)];
            foreach (int g in order)
            {
                int more = Math.Min(left, model.Upper[g] - size[g]);
                size[g] += more;
                left -= more;
            }

            return size;
        }

        var smallest = new PriorityQueue<int, (int, int)>();
        for (int g = 0; g < size.Length; g++) smallest.Enqueue(g, (size[g], g));
        while (left > 0)
        {
            int g = smallest.Dequeue();
            if (size[g] >= model.Upper[g]) continue;
            size[g]++;
            left--;
            smallest.Enqueue(g, (size[g], g));
        }

        return size;
    }

    private void Deal()
    {
        int count = _model.Count;
        int groups = _model.Groups;
        float[] far = new float[count];
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
            foreach (float value in Row(i)) far[i] -= value * value;
        }

        Array.Sort(far, order);
        if (groups <= MostAtOnce)
        {
            DealInto(order, [.. Enumerable.Range(0, groups).Select(g => (_start[g], _capacity[g]))], _element);
            return;
        }

        int bundles = (int)Math.Ceiling(Math.Sqrt(groups));
        var parts = new (int Start, int Capacity)[bundles];
        int[] first = new int[bundles + 1];
        for (int b = 0; b < bundles; b++)
        {
            first[b + 1] = (int)((long)groups * (b + 1) / bundles);
            parts[b] = (_start[first[b]], _start[first[b + 1]] - _start[first[b]]);
        }

        int[] dealt = new int[count];
        DealInto(order, parts, dealt);
        for (int b = 0; b < bundles; b++)
        {
            var within = Enumerable.Range(first[b], first[b + 1] - first[b]).Select(g => (_start[g], _capacity[g])).ToArray();
            DealInto(dealt.AsSpan(parts[b].Start, parts[b].Capacity), within, _element);
        }
    }

    /// <summary>Deals elements round by round: in each round every part that has room takes one, the part farthest off balance first.</summary>
    private void DealInto(ReadOnlySpan<int> order, (int Start, int Capacity)[] parts, int[] target)
    {
        float[] sums = new float[parts.Length * _width];
        int[] filled = new int[parts.Length];
        float[] off = new float[parts.Length];
        int[] turn = new int[parts.Length];
        int at = 0;
        int[] hand = new int[parts.Length];
        while (at < order.Length)
        {
            int open = 0;
            for (int p = 0; p < parts.Length; p++)
            {
                if (filled[p] >= parts[p].Capacity) continue;
                float square = 0;
                foreach (float value in sums.AsSpan(p * _width, _width)) square -= value * value;
                off[open] = square;
                turn[open++] = p;
            }

            open = Math.Min(open, order.Length - at);
            Array.Sort(off, turn, 0, open);
            order.Slice(at, open).CopyTo(hand);
            at += open;
            for (int k = 0, left = open; k < open; k++, left--)
            {
                int p = turn[k];
                var sum = sums.AsSpan(p * _width, _width);
                int best = 0;
                float least = float.PositiveInfinity;
                for (int h = 0; h < left; h++)
                {
                    float product = 0;
                    var row = Row(hand[h]);
                    for (int c = 0; c < row.Length; c++) product += sum[c] * row[c];
                    if (product >= least) continue;
                    least = product;
                    best = h;
                }

                int element = hand[best];
                hand[best] = hand[left - 1];
                target[parts[p].Start + filled[p]++] = element;
                var chosen = Row(element);
                for (int c = 0; c < chosen.Length; c++) sum[c] += chosen[c];
            }

            _work += (long)open * open * _width / 2;
        }
    }

    private void Polish(long budget, Action<long, long>? report, CancellationToken cancellation)
    {
        int groups = _model.Groups;
        if (groups < 2 || _width == 0) return;
        for (int g = 0; g < groups; g++) Resum(g);
        int[] order = new int[groups];
        for (int g = 0; g < groups; g++) order[g] = g;
        float[] side = new float[groups];
        int idle = 0;
        for (int pass = 0; _work < budget && idle < 40 && !cancellation.IsCancellationRequested; pass++)
        {
            // Every group meets another: a random one, or one that is off balance to the other side in a random direction.
            _random.Shuffle(order.AsSpan());
            bool isOpposite = pass % 4 != 3;
            if (isOpposite) SortBySide(order, side);
            int swaps = 0;
            for (int k = 0; k < groups / 2 && _work < budget; k++) swaps += Exchange(order[k], order[groups - 1 - k]);
            idle = swaps * 2000 < groups ? idle + 1 : 0;
            report?.Invoke(Math.Min(_work, budget), 0);
        }
    }

    private void SortBySide(int[] order, float[] side)
    {
        float[] direction = new float[_width];
        for (int c = 0; c < _width; c++) direction[c] = (float)_random.NextDouble() - 0.5f;
        for (int k = 0; k < order.Length; k++)
        {
            side[k] = 0;
            var sum = _sums.AsSpan(order[k] * _width, _width);
            for (int c = 0; c < _width; c++) side[k] += sum[c] * direction[c];
        }

        Array.Sort(side, order);
    }

    /// <summary>Carries out the best exchanges between two groups until none gains.</summary>
    private int Exchange(int a, int b)
    {
        int sizeA = Math.Min(_capacity[a], Window);
        int sizeB = Math.Min(_capacity[b], Window);
        if (sizeA == 0 || sizeB == 0) return 0;
        int fromA = _start[a] + (_capacity[a] > Window ? _random.Next(_capacity[a] - Window + 1) : 0);
        int fromB = _start[b] + (_capacity[b] > Window ? _random.Next(_capacity[b] - Window + 1) : 0);
        int lanes = (sizeB + 7) & ~7;
        Span<float> block = stackalloc float[0];
        float[]? rented = null;
        int need = (_width * lanes) + lanes + (3 * _width);
        if (need <= 4096) block = stackalloc float[need];
        else block = rented = System.Buffers.ArrayPool<float>.Shared.Rent(need);
        var columns = block[..(_width * lanes)];
        var ofB = block.Slice(_width * lanes, lanes);
        var slope = block.Slice((_width * lanes) + lanes, _width);
        var weight = block.Slice((_width * lanes) + lanes + _width, _width);
        var scaled = block.Slice((_width * lanes) + lanes + (2 * _width), _width);
        int swaps = 0;
        while (true)
        {
            Prepare(a, b, fromB, sizeB, lanes, slope, weight, columns, ofB);
            var (gain, i, j) = Best(a, b, fromA, sizeA, lanes, slope, weight, scaled, columns, ofB);
            _work += (long)sizeA * lanes * _width;
            if (gain <= 1e-6f) break;
            Trade(a, b, fromA + i, fromB + j);
            swaps++;
            if (swaps >= 8) break;
        }

        if (rented is not null) System.Buffers.ArrayPool<float>.Shared.Return(rented);
        if (swaps > 0)
        {
            Resum(a);
            Resum(b);
        }

        return swaps;
    }

    /// <summary>What does not depend on the member of a: slopes, weights, the members of b column by column and their own share of a gain.</summary>
    private void Prepare(int a, int b, int fromB, int sizeB, int lanes, Span<float> slope, Span<float> weight, Span<float> columns, Span<float> ofB)
    {
        float shift = _capacity[b] - _capacity[a];
        for (int c = 0; c < _width; c++)
        {
            float inA = c < _plainWidth ? _signs[c] : _signs[c] / _capacity[a];
            float inB = c < _plainWidth ? _signs[c] : _signs[c] / _capacity[b];
            slope[c] = 2 * ((inA * _sums[((long)a * _width) + c]) - (inB * _sums[((long)b * _width) + c]));
            weight[c] = inA + inB;
        }

        for (int j = 0; j < lanes; j++)
        {
            if (j >= sizeB)
            {
                ofB[j] = -1e30f;
                for (int c = 0; c < _width; c++) columns[(c * lanes) + j] = 0;
                continue;
            }

            int element = _element[fromB + j];
            var row = Row(element);
            float mine = -shift * _norm[element];
            for (int c = 0; c < row.Length; c++)
            {
                columns[(c * lanes) + j] = row[c];
                mine -= row[c] * (slope[c] + (weight[c] * row[c]));
            }

            ofB[j] = mine;
        }
    }

    private (float Gain, int I, int J) Best(
        int a, int b, int fromA, int sizeA, int lanes, ReadOnlySpan<float> slope, ReadOnlySpan<float> weight, Span<float> scaled, ReadOnlySpan<float> columns, ReadOnlySpan<float> ofB)
    {
        float shift = _capacity[b] - _capacity[a];
        float best = 0;
        int bestI = 0;
        int bestJ = 0;
        ref float block = ref MemoryMarshal.GetReference(columns);
        ref float own = ref MemoryMarshal.GetReference(ofB);
        for (int i = 0; i < sizeA; i++)
        {
            int element = _element[fromA + i];
            var row = Row(element);
            float mine = shift * _norm[element];
            for (int c = 0; c < row.Length; c++)
            {
                mine += row[c] * (slope[c] - (weight[c] * row[c]));
                scaled[c] = 2 * weight[c] * row[c];
            }

            for (int j = 0; j < lanes; j += 8)
            {
                var gain = Vector256.LoadUnsafe(ref own, (nuint)j) + Vector256.Create(mine);
                for (int c = 0; c < scaled.Length; c++) gain += Vector256.Create(scaled[c]) * Vector256.LoadUnsafe(ref block, (nuint)((c * lanes) + j));
                if (!Vector256.GreaterThanAny(gain, Vector256.Create(best))) continue;
                for (int lane = 0; lane < 8; lane++)
                {
                    if (gain.GetElement(lane) <= best) continue;
                    best = gain.GetElement(lane);
                    bestI = i;
                    bestJ = j + lane;
                }
            }
        }

        return (best, bestI, bestJ);
    }

    private void Trade(int a, int b, int atA, int atB)
    {
        var leavesA = Row(_element[atA]);
        var leavesB = Row(_element[atB]);
        for (int c = 0; c < _width; c++)
        {
            float difference = leavesB[c] - leavesA[c];
            _sums[((long)a * _width) + c] += difference;
            _sums[((long)b * _width) + c] -= difference;
        }

        (_element[atA], _element[atB]) = (_element[atB], _element[atA]);
    }

    /// <summary>Sums a group anew, so that rounding does not pile up.</summary>
    private void Resum(int group)
    {
        var sum = _sums.AsSpan(group * _width, _width);
        sum.Clear();
        for (int at = _start[group]; at < _start[group + 1]; at++)
        {
            var row = Row(_element[at]);
            for (int c = 0; c < row.Length; c++) sum[c] += row[c];
        }
    }

    private Span<float> Row(int element) => _values.AsSpan(element * _width, _width);
}
