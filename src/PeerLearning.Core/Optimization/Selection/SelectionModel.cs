using System.Numerics;

namespace PeerLearning.Optimization;

/// <summary>A selection problem laid out for pricing: features numbered through all columns, counts bounded by what there is.</summary>
internal sealed class SelectionModel
{
    private readonly int[] _offsets;
    private readonly int[] _lows;
    private readonly int[] _highs;
    private readonly double[] _scales;
    private readonly HashSet<int> _banned = [];
    private readonly int[][] _own;
    private long _magnitude;

    public SelectionModel(SelectionProblem problem)
    {
        Problem = problem;
        int size = problem.Size;
        Features = [.. problem.Columns.SelectMany(column => column.Features)];
        _offsets = new int[problem.Columns.Length];
        for (int c = 1; c < _offsets.Length; c++) _offsets[c] = _offsets[c - 1] + problem.Columns[c - 1].Features.Length;
        _own = [.. problem.Columns.Select((column, c) => Enumerable.Range(_offsets[c], column.Features.Length).ToArray())];
        Joints = Array.ConvertAll(problem.Columns, column => SelectionJointBound.Of(column, size));
        _scales = Array.ConvertAll(problem.Sums, Largest);
        if (problem.Required.Length > 0)
        {
            foreach (var (first, second) in problem.Conflicts)
            {
                bool isFirst = problem.Required.AsSpan().Contains(first), isSecond = problem.Required.AsSpan().Contains(second);
                IsRequirementBroken |= isFirst && isSecond;
                if (isFirst) _banned.Add(second);
                if (isSecond) _banned.Add(first);
            }
        }

        FeaturesOfCode = new int[problem.Columns.Length][][];
        RequiredCounts = new int[Features.Length];
        _lows = new int[Features.Length];
        _highs = new int[Features.Length];
        int[] last = [];
        for (int c = 0; c < problem.Columns.Length; c++)
        {
            var column = problem.Columns[c];
            int offset = _offsets[c];
            FeaturesOfCode[c] = Array.ConvertAll(column.FeaturesOfCode, list => Array.ConvertAll(list, f => f + offset));
            int[] available = c > 0 && ReferenceEquals(column.Codes, problem.Columns[c - 1].Codes) ? last : Available(column, size);
            last = available;
            foreach (int item in problem.Required)
            {
                foreach (int f in FeaturesOfCode[c][column.Codes[item]]) RequiredCounts[f]++;
            }

            for (int f = 0; f < column.Features.Length; f++)
            {
                long there = 0;
                foreach (int code in column.Features[f].Codes) there += available[code];
                int met = RequiredCounts[offset + f];
                _lows[offset + f] = Math.Max(column.Features[f].Minimum, met);
                _highs[offset + f] = (int)Math.Min(Math.Min(column.Features[f].Maximum, there), met + size - problem.Required.Length);
            }
        }
    }

    public SelectionProblem Problem { get; }

    /// <summary>The features of all columns, one after the other.</summary>
    public SelectionFeature[] Features { get; }

    /// <summary>The features of every code of every column, numbered through.</summary>
    public int[][][] FeaturesOfCode { get; }

    /// <summary>How often the required items meet every feature.</summary>
    public int[] RequiredCounts { get; }

    /// <summary>The number of prices: one per feature, then one per sum.</summary>
    public int PriceCount => Features.Length + Problem.Sums.Length;

    /// <summary>The number of items left to choose.</summary>
    public int Free => Problem.Size - Problem.Required.Length;

    /// <summary>The unit of a price: 1 for counts, the largest amount for a sum, so that steps fit both.</summary>
    public double PriceScale(int price) => price < Features.Length ? 1 : _scales[price - Features.Length];

    public int Offset(int column) => _offsets[column];

    public int Low(int feature) => _lows[feature];

    public int High(int feature) => _highs[feature];

    /// <summary>Whether two required items exclude each other.</summary>
    public bool IsRequirementBroken { get; }

    /// <summary>The given items without those that a required item excludes.</summary>
    public int[] Compatible(int[] items) => _banned.Count == 0 ? items : [.. items.Where(item => !_banned.Contains(item))];

    /// <summary>Whether the limits of a single feature or column already exclude every team: the cheapest proof that there is none.</summary>
    public bool IsPlainlyImpossible() => FindEmptyFeature() >= 0 || HasCrampedColumn() || HasHopelessCounts();

    // No counts of the column together keep its limits and its minimum of distinct features.
    private bool HasHopelessCounts()
    {
        long[] none = new long[PriceCount];
        for (int c = 0; c < Joints.Length; c++)
        {
            if (Joints[c] is { } joint && joint.Best<long>(_offsets[c], _own[c], RequiredCounts, _highs, none, Free, 0, default) is null) return true;
        }

        return false;
    }

    // Every item carries exactly one feature of the column, and all features together may not be carried often enough.
    private bool HasCrampedColumn()
    {
        for (int c = 0; c < Problem.Columns.Length; c++)
        {
            if (!Array.TrueForAll(FeaturesOfCode[c], list => list.Length == 1)) continue;
            long room = 0;
            for (int f = 0; f < Problem.Columns[c].Features.Length; f++) room += Math.Max(0, _highs[_offsets[c] + f]);
            if (room < Problem.Size) return true;
        }

        return false;
    }

    private int FindEmptyFeature()
    {
        for (int f = 0; f < Features.Length; f++)
        {
            bool any = false;
            for (int c = _lows[f]; c <= _highs[f] && !any; c++) any = Features[f].Gain[c] != SelectionFeature.Forbidden;
            if (!any) return f;
        }

        return -1;
    }

