using System.Numerics;

namespace PeerLearning.Optimization;

/// <summary>What the counts of a column can bring at most all together: every item carries one feature of it at most, so the counts add up.</summary>
/// <remarks>
/// <para>Where the worth of a count is concave, prices alone make the counts add up. Where it is not (at least two of each, at least d different), each count on its own
/// would promise too much, and no prices repair that: the best counts are then found together by dynamic programming over the features.</para>
/// <para>O(features x items^2 x distinct), so that columns with very many features are left out.</para>
/// </remarks>
internal sealed class SelectionJointBound
{
    private const long MostWork = 400_000;
    private readonly long _farthest;

    private readonly SelectionColumn _column;
    private readonly int _size;
    private readonly bool _isWhole;

    private SelectionJointBound(SelectionColumn column, int size)
    {
        _column = column;
        _size = size;
        _farthest = column.Farthest;
        _isWhole = Array.TrueForAll(column.FeaturesOfCode, list => list.Length == 1);
    }

    /// <summary>The bound of a column; null where each count on its own does as well.</summary>
    public static SelectionJointBound? Of(SelectionColumn column, int size)
    {
        if (column.Distances is not null) return new SelectionJointBound(column, size);
        if (column.IsOverlapping || (column.MinimumDistinct == 0 && Array.TrueForAll(column.Features, IsConcave))) return null;
        long work = (long)column.Features.Length * (size + 1) * (size + 1) * (Math.Min(column.MinimumDistinct, size) + 1);
        return work <= MostWork ? new SelectionJointBound(column, size) : null;
    }

    /// <summary>The best worth plus price of counts that start from some and take in the given number of items.</summary>
    /// <param name="offset">The number of the first feature of the column.</param>
    /// <param name="features">The features that may still grow, numbered through all columns; those of the column are looked at.</param>
    /// <param name="counts">The counts so far, numbered through all columns.</param>
    /// <param name="highs">The largest counts, numbered through all columns; empty for no limits but those of the features.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="remaining">The number of items to come.</param>
    /// <param name="met">How many features that may not grow any more are met.</param>
    /// <param name="chosen">Receives the best counts; may be empty.</param>
    /// <returns>The worth; null if no counts are allowed.</returns>
    public T? Best<T>(
        int offset, ReadOnlySpan<int> features, ReadOnlySpan<int> counts, ReadOnlySpan<int> highs, ReadOnlySpan<T> prices, int remaining, int met, Span<double> chosen)
        where T : struct, INumber<T>
    {
        if (_column.Distances is not null) return Spread(offset, features, counts, highs, prices, remaining, chosen);
        int distinct = Math.Max(0, _column.MinimumDistinct - met), width = distinct + 1, states = (remaining + 1) * width;
        if (distinct > remaining + features.Length) return null;
        var values = new T[states];
        bool[] isOpen = new bool[states];
        var next = new T[states];
        bool[] isNextOpen = new bool[states];
        short[][] taken = chosen.IsEmpty ? [] : new short[features.Length][];
        isOpen[0] = true;
        for (int at = 0; at < features.Length; at++)
        {
            int f = features[at], from = counts[f];
            long[] gain = _column.Features[f - offset].Gain;
            int most = Math.Min(remaining, (highs.IsEmpty ? _size : highs[f]) - from);
            Array.Clear(isNextOpen);
            if (!chosen.IsEmpty) taken[at] = new short[states];
            for (int add = 0; add <= most; add++)
            {
                long worth = gain[from + add];
                if (worth == SelectionFeature.Forbidden) continue;
                var value = T.CreateChecked(worth) + (prices[f] * T.CreateChecked(from + add));
                int step = from + add > 0 ? 1 : 0;
                for (int used = 0; used + add <= remaining; used++)
                {
                    for (int d = 0; d <= distinct; d++)
                    {
                        int source = (used * width) + d;
                        if (!isOpen[source]) continue;
                        int target = ((used + add) * width) + Math.Min(distinct, d + step);
                        var sum = values[source] + value;
                        if (isNextOpen[target] && sum <= next[target]) continue;
                        next[target] = sum;
                        isNextOpen[target] = true;
                        if (!chosen.IsEmpty) taken[at][target] = (short)((add << 1) | (d < Math.Min(distinct, d + step) ? 1 : 0));
                    }
                }
            }

            (values, next) = (next, values);
            (isOpen, isNextOpen) = (isNextOpen, isOpen);
        }

        int best = -1;
        for (int used = _isWhole ? remaining : 0; used <= remaining; used++)
        {
            int state = (used * width) + distinct;
            if (isOpen[state] && (best < 0 || values[state] > values[best])) best = state;
        }

        if (best < 0) return null;
        if (!chosen.IsEmpty) Trace(features, counts, chosen, taken, best, width);
        return values[best];
    }

