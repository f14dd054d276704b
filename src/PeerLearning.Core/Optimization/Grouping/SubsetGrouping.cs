using System.Numerics;

namespace PeerLearning.Optimization;

/// <summary>The best grouping of a few units under all constraints, by dynamic programming over subsets; decides feasibility exactly.</summary>
/// <remarks>
/// After the groups 0..g the best value is kept for every set of units placed; the next group tries every subset of the rest. O(groups x 3^units)
/// time and O(groups x 2^units) memory.
/// </remarks>
internal static class SubsetGrouping
{
    /// <summary>The most units for which the table stays small: 3^13 is 1.6 million subsets of subsets a group.</summary>
    public const int MostUnits = 13;

    private const double None = double.NegativeInfinity;

    /// <summary>The best grouping of the elements, or null when there is none. Work counts subsets looked at.</summary>
    public static int[]? Solve(GroupingUnits units, out long work)
    {
        work = 0;
        if (units.IsContradictory) return null;
        var model = units.Model;
        int full = 1 << units.Count;
        int groups = model.Groups;
        var table = new SubsetTable(units);
        double[] best = new double[full];
        Array.Fill(best, None);
        best[0] = 0;
        int[][] choice = new int[groups][];
        double[] worth = new double[full];
        for (int g = 0; g < groups; g++)
        {
            table.Fill(g, worth);
            double[] next = new double[full];
            Array.Fill(next, None);
            int[] chosen = choice[g] = new int[full];
            for (int placed = 0; placed < full; placed++)
            {
                if (double.IsNegativeInfinity(best[placed])) continue;
                // The last group takes whoever is left.
                int rest = (full - 1) ^ placed;
                int least = g == groups - 1 ? rest : 0;
                int subset = rest;
                while (true)
                {
                    work++;
                    double value = best[placed] + worth[subset];
                    if (value > next[placed | subset])
                    {
                        next[placed | subset] = value;
                        chosen[placed | subset] = subset;
                    }

                    if (subset == least) break;
                    subset = (subset - 1) & rest;
                }
            }

            best = next;
        }

        if (double.IsNegativeInfinity(best[full - 1])) return null;
        int[] group = new int[units.Count];
        int left = full - 1;
        for (int g = groups - 1; g >= 0; g--)
        {
            int subset = choice[g][left];
            for (int bits = subset; bits != 0; bits &= bits - 1) group[BitOperations.TrailingZeroCount(bits)] = g;
            left ^= subset;
        }

        return units.Spread(group);
    }

    /// <summary>What every subset of units is worth as a group, and whether it may be one.</summary>
    private sealed class SubsetTable
    {
        private readonly GroupingUnits _units;
        private readonly GroupingModel _model;
        private readonly int[] _size;
        private readonly double[] _value;

        public SubsetTable(GroupingUnits units)
        {
            _units = units;
            _model = units.Model;
            int full = 1 << units.Count;
            _size = new int[full];
            _value = new double[full];
            double[] plain = new double[full];
            double[] divided = new double[full];
            for (int set = 1; set < full; set++)
            {
                int unit = BitOperations.TrailingZeroCount(set);
                int rest = set & (set - 1);
                _size[set] = _size[rest] + units.Members[unit].Length;
                plain[set] = plain[rest] + Inside(unit, rest, _model.Weights, _model.ExactWeights);
                divided[set] = divided[rest] + Inside(unit, rest, _model.WeightsPerSize, _model.ExactWeightsPerSize);
                _value[set] = plain[set] + (divided[set] / _size[set]);
                if (IsBlocked(unit, rest) || double.IsNegativeInfinity(_value[rest])) _value[set] = None;
            }
        }

        public void Fill(int group, double[] worth)
        {
            int allowed = 0;
            int needed = 0;
            for (int unit = 0; unit < _units.Count; unit++)
            {
                if (_units.MayEnter(unit, group)) allowed |= 1 << unit;
                if (_units.Home[unit] == group) needed |= 1 << unit;
            }

            for (int set = 0; set < worth.Length; set++)
            {
                bool fits = (set & ~allowed) == 0 && (set & needed) == needed && _size[set] >= _model.Lower[group] && _size[set] <= _model.Upper[group];
                worth[set] = fits && !double.IsNegativeInfinity(_value[set]) && KeepsLimits(set, group) ? _value[set] : None;
            }
        }

        private double Inside(int unit, int rest, int[]? scaled, double[]? exact)
        {
            if (scaled is null && exact is null) return 0;
            double sum = 0;
            int[] mine = _units.Members[unit];
            for (int a = 0; a < mine.Length; a++)
            {
                for (int b = a + 1; b < mine.Length; b++) sum += Weight(mine[a], mine[b]);
                for (int bits = rest; bits != 0; bits &= bits - 1)
                {
                    foreach (int other in _units.Members[BitOperations.TrailingZeroCount(bits)]) sum += Weight(mine[a], other);
                }
            }

            return sum;

            double Weight(int i, int j) => exact is null ? scaled![(i * _model.Count) + j] : exact[(i * _model.Count) + j];
        }

        private bool IsBlocked(int unit, int rest)
        {
            foreach (int enemy in _units.Enemies[unit])
            {
                if ((rest >> enemy & 1) != 0) return true;
            }

            return false;
        }

        private bool KeepsLimits(int set, int group)
        {
            foreach (var limit in _model.Counts)
            {
                if (!limit.Binds(group)) continue;
                int count = 0;
                foreach (int element in Elements(set)) count += limit.Has[element];
                if (limit.Miss(count) > 0) return false;
            }

            foreach (var limit in _model.Distincts)
            {
                if (!limit.Binds(group)) continue;
                var seen = new HashSet<int>();
                foreach (int element in Elements(set)) seen.UnionWith(limit.Codes[element]);
                if (seen.Count < limit.Minimum) return false;
            }

            foreach (var limit in _model.Overlaps)
            {
                if (limit.Binds(group) && _size[set] > 1 && Common(limit, set) < limit.Minimum) return false;
            }

            return true;
        }

        private long Common(OverlapLimit limit, int set)
        {
            ulong[]? common = null;
            foreach (int element in Elements(set))
            {
                if (limit.Slots[element] is not { } slots) return -1;
                if (common is null)
                {
                    common = (ulong[])slots.Clone();
                }
                else
                {
                    for (int w = 0; w < common.Length; w++) common[w] &= slots[w];
                }
            }

            long weight = 0;
            for (int s = 0; s < limit.Weights.Length; s++)
            {
                if ((common![s >> 6] >> (s & 63) & 1) != 0) weight += limit.Weights[s];
            }

            return weight;
        }

        private IEnumerable<int> Elements(int set)
        {
            for (int bits = set; bits != 0; bits &= bits - 1)
            {
                foreach (int element in _units.Members[BitOperations.TrailingZeroCount(bits)]) yield return element;
            }
        }
    }
}
