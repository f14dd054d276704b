namespace PeerLearning.Statistics;

/// <summary>
/// The Kemeny order: the strict order with the fewest disagreements, over judges and pairs. Kemeny 1959; dynamic programming over subsets
/// (Held and Karp 1962) inside the strong components of the majority relation (extended Condorcet criterion, Truchon 1998).
/// </summary>
/// <param name="Cost">Judge-pair disagreements with the strict order; a judge who ties a pair disagrees with neither.</param>
/// <param name="Bound">No order has a lower cost; equal to <paramref name="Cost"/> when proven.</param>
/// <param name="Orders">Optimal orders in lexicographic order, at most the number asked for; one order when not proven.</param>
/// <param name="IsProven">Whether no order is better.</param>
/// <param name="AllListed">Whether <paramref name="Orders"/> holds every optimal order.</param>
internal sealed record Kemeny(long Cost, long Bound, IReadOnlyList<int[]> Orders, bool IsProven, bool AllListed)
{
    /// <summary>The largest component solved exactly: 2^18 states.</summary>
    public const int LargestExact = 18;

    public static Kemeny Of(int[][] preferred, int mostOrders = 100)
    {
        var components = Components(preferred);
        long cost = 0, bound = 0;
        bool proven = true;
        for (int c = 0; c < components.Count; c++)
        {
            for (int d = c + 1; d < components.Count; d++)
            {
                foreach (int i in components[c])
                {
                    foreach (int j in components[d])
                    {
                        cost += preferred[j][i];
                        bound += preferred[j][i];
                    }
                }
            }
        }

        var parts = new List<IReadOnlyList<int[]>>();
        bool all = true;
        foreach (int[] component in components)
        {
            if (component.Length <= LargestExact)
            {
                long best = Exact(preferred, component, mostOrders, out var orders, out bool complete);
                cost += best;
                bound += best;
                parts.Add(orders);
                all &= complete;
            }
            else
            {
                int[] order = LocalSearch(preferred, component);
                cost += CostOf(preferred, order);
                foreach (int i in component)
                {
                    foreach (int j in component)
                    {
                        if (i < j) bound += Math.Min(preferred[i][j], preferred[j][i]);
                    }
                }

                parts.Add([order]);
                all = false;
            }
        }

        proven = cost == bound;
        var joined = new List<int[]>();
        all &= Join(parts, mostOrders, joined);

        // An order that is optimal inside each component need not be the only kind: two components whose margin is 0 are one component already.
        joined.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        return new Kemeny(cost, bound, proven ? joined : [joined[0]], proven, all && proven);
    }

    public static long CostOf(int[][] preferred, ReadOnlySpan<int> order)
    {
        long cost = 0;
        for (int a = 0; a < order.Length; a++)
        {
            for (int b = a + 1; b < order.Length; b++) cost += preferred[order[b]][order[a]];
        }

        return cost;
    }

    /// <summary>
    /// The Kemeny-Snell consensus with ties allowed: a tie against a strict preference counts 1, a reversal 2. Exact up to 12 alternatives.
    /// </summary>
    /// <returns>The least distance and every ranking (1 is best, ties share the rank by competition order) that reaches it, up to the number asked for.</returns>
    public static Measured<(long Distance, IReadOnlyList<int[]> Rankings)> Weak(int[][] preferred, int judges, int mostRankings = 100)
    {
        int m = preferred.Length;
        if (m > 12) return Undefined.OutOfRange($"Consensus with ties is exact up to 12 alternatives; there are {m}.");
        int full = (1 << m) - 1;

        // pairTied[i,j]: judges who prefer strictly either way; strict i before j: 2 for every reversal, 1 for every tie.
        long Tie(int i, int j) => preferred[i][j] + preferred[j][i];
        long Strict(int i, int j) => (2L * preferred[j][i]) + (judges - preferred[i][j] - preferred[j][i]);
        long[] within = new long[full + 1];
        for (int set = 1; set <= full; set++)
        {
            int low = System.Numerics.BitOperations.TrailingZeroCount(set), rest = set & (set - 1);
            within[set] = within[rest];
            for (int r = rest; r != 0; r &= r - 1) within[set] += Tie(low, System.Numerics.BitOperations.TrailingZeroCount(r));
        }

        long[][] before = new long[m][];
        for (int i = 0; i < m; i++)
        {
            before[i] = new long[full + 1];
            for (int set = 1; set <= full; set++)
            {
                int low = System.Numerics.BitOperations.TrailingZeroCount(set);
                before[i][set] = before[i][set & (set - 1)] + (low == i ? 0 : Strict(i, low));
            }
        }

        long Ahead(int bucket, int behind)
        {
            long sum = 0;
            for (int b = bucket; b != 0; b &= b - 1) sum += before[System.Numerics.BitOperations.TrailingZeroCount(b)][behind];
            return sum;
        }

        // best[set]: least distance of the members of the set among themselves, the set being the tail of the ranking.
        long[] best = new long[full + 1];
        for (int set = 1; set <= full; set++)
        {
            best[set] = long.MaxValue;
            for (int bucket = set; bucket != 0; bucket = (bucket - 1) & set)
            {
                int tail = set & ~bucket;
                long distance = within[bucket] + Ahead(bucket, tail) + best[tail];
                if (distance < best[set]) best[set] = distance;
            }
        }

        var rankings = new List<int[]>();
        int[] ranks = new int[m];
        Walk(full, 1);
        rankings.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        return (best[full], rankings);

        void Walk(int set, int rank)
        {
            if (rankings.Count >= mostRankings) return;
            if (set == 0)
            {
                rankings.Add([.. ranks]);
                return;
            }

            for (int bucket = set; bucket != 0; bucket = (bucket - 1) & set)
            {
                int tail = set & ~bucket;
                if (within[bucket] + Ahead(bucket, tail) + best[tail] != best[set]) continue;
                for (int b = bucket; b != 0; b &= b - 1) ranks[System.Numerics.BitOperations.TrailingZeroCount(b)] = rank;
                Walk(tail, rank + 1);
            }
        }
    }