    /// <summary>What the counts and sums can bring at most at the given prices.</summary>
    /// <param name="prices">The prices.</param>
    /// <param name="chosen">Receives the count chosen per feature and the limit chosen per sum; may be empty.</param>
    /// <remarks>Each count on its own, but for the columns whose counts are bounded jointly; a column with a minimum of distinct features takes the cheapest way to
    /// meet that minimum. The same code serves the search for prices in floating point and the bound in exact integers.</remarks>
    public T CountPart<T>(ReadOnlySpan<T> prices, Span<double> chosen)
        where T : struct, INumber<T>
    {
        var total = T.Zero;
        for (int c = 0; c < _offsets.Length; c++)
        {
            total = checked(total + (Joints[c] is { } joint
                ? joint.Best(_offsets[c], _own[c], RequiredCounts, _highs, prices, Free, 0, chosen) ?? T.Zero
                : SeparateCounts(c, prices, chosen)));
        }

        for (int s = 0; s < Problem.Sums.Length; s++)
        {
            var price = prices[Features.Length + s];
            long limit = price >= T.Zero ? Problem.Sums[s].Maximum : Problem.Sums[s].Minimum;
            total = checked(total + (price * T.CreateChecked(limit)));
            if (!chosen.IsEmpty) chosen[Features.Length + s] = limit;
        }

        return total;
    }

    /// <summary>The bounds on the counts of a column all together; null where each count on its own does as well.</summary>
    public SelectionJointBound?[] Joints { get; }

    /// <summary>The best counts of a column that is bounded jointly, and what they are worth at the given prices; null if it has none.</summary>
    public double? BestCounts(int column, ReadOnlySpan<double> prices, Span<double> chosen) =>
        Joints[column]!.Best(_offsets[column], _own[column], RequiredCounts, _highs, prices, Free, 0, chosen);

    private T SeparateCounts<T>(int c, ReadOnlySpan<T> prices, Span<double> chosen)
        where T : struct, INumber<T>
    {
        var column = Problem.Columns[c];
        int met = 0;
        var total = T.Zero;
        List<(T Loss, int Feature, int Count)>? upgrades = column.MinimumDistinct > 0 ? [] : null;
        foreach (int f in _own[c])
        {
            long[] gain = Features[f].Gain;
            T price = prices[f], best = T.Zero, bestMet = T.Zero;
            int at = -1, atMet = -1;
            for (int count = _lows[f]; count <= _highs[f]; count++)
            {
                if (gain[count] == SelectionFeature.Forbidden) continue;
                var value = checked(T.CreateChecked(gain[count]) + (price * T.CreateChecked(count)));
                if (at < 0 || value > best) (best, at) = (value, count);
                if (count > 0 && (atMet < 0 || value > bestMet)) (bestMet, atMet) = (value, count);
            }

            total = checked(total + best);
            if (at > 0) met++;
            else if (upgrades is not null && atMet > 0) upgrades.Add((best - bestMet, f, atMet));
            if (!chosen.IsEmpty) chosen[f] = Math.Max(0, at);
        }

        if (upgrades is null || met >= column.MinimumDistinct) return total;
        upgrades.Sort((a, b) => a.Loss != b.Loss ? a.Loss.CompareTo(b.Loss) : a.Feature.CompareTo(b.Feature));
        foreach (var (loss, feature, count) in upgrades.Take(column.MinimumDistinct - met))
        {
            total -= loss;
            if (!chosen.IsEmpty) chosen[feature] = count;
        }

        return total;
    }

    /// <summary>How many items carry each code, exactly only where that is fewer than can be chosen.</summary>
    private static int[] Available(SelectionColumn column, int size)
    {
        const int Chunk = 1 << 14;
        int[] available = new int[column.CodeCount];
        for (int start = 0; start < column.Codes.Length; start += Chunk)
        {
            foreach (ushort code in column.Codes.AsSpan(start, Math.Min(Chunk, column.Codes.Length - start))) available[code]++;
            if (Array.TrueForAll(available, count => count >= size)) break;
        }

        return available;
    }

    /// <summary>The price of every code of every column: the sum over its features.</summary>
    public long[][] CodePrices(ReadOnlySpan<long> prices)
    {
        long[][] tables = new long[Problem.Columns.Length][];
        for (int c = 0; c < tables.Length; c++)
        {
            tables[c] = new long[Problem.Columns[c].CodeCount];
            for (int code = 0; code < tables[c].Length; code++)
            {
                foreach (int f in FeaturesOfCode[c][code]) tables[c][code] += prices[f];
            }
        }

        return tables;
    }

    /// <summary>A bound on the size of every intermediate figure, for the choice of scale; throws if the figures are too large to be exact.</summary>
    public long Magnitude() => _magnitude > 0 ? _magnitude : _magnitude = FindMagnitude();

    private static double Largest(SelectionSum sum)
    {
        double largest = 1;
        foreach (long amount in sum.Amounts) largest = Math.Max(largest, Math.Abs((double)amount));
        return largest;
    }

    private long FindMagnitude()
    {
        long low = 0, high = 0;
        foreach (long profit in Problem.Profits)
        {
            low = Math.Min(low, profit);
            high = Math.Max(high, profit);
        }

        Int128 total = Int128.Max(-(Int128)low, high) * Problem.Size;
        foreach (var feature in Features)
        {
            Int128 largest = 0;
            foreach (long worth in feature.Gain)
            {
                if (worth != SelectionFeature.Forbidden) largest = Int128.Max(largest, Int128.Abs(worth));
            }

            total += largest;
        }

        foreach (var column in Problem.Columns)
        {
            total += (Int128)column.Farthest * Problem.Size * Problem.Size;
        }

        if (total > long.MaxValue >> 8) throw new ArgumentOutOfRangeException(nameof(Problem), "The weights are too large for exact integers.");
        return (long)total + 1;
    }
}
