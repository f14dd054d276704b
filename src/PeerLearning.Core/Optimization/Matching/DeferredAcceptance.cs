namespace PeerLearning.Optimization;

/// <summary>Stable matchings by deferred acceptance (Gale and Shapley, American Mathematical Monthly 69, 1962), ties broken by number.</summary>
/// <remarks>Answers are the edge of each left node, -1 for none. Everything runs over arrays: O(edges x log places).</remarks>
internal static class DeferredAcceptance
{
    /// <summary>The matching that no left node could better in any stable matching of the market with ties broken.</summary>
    public static int[] LeftOptimal(StableGraph graph)
    {
        if (graph.Group is not null) return StudentProjects.StudentOptimal(graph);
        int[] order = graph.Order(), owner = graph.Owner, matched = new int[graph.LeftCount], next = new int[graph.LeftCount];
        Array.Fill(matched, -1);
        var (slotStart, heap, used) = Slots(graph);
        for (int first = 0; first < graph.LeftCount; first++)
        {
            // Whoever is turned away goes on proposing at once: the outcome does not depend on the order.
            for (int i = first; i >= 0;)
            {
                int at = graph.Start[i] + next[i];
                if (at == graph.Start[i + 1]) break;
                next[i]++;
                int e = order[at], j = graph.To[e], begin = slotStart[j], places = slotStart[j + 1] - begin;
                if (places == 0) continue;
                if (used[j] < places)
                {
                    matched[i] = e;
                    Push(graph, owner, heap, begin, used[j]++, e);
                    break;
                }

                int worst = heap[begin];
                if (!Better(graph, owner, e, worst)) continue;
                Replace(graph, owner, heap, begin, places, e);
                matched[i] = e;
                i = owner[worst];
                matched[i] = -1;
            }
        }

        return matched;
    }

    /// <summary>The matching that no right node could better in any stable matching of the market with ties broken.</summary>
    public static int[] RightOptimal(StableGraph graph)
    {
        int[] matched = new int[graph.LeftCount], owner = graph.Owner;
        Array.Fill(matched, -1);
        var (start, edges) = graph.BackRows();
        int[] next = new int[graph.RightCount], held = new int[graph.RightCount], stack = new int[graph.RightCount];
        int open = 0;
        for (int j = graph.RightCount - 1; j >= 0; j--) stack[open++] = j;
        bool[] isWaiting = new bool[graph.RightCount];
        Array.Fill(isWaiting, true);
        while (open > 0)
        {
            int j = stack[--open];
            isWaiting[j] = false;
            while (held[j] < graph.Capacity[j] && start[j] + next[j] < start[j + 1])
            {
                int e = edges[start[j] + next[j]++], i = owner[e], current = matched[i];
                if (current >= 0 && !Prefers(graph, e, current)) continue;
                matched[i] = e;
                held[j]++;
                if (current < 0) continue;
                int loser = graph.To[current];
                held[loser]--;
                if (isWaiting[loser] || loser == j) continue;
                isWaiting[loser] = true;
                stack[open++] = loser;
            }
        }

        return matched;
    }

    /// <summary>Whether the left node of both edges ranks the first above the second, ties broken by the right node.</summary>
    private static bool Prefers(StableGraph graph, int first, int second) =>
        graph.LeftRank[first] != graph.LeftRank[second] ? graph.LeftRank[first] < graph.LeftRank[second] : graph.To[first] < graph.To[second];

    /// <summary>Whether the right node of both edges ranks the first above the second, ties broken by the left node.</summary>
    private static bool Better(StableGraph graph, int[] owner, int first, int second) =>
        graph.RightRank[first] != graph.RightRank[second] ? graph.RightRank[first] < graph.RightRank[second] : owner[first] < owner[second];

    private static (int[] Start, int[] Heap, int[] Used) Slots(StableGraph graph)
    {
        // Nobody needs more places than there are edges into them.
        int[] start = new int[graph.RightCount + 1];
        foreach (int j in graph.To) start[j + 1]++;
        for (int j = 0; j < graph.RightCount; j++) start[j + 1] = start[j] + Math.Min(start[j + 1], graph.Capacity[j]);
        return (start, new int[start[graph.RightCount]], new int[graph.RightCount]);
    }

    private static void Push(StableGraph graph, int[] owner, int[] heap, int begin, int at, int edge)
    {
        while (at > 0)
        {
            int parent = (at - 1) >> 1;
            if (Better(graph, owner, edge, heap[begin + parent])) break;
            heap[begin + at] = heap[begin + parent];
            at = parent;
        }

        heap[begin + at] = edge;
    }

    private static void Replace(StableGraph graph, int[] owner, int[] heap, int begin, int count, int edge)
    {
        int at = 0;
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= count) break;
            if (child + 1 < count && Better(graph, owner, heap[begin + child], heap[begin + child + 1])) child++;
            if (!Better(graph, owner, edge, heap[begin + child])) break;
            heap[begin + at] = heap[begin + child];
            at = child;
        }

        heap[begin + at] = edge;
    }
}
