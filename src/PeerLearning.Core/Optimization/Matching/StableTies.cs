namespace PeerLearning.Optimization;

/// <summary>Stable matchings with ties: how many can be matched, and whether a matching exists that is stable however ties are read.</summary>
internal static class StableTies
{
    /// <summary>A weakly stable matching of at least two thirds of the most people that any weakly stable matching matches.</summary>
    /// <remarks>Z. Király, "Linear time local approximation algorithm for maximum stable marriage", Algorithms 6, 2013, read for places: whoever was turned away by all proposes a second time and wins ties.</remarks>
    public static int[] LargeMatching(StableGraph graph)
    {
        int[] order = graph.Order(), owner = graph.Owner;
        int[] matched = new int[graph.LeftCount], chance = new int[graph.LeftCount];
        Array.Fill(matched, -1);
        bool[] isDeleted = new bool[graph.To.Length];
        var seated = new List<int>[graph.RightCount];
        for (int j = 0; j < seated.Length; j++) seated[j] = [];
        var free = new Stack<int>();
        for (int i = graph.LeftCount - 1; i >= 0; i--) free.Push(i);
        while (free.TryPop(out int i))
        {
            int e = Favourite(graph, order, isDeleted, seated, i);
            if (e < 0)
            {
                if (chance[i]++ > 0) continue;
                for (int k = graph.Start[i]; k < graph.Start[i + 1]; k++) isDeleted[k] = false;
                free.Push(i);
                continue;
            }

            int j = graph.To[e];
            if (seated[j].Count < graph.Capacity[j])
            {
                seated[j].Add(e);
                matched[i] = e;
                continue;
            }

            int leaver = seated[j].FindIndex(held => HasRoomInTie(graph, isDeleted, seated, held, owner[held]));
            bool keepsChance = leaver >= 0;
            if (leaver < 0)
            {
                for (int k = 0; k < seated[j].Count; k++)
                {
                    if (leaver < 0 || Above(graph, owner, chance, seated[j][leaver], seated[j][k])) leaver = k;
                }

                if (leaver < 0 || !StrictlyAbove(graph, owner, chance, e, seated[j][leaver]))
                {
                    isDeleted[e] = true;
                    free.Push(i);
                    continue;
                }
            }

            int lost = seated[j][leaver], loser = owner[lost];
            seated[j][leaver] = e;
            matched[i] = e;
            matched[loser] = -1;
            if (!keepsChance) isDeleted[lost] = true;
            free.Push(loser);
        }

        return matched;
    }

    /// <summary>The matching that is stable under every way of breaking ties, best for the left; null when there is none.</summary>
    /// <remarks>R. Irving, D. Manlove and S. Scott, "The hospitals/residents problem with ties", SWAT 2000.</remarks>
    public static int[]? SuperStable(StableGraph graph)
    {
        int[] order = graph.Order(), owner = graph.Owner;
        var (backStart, backEdge) = graph.BackRows();
        bool[] isDeleted = new bool[graph.To.Length], isSeated = new bool[graph.To.Length], wasFull = new bool[graph.RightCount];
        int[] count = new int[graph.RightCount], seats = new int[graph.LeftCount], tail = new int[graph.RightCount];
        for (int j = 0; j < tail.Length; j++) tail[j] = backStart[j + 1];
        var free = new Stack<int>();
        for (int i = graph.LeftCount - 1; i >= 0; i--) free.Push(i);

        void Delete(int e)
        {
            if (isDeleted[e]) return;
            isDeleted[e] = true;
            if (!isSeated[e]) return;
            isSeated[e] = false;
            count[graph.To[e]]--;
            if (--seats[owner[e]] == 0) free.Push(owner[e]);
        }

        while (free.TryPop(out int i))
        {
            if (seats[i] > 0) continue;
            int head = -1;
            for (int k = graph.Start[i]; k < graph.Start[i + 1]; k++)
            {
                int e = order[k];
                int j = graph.To[e];
                if (isDeleted[e] || graph.Capacity[j] == 0) continue;
                if (head >= 0 && graph.LeftRank[e] != head) break;
                head = graph.LeftRank[e];
                isSeated[e] = true;
                count[j]++;
                seats[i]++;
                if (count[j] > graph.Capacity[j])
                {
                    // The worst tie still on the list goes: no choice among them would be stable however it is read.
                    while (tail[j] > backStart[j] && isDeleted[backEdge[tail[j] - 1]]) tail[j]--;
                    int rank = graph.RightRank[backEdge[tail[j] - 1]];
                    while (tail[j] > backStart[j] && graph.RightRank[backEdge[tail[j] - 1]] == rank) Delete(backEdge[--tail[j]]);
                }

                if (count[j] != graph.Capacity[j]) continue;
                wasFull[j] = true;
                while (tail[j] > backStart[j])
                {
                    int last = backEdge[tail[j] - 1], rank = graph.RightRank[last];
                    bool holds = false;
                    for (int b = tail[j] - 1; b >= backStart[j] && graph.RightRank[backEdge[b]] == rank; b--) holds |= isSeated[backEdge[b]];
                    if (holds) break;
                    while (tail[j] > backStart[j] && graph.RightRank[backEdge[tail[j] - 1]] == rank) Delete(backEdge[--tail[j]]);
                }
            }
        }

        var matched = new int[graph.LeftCount];
        Array.Fill(matched, -1);
        for (int e = 0; e < isSeated.Length; e++)
        {
            if (!isSeated[e]) continue;
            if (matched[owner[e]] >= 0) return null;
            matched[owner[e]] = e;
        }

        for (int j = 0; j < count.Length; j++)
        {
            if (wasFull[j] && count[j] < graph.Capacity[j]) return null;
        }

        return matched;
    }

    private static int Favourite(StableGraph graph, int[] order, bool[] isDeleted, List<int>[] seated, int left)
    {
        int best = -1;
        for (int k = graph.Start[left]; k < graph.Start[left + 1]; k++)
        {
            int e = order[k];
            if (isDeleted[e] || graph.Capacity[graph.To[e]] == 0) continue;
            if (best >= 0 && graph.LeftRank[e] != graph.LeftRank[best]) break;
            if (seated[graph.To[e]].Count < graph.Capacity[graph.To[e]]) return e;
            if (best < 0) best = e;
        }

        return best;
    }

    /// <summary>Whether the holder of a seat could go to an empty place that they rank the same.</summary>
    private static bool HasRoomInTie(StableGraph graph, bool[] isDeleted, List<int>[] seated, int held, int left)
    {
        for (int e = graph.Start[left]; e < graph.Start[left + 1]; e++)
        {
            if (e != held && graph.LeftRank[e] == graph.LeftRank[held] && !isDeleted[e] && seated[graph.To[e]].Count < graph.Capacity[graph.To[e]]) return true;
        }

        return false;
    }

    private static bool StrictlyAbove(StableGraph graph, int[] owner, int[] chance, int first, int second) =>
        graph.RightRank[first] != graph.RightRank[second] ? graph.RightRank[first] < graph.RightRank[second] : Math.Min(1, chance[owner[first]]) > Math.Min(1, chance[owner[second]]);

    private static bool Above(StableGraph graph, int[] owner, int[] chance, int first, int second) =>
        StrictlyAbove(graph, owner, chance, first, second) || (!StrictlyAbove(graph, owner, chance, second, first) && owner[first] < owner[second]);
}
