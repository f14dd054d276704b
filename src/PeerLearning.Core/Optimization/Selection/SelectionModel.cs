namespace PeerLearning.Optimization;

/// <summary>A selection problem laid out for pricing: features numbered through all columns, counts bounded by what there is.</summary>
internal sealed class SelectionModel
{
    private readonly int[] _offsets;
    private readonly int[] _lows;
    private readonly int[] _highs;
    private readonly double[] _scales;
    private readonly HashSet<int> _banned = [];

    public SelectionModel(SelectionProblem problem)
    {
        Problem = problem;
        int size = problem.Size;
        Features = [.. problem.Columns.SelectMany(column => column.Features)];
        _offsets = new int[problem.Columns.Length];
        for (int c = 1; c < _offsets.Length; c++) _offsets[c] = _offsets[c - 1] + problem.Columns[c - 1].Features.Length;
        _scales = Array.ConvertAll(problem.Sums, sum => sum.Amounts.Length == 0 ? 1.0 : Math.Max(1.0, sum.Amounts.Max(Math.Abs)));
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
    public bool IsPlainlyImpossible() => FindEmptyFeature() >= 0 || HasCrampedColumn();

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

    /// <summary>What the counts and sums can bring at most at the given prices, each on its own.</summary>
    /// <param name="prices">The prices.</param>
    /// <param name="chosen">Receives the count chosen per feature; may be empty.</param>
    /// <remarks>The bound of a column with a minimum of distinct features takes the cheapest way to meet that minimum.</remarks>
    public double CountPart(ReadOnlySpan<double> prices, Span<double> chosen)
    {
        double total = 0;
        for (int c = 0; c < _offsets.Length; c++)
        {
            var column = Problem.Columns[c];
            int offset = _offsets[c], met = 0;
            List<(double Loss, int Feature, int Count)>? upgrades = column.MinimumDistinct > 0 ? [] : null;
            for (int f = offset; f < offset + column.Features.Length; f++)
            {
                long[] gain = Features[f].Gain;
                double price = prices[f], best = double.NegativeInfinity, bestMet = double.NegativeInfinity;
                int at = 0, atMet = 0;
                for (int count = _lows[f]; count <= _highs[f]; count++)
                {
                    if (gain[count] == SelectionFeature.Forbidden) continue;
                    double value = gain[count] + (price * count);
                    if (value > best) (best, at) = (value, count);
                    if (count > 0 && value > bestMet) (bestMet, atMet) = (value, count);
                }

                total += best;
                if (at > 0) met++;
                else if (upgrades is not null && atMet > 0) upgrades.Add((best - bestMet, f, atMet));
                if (!chosen.IsEmpty) chosen[f] = at;
            }

            if (upgrades is null || met >= column.MinimumDistinct) continue;
            upgrades.Sort((a, b) => a.Loss != b.Loss ? a.Loss.CompareTo(b.Loss) : a.Feature.CompareTo(b.Feature));
            foreach (var (loss, feature, count) in upgrades.Take(column.MinimumDistinct - met))
            {
                total -= loss;
                if (!chosen.IsEmpty) chosen[feature] = count;
            }
        }

        for (int s = 0; s < Problem.Sums.Length; s++)
        {
            double price = prices[Features.Length + s];
            double limit = price >= 0 ? Problem.Sums[s].Maximum : Problem.Sums[s].Minimum;
            total += price * limit;
            if (!chosen.IsEmpty) chosen[Features.Length + s] = limit;
        }

        return total;
    }

    /// <summary>The same bound in exact integers, without the distinct minimum, which only tightens it.</summary>
    public long CountPart(ReadOnlySpan<long> prices)
    {
        long total = 0;
        for (int f = 0; f < Features.Length; f++)
        {
            long best = long.MinValue;
            long[] gain = Features[f].Gain;
            for (int count = _lows[f]; count <= _highs[f]; count++)
            {
                if (gain[count] != SelectionFeature.Forbidden) best = Math.Max(best, checked(gain[count] + (prices[f] * count)));
            }

            total = checked(total + best);
        }

        for (int s = 0; s < Problem.Sums.Length; s++)
        {
            long price = prices[Features.Length + s];
            total = checked(total + (price * (price >= 0 ? Problem.Sums[s].Maximum : Problem.Sums[s].Minimum)));
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
    public long Magnitude()
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

        if (total > long.MaxValue >> 8) throw new ArgumentOutOfRangeException(nameof(Problem), "The weights are too large for exact integers.");
        return (long)total + 1;
    }
}
