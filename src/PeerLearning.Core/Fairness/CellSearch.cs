namespace PeerLearning.Fairness;

/// <summary>Chooses the fewest further arcs of a <see cref="CellNetwork"/> to hide, and among those the smallest counts, so that every sensitive arc is protected.</summary>
/// <remarks>
/// Cheapest protecting walks one sensitive arc after the other, in several orders; then whatever is not needed is shown again, and one arc is
/// tried in place of two. When few enough sets are smaller, all of them are tried: then the choice is proven. No randomness, ties by arc number.
/// </remarks>
internal sealed class CellSearch(CellNetwork network, int threshold, long budget, CancellationToken cancellationToken = default)
{
    /// <summary>The number of safety checks so far.</summary>
    public long Work { get; private set; }

    /// <summary>Whether the choice is proven to be the best, or that there is none.</summary>
    public bool IsProven { get; private set; }

    /// <summary>The hidden arcs, or null when hiding all hideable arcs does not protect.</summary>
    public bool[]? Solve()
    {
        var all = new bool[network.Arcs];
        for (int arc = 0; arc < all.Length; arc++) all[arc] = network.IsHideable(arc);
        if (!IsSafe(all))
        {
            IsProven = true;
            return null;
        }

        bool[]? best = null;
        foreach (var order in Orders())
        {
            var hidden = Grow(order) ?? (bool[])all.Clone();
            Shrink(hidden);
            if (best is null || Compare(hidden, best) < 0) best = hidden;
            if (cancellationToken.IsCancellationRequested || Work > budget) break;
        }

        Exchange(best!);
        return Enumerate(best!);
    }

    private bool IsSafe(bool[] hidden)
    {
        Work++;
        return network.IsSafe(hidden, threshold);
    }

    private bool IsOptional(int arc) => network.IsHideable(arc) && !network.IsSensitive(arc);

    private (int Cells, long Counts) Cost(bool[] hidden)
    {
        int cells = 0;
        long counts = 0;
        for (int arc = 0; arc < hidden.Length; arc++)
        {
            if (!hidden[arc] || network.IsSensitive(arc)) continue;
            cells++;
            counts += network.Count(arc);
        }

        return (cells, counts);
    }

    private int Compare(bool[] left, bool[] right) => Cost(left).CompareTo(Cost(right));

    private IEnumerable<int[]> Orders()
    {
        int[] sensitive = Enumerable.Range(0, network.Sensitive.Count).ToArray();
        int Size(int one) => network.Count(network.Sensitive[one].Arc);
        yield return sensitive;
        if (sensitive.Length < 2) yield break;
        yield return Enumerable.Reverse(sensitive).ToArray();
        yield return sensitive.OrderBy(Size).ToArray();
        yield return sensitive.OrderByDescending(Size).ToArray();
    }

    // Protects one number after the other by the cheapest walks; null when a walk is missing.
    private bool[]? Grow(int[] order)
    {
        var hidden = new bool[network.Arcs];
        for (int arc = 0; arc < hidden.Length; arc++) hidden[arc] = network.IsSensitive(arc);
        foreach (int one in order)
        {
            var (arc, layers) = network.Sensitive[one];
            for (long width = network.Width(arc, layers, hidden, threshold); width < threshold; width = network.Width(arc, layers, hidden, threshold))
            {
                Work++;
                if (!AddWalk(arc, layers, hidden, (int)(threshold - width))) return null;
            }
        }

        return hidden;
    }

    // A walk that carries the whole threshold, or what is missing, whichever is cheaper; if there is none, less and less.
    private bool AddWalk(int arc, int[] layers, bool[] hidden, int needed)
    {
        ((int Cells, long Counts) Cost, List<int> Arcs)? best = null;
        Consider(threshold);
        for (int amount = needed; amount >= 1 && (amount == needed || best is null); amount--) Consider(amount);
        if (best is not { } found) return false;
        foreach (int more in found.Arcs) hidden[more] = true;
        return true;

        void Consider(int amount)
        {
            foreach (int layer in layers)
            {
                Take(CheapestWalk(arc, layer, network.Head(arc), network.Tail(arc), hidden, amount));
                if (network.Count(arc, layer) >= amount) Take(CheapestWalk(arc, layer, network.Tail(arc), network.Head(arc), hidden, amount));
            }
        }

        void Take(((int Cells, long Counts) Cost, List<int> Arcs)? walk)
        {
            if (walk is { Arcs.Count: > 0 } one && (best is not { } known || one.Cost.CompareTo(known.Cost) < 0)) best = one;
        }
    }