    /// <summary>The best spread of the items to come over values with distances: depth first over the values in the order of what they are worth.</summary>
    private T? Spread<T>(int offset, ReadOnlySpan<int> features, ReadOnlySpan<int> counts, ReadOnlySpan<int> highs, ReadOnlySpan<T> prices, int remaining, Span<double> chosen)
        where T : struct, INumber<T>
    {
        long[][] distances = _column.Distances!;
        var so = T.CreateChecked(_column.PairsWorth(counts.Slice(offset, _column.Features.Length)));
        var worth = new T[features.Length];
        int[] room = new int[features.Length], order = new int[features.Length];
        for (int at = 0; at < features.Length; at++)
        {
            int f = features[at];
            so += prices[f] * T.CreateChecked(counts[f]);
            long pairs = 0;
            for (int other = 0; other < _column.Features.Length; other++) pairs += distances[f - offset][other] * counts[offset + other];
            worth[at] = prices[f] + T.CreateChecked(pairs);
            room[at] = (highs.IsEmpty ? _size : highs[f]) - counts[f];
            order[at] = at;
        }

        Array.Sort(order, (a, b) => worth[a] != worth[b] ? worth[b].CompareTo(worth[a]) : a.CompareTo(b));
        var between = new T[features.Length][];
        for (int at = 0; at < order.Length; at++)
        {
            long[] row = distances[features[order[at]] - offset];
            between[at] = new T[features.Length];
            for (int other = 0; other < order.Length; other++) between[at][other] = T.CreateChecked(row[features[order[other]] - offset]);
        }

        var search = new Spreading<T>([.. order.Select(at => worth[at])], [.. order.Select(at => room[at])], between, T.CreateChecked(_farthest), remaining);
        if (!search.Run()) return null;
        if (!chosen.IsEmpty)
        {
            for (int at = 0; at < order.Length; at++) chosen[features[order[at]]] = counts[features[order[at]]] + search.Best[at];
        }

        return so + search.Value;
    }

    /// <summary>Items to be spread over values: each is worth something alone, and every pair its distance.</summary>
    private sealed class Spreading<T>(T[] worth, int[] room, T[][] between, T farthest, int number)
        where T : struct, INumber<T>
    {
        private readonly int[] _counts = new int[worth.Length];

        public int[] Best { get; } = new int[worth.Length];

        public T Value { get; private set; }

        private bool _isFound;

        public bool Run()
        {
            Descend(0, number, T.Zero);
            return _isFound;
        }

        private void Descend(int from, int remaining, T sum)
        {
            if (remaining == 0)
            {
                if (_isFound && sum <= Value) return;
                _isFound = true;
                Value = sum;
                _counts.CopyTo(Best, 0);
                return;
            }

            var pairs = farthest * T.CreateChecked(remaining * (remaining - 1) / 2);
            var best = T.Zero;
            bool any = false;
            for (int at = from; at < worth.Length; at++)
            {
                if (_counts[at] >= room[at] || (any && worth[at] <= best)) continue;
                best = worth[at];
                any = true;
            }

            if (!any || (_isFound && sum + (best * T.CreateChecked(remaining)) + pairs <= Value)) return;
            for (int at = from; at < worth.Length; at++)
            {
                if (_counts[at] >= room[at]) continue;
                var own = worth[at];
                if (_isFound && sum + own + (best * T.CreateChecked(remaining - 1)) + pairs <= Value) continue;
                _counts[at]++;
                for (int other = 0; other < worth.Length; other++) worth[other] += between[at][other];
                Descend(at, remaining - 1, sum + own);
                for (int other = 0; other < worth.Length; other++) worth[other] -= between[at][other];
                _counts[at]--;
            }
        }
    }

    private static void Trace(ReadOnlySpan<int> features, ReadOnlySpan<int> counts, Span<double> chosen, short[][] taken, int state, int width)
    {
        for (int at = features.Length - 1; at >= 0; at--)
        {
            int add = taken[at][state] >> 1, up = taken[at][state] & 1;
            chosen[features[at]] = counts[features[at]] + add;
            state -= (add * width) + up;
        }
    }

    private static bool IsConcave(SelectionFeature feature)
    {
        long[] gain = feature.Gain;
        for (int c = feature.Minimum; c >= 0 && c <= feature.Maximum; c++)
        {
            if (gain[c] == SelectionFeature.Forbidden) return false;
            if (c >= feature.Minimum + 2 && gain[c] - gain[c - 1] > gain[c - 1] - gain[c - 2]) return false;
        }

        return true;
    }
}
