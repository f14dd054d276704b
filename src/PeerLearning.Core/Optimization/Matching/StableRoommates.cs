namespace PeerLearning.Optimization;

/// <summary>Stable roommates with incomplete lists (R. Irving, Journal of Algorithms 6, 1985; D. Gusfield and R. Irving, "The Stable Marriage Problem", 1989), and the stable partition that proves when there is none.</summary>
/// <remarks>
/// Every instance has a stable partition (J. Tan, Journal of Algorithms 12, 1991): a permutation in which everybody prefers their successor to their predecessor and no two people prefer each other to their predecessors.
/// A matching is stable if and only if it is such a permutation of cycles of length two and one; a partition with an odd cycle of three or more proves that there is none. O(pairs).
/// </remarks>
internal static class StableRoommates
{
    /// <summary>Solves the instance.</summary>
    /// <param name="lists">For each person, the acceptable others, most wanted first; acceptance is mutual.</param>
    /// <returns>The successor of each person in the stable partition (themselves when alone), and whether it has an odd cycle, so that there is no stable matching.</returns>
    public static (int[] Successor, bool HasOddCycle) Solve(int[][] lists)
    {
        int n = lists.Length;
        var rank = new Dictionary<int, int>[n];
        for (int i = 0; i < n; i++)
        {
            rank[i] = new Dictionary<int, int>(lists[i].Length);
            for (int k = 0; k < lists[i].Length; k++) rank[i].Add(lists[i][k], k);
        }

        // The list of a person is what lies between first and last and is not deleted from the other side.
        int[] first = new int[n], last = new int[n], holds = new int[n];
        bool[][] isGone = new bool[n][];
        for (int i = 0; i < n; i++)
        {
            last[i] = lists[i].Length - 1;
            isGone[i] = new bool[lists[i].Length];
            holds[i] = -1;
        }

        void Delete(int a, int b)
        {
            isGone[a][rank[a][b]] = true;
            isGone[b][rank[b][a]] = true;
        }

        int First(int i)
        {
            while (first[i] <= last[i] && isGone[i][first[i]]) first[i]++;
            return first[i] <= last[i] ? lists[i][first[i]] : -1;
        }

        int Last(int i)
        {
            while (last[i] >= first[i] && isGone[i][last[i]]) last[i]--;
            return last[i] >= first[i] ? lists[i][last[i]] : -1;
        }

        int Second(int i)
        {
            First(i);
            for (int k = first[i] + 1; k <= last[i]; k++)
            {
                if (!isGone[i][k]) return lists[i][k];
            }

            return -1;
        }

        // Phase one: everybody proposes down their list; whoever holds a proposal drops everybody worse.
        var free = new Stack<int>();
        for (int i = n - 1; i >= 0; i--) free.Push(i);
        while (free.TryPop(out int i))
        {
            int j = First(i);
            if (j < 0) continue;
            int old = holds[j];
            holds[j] = i;
            for (int worse = Last(j); worse != i; worse = Last(j)) Delete(j, worse);
            if (old >= 0) free.Push(old);
        }

        // Phase two: exposed rotations are eliminated until every list has at most one entry; those that would leave an empty list are odd cycles and stay as they are.
        var path = new List<int>();
        int[] seenAt = new int[n];
        bool[] isOdd = new bool[n];
        Array.Fill(seenAt, -1);
        for (int start = 0; start < n;)
        {
            if (path.Count == 0)
            {
                if (isOdd[start] || Second(start) < 0)
                {
                    start++;
                    continue;
                }

                path.Add(start);
                seenAt[start] = 0;
            }

            int next = Last(Second(path[^1]));
            if (seenAt[next] < 0)
            {
                seenAt[next] = path.Count;
                path.Add(next);
                continue;
            }

            int[] cycle = [.. path.Skip(seenAt[next])];
            foreach (int person in path) seenAt[person] = -1;
            path.Clear();

            // Everybody on the rotation goes to their second choice, who drops all worse than that.
            int[] seconds = Array.ConvertAll(cycle, Second);
            if (cycle.Length % 2 == 1 && cycle.ToHashSet().SetEquals(seconds) && Array.TrueForAll(cycle, person => Second(person) == Last(person)))
            {
                foreach (int person in cycle) isOdd[person] = true;
                continue;
            }

            for (int k = 0; k < cycle.Length; k++)
            {
                for (int worse = Last(seconds[k]); worse != cycle[k]; worse = Last(seconds[k])) Delete(seconds[k], worse);
            }
        }

        int[] successor = new int[n];
        for (int i = 0; i < n; i++) successor[i] = First(i) is >= 0 and var mate ? mate : i;
        return (successor, Array.Exists(isOdd, odd => odd));
    }
}