    // The walk from one node to another with the fewest and smallest arcs that are not hidden yet (Dijkstra); arcs against their direction
    // must carry the amount.
    private ((int Cells, long Counts) Cost, List<int> Arcs)? CheapestWalk(int except, int layer, int from, int to, bool[] hidden, int amount)
    {
        var distance = new (int Cells, long Counts)[network.Nodes];
        var via = new int[network.Nodes];
        var done = new bool[network.Nodes];
        Array.Fill(distance, (int.MaxValue, 0));
        Array.Fill(via, -1);
        distance[from] = (0, 0);
        while (true)
        {
            int node = -1;
            for (int i = 0; i < distance.Length; i++)
            {
                if (!done[i] && distance[i].Cells != int.MaxValue && (node < 0 || distance[i].CompareTo(distance[node]) < 0)) node = i;
            }

            if (node < 0) return null;
            if (node == to) break;
            done[node] = true;
            for (int arc = 0; arc < network.Arcs; arc++)
            {
                if (arc == except || !network.IsHideable(arc)) continue;
                int other = network.Tail(arc) == node ? network.Head(arc) : network.Head(arc) == node && network.Count(arc, layer) >= amount ? network.Tail(arc) : -1;
                if (other < 0 || done[other]) continue;
                var cost = hidden[arc] ? distance[node] : (distance[node].Cells + 1, distance[node].Counts + network.Count(arc));
                if (cost.CompareTo(distance[other]) >= 0) continue;
                distance[other] = cost;
                via[other] = arc;
            }
        }

        var arcs = new List<int>();
        for (int node = to; node != from;)
        {
            int arc = via[node];
            if (!hidden[arc]) arcs.Add(arc);
            node = network.Head(arc) == node ? network.Tail(arc) : network.Head(arc);
        }

        return (distance[to], arcs);
    }

    // Shows again what is not needed, the largest counts first.
    private void Shrink(bool[] hidden)
    {
        foreach (int arc in Enumerable.Range(0, network.Arcs).Where(arc => hidden[arc] && IsOptional(arc)).OrderByDescending(network.Count).ThenBy(arc => arc))
        {
            hidden[arc] = false;
            if (!IsSafe(hidden)) hidden[arc] = true;
        }
    }

    // One arc in place of two, or of a larger one.
    private void Exchange(bool[] hidden)
    {
        bool improved = true;
        while (improved && Work < budget && !cancellationToken.IsCancellationRequested)
        {
            improved = false;
            var used = Enumerable.Range(0, network.Arcs).Where(arc => hidden[arc] && IsOptional(arc)).ToArray();
            var free = Enumerable.Range(0, network.Arcs).Where(arc => !hidden[arc] && IsOptional(arc)).OrderBy(network.Count).ThenBy(arc => arc).ToArray();
            for (int i = 0; i < used.Length && !improved; i++)
            {
                for (int j = i; j < used.Length && !improved; j++)
                {
                    hidden[used[i]] = hidden[used[j]] = false;
                    foreach (int arc in free)
                    {
                        if ((i == j && network.Count(arc) >= network.Count(used[i])) || Work >= budget) break;
                        hidden[arc] = true;
                        improved = IsSafe(hidden);
                        if (improved) break;
                        hidden[arc] = false;
                    }

                    if (!improved) hidden[used[i]] = hidden[used[j]] = true;
                }
            }

            if (improved) Shrink(hidden);
        }
    }

    // All smaller or cheaper sets in order of size, as far as the budget goes.
    private bool[] Enumerate(bool[] best)
    {
        int[] optional = Enumerable.Range(0, network.Arcs).Where(IsOptional).OrderBy(network.Count).ThenBy(arc => arc).ToArray();
        var (cells, counts) = Cost(best);
        double sets = 0, choose = 1;
        for (int size = 0; size <= cells; size++)
        {
            sets += choose;
            choose = choose * (optional.Length - size) / (size + 1);
        }

        if (sets > Math.Max(0, budget - Work)) return best;
        var hidden = new bool[network.Arcs];
        for (int arc = 0; arc < hidden.Length; arc++) hidden[arc] = network.IsSensitive(arc);
        for (int size = 0; size <= cells; size++)
        {
            bool[]? found = null;
            long limit = size == cells ? counts : long.MaxValue;
            Choose(0, size, 0);
            if (cancellationToken.IsCancellationRequested) return found ?? best;
            if (found is null) continue;
            IsProven = true;
            return found;

            void Choose(int first, int left, long sum)
            {
                if (cancellationToken.IsCancellationRequested) return;
                if (left == 0)
                {
                    if (sum >= limit || !IsSafe(hidden)) return;
                    found = (bool[])hidden.Clone();
                    limit = sum;
                    return;
                }

                for (int i = first; i + left <= optional.Length; i++)
                {
                    long next = sum + network.Count(optional[i]);
                    if (next + ((left - 1) * (long)network.Count(optional[i])) >= limit) return;
                    hidden[optional[i]] = true;
                    Choose(i + 1, left - 1, next);
                    hidden[optional[i]] = false;
                }
            }
        }

        IsProven = true;
        return best;
    }
}