    private static long Exact(int[][] preferred, int[] members, int most, out IReadOnlyList<int[]> orders, out bool complete)
    {
        int m = members.Length, full = (1 << m) - 1;
        long[] best = new long[full + 1];
        int[][] local = new int[m][];
        for (int i = 0; i < m; i++)
        {
            local[i] = new int[m];
            for (int j = 0; j < m; j++) local[i][j] = preferred[members[i]][members[j]];
        }

        // best[set]: cost of ordering the set at the tail; its first member pays for every judge who wanted a later one before it.
        for (int set = 1; set <= full; set++)
        {
            long least = long.MaxValue;
            for (int s = set; s != 0; s &= s - 1)
            {
                int first = System.Numerics.BitOperations.TrailingZeroCount(s);
                long cost = Lead(first, set) + best[set & ~(1 << first)];
                if (cost < least) least = cost;
            }

            best[set] = least;
        }

        var found = new List<int[]>();
        int[] order = new int[m];
        bool overflow = false;
        Walk(full, 0);
        orders = found;
        complete = !overflow;
        return best[full];

        long Lead(int first, int set)
        {
            long cost = 0;
            for (int s = set & ~(1 << first); s != 0; s &= s - 1) cost += local[System.Numerics.BitOperations.TrailingZeroCount(s)][first];
            return cost;
        }

        void Walk(int set, int depth)
        {
            if (set == 0)
            {
                if (found.Count < most) found.Add([.. order]);
                else overflow = true;
                return;
            }

            for (int s = set; s != 0 && !overflow; s &= s - 1)
            {
                int first = System.Numerics.BitOperations.TrailingZeroCount(s);
                if (Lead(first, set) + best[set & ~(1 << first)] != best[set]) continue;
                order[depth] = members[first];
                Walk(set & ~(1 << first), depth + 1);
            }
        }
    }

    /// <summary>From the Borda order, moves one alternative at a time to where it costs least, until nothing improves.</summary>
    private static int[] LocalSearch(int[][] preferred, int[] members)
    {
        var order = members.OrderByDescending(i => members.Sum(j => preferred[i][j] - preferred[j][i])).ThenBy(i => i).ToList();
        bool improved = true;
        while (improved)
        {
            improved = false;
            for (int at = 0; at < order.Count; at++)
            {
                int item = order[at];
                long gain = 0, bestGain = 0;
                int target = at;
                for (int to = at - 1; to >= 0; to--)
                {
                    gain += preferred[item][order[to]] - preferred[order[to]][item];
                    if (gain > bestGain) (bestGain, target) = (gain, to);
                }

                gain = 0;
                for (int to = at + 1; to < order.Count; to++)
                {
                    gain += preferred[order[to]][item] - preferred[item][order[to]];
                    if (gain > bestGain) (bestGain, target) = (gain, to);
                }

                if (target == at) continue;
                order.RemoveAt(at);
                order.Insert(target, item);
                improved = true;
            }
        }

        return [.. order];
    }

    /// <summary>The strong components of "at least as many prefer i to j", best first: every optimal order keeps them apart in this order.</summary>
    private static List<int[]> Components(int[][] preferred)
    {
        int m = preferred.Length;

        // The relation is total, so the number of alternatives that one reaches orders the components.
        var reach = new System.Collections.BitArray[m];
        for (int i = 0; i < m; i++)
        {
            reach[i] = new System.Collections.BitArray(m);
            for (int j = 0; j < m; j++) reach[i][j] = i == j || preferred[i][j] >= preferred[j][i];
        }

        for (int k = 0; k < m; k++)
        {
            for (int i = 0; i < m; i++)
            {
                if (reach[i][k]) reach[i].Or(reach[k]);
            }
        }

        int[] reached = new int[m];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++)
            {
                if (reach[i][j]) reached[i]++;
            }
        }

        return [.. Enumerable.Range(0, m).GroupBy(i => reached[i]).OrderByDescending(group => group.Key).Select(group => group.ToArray())];
    }

    private static bool Join(List<IReadOnlyList<int[]>> parts, int most, List<int[]> joined)
    {
        var current = new List<IEnumerable<int>> { Enumerable.Empty<int>() };
        bool complete = true;
        foreach (var orders in parts)
        {
            var next = new List<IEnumerable<int>>();
            foreach (var head in current)
            {
                foreach (int[] tail in orders)
                {
                    if (next.Count >= most)
                    {
                        complete = false;
                        break;
                    }

                    next.Add(head.Concat(tail));
                }
            }

            current = next;
        }

        joined.AddRange(current.Select(order => order.ToArray()));
        return complete;
    }
}
