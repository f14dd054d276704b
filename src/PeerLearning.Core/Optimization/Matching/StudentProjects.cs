namespace PeerLearning.Optimization;

/// <summary>Student-project allocation with lecturers' preferences over students, ties broken by number (Abraham, Irving and Manlove, Journal of Discrete Algorithms 5, 2007).</summary>
/// <remarks>Answers are the edge of each left node, -1 for none. The right rank of an edge is the lecturer's rank of the student, the same for all projects of the lecturer.</remarks>
internal static class StudentProjects
{
    /// <summary>The stable matching that is best for every student at once.</summary>
    public static int[] StudentOptimal(StableGraph graph)
    {
        int[] group = graph.Group!, capacity = graph.GroupCapacity!, order = graph.Order();
        int[] matched = new int[graph.LeftCount], next = new int[graph.LeftCount];
        Array.Fill(matched, -1);
        var inProject = new SortedSet<(int Rank, int Left)>[graph.RightCount];
        var inGroup = new SortedSet<(int Rank, int Left)>[capacity.Length];
        for (int j = 0; j < inProject.Length; j++) inProject[j] = [];
        for (int g = 0; g < inGroup.Length; g++) inGroup[g] = [];
        var free = new Queue<int>();
        for (int i = 0; i < graph.LeftCount; i++) free.Enqueue(i);
        while (free.TryDequeue(out int i))
        {
            while (matched[i] < 0 && graph.Start[i] + next[i] < graph.Start[i + 1])
            {
                int e = order[graph.Start[i] + next[i]++], j = graph.To[e], g = group[j];
                if (graph.Capacity[j] == 0 || capacity[g] == 0) continue;
                matched[i] = e;
                inProject[j].Add((graph.RightRank[e], i));
                inGroup[g].Add((graph.RightRank[e], i));
                int loser = inProject[j].Count > graph.Capacity[j] ? inProject[j].Max.Left : inGroup[g].Count > capacity[g] ? inGroup[g].Max.Left : -1;
                if (loser < 0) continue;
                int lost = matched[loser];
                matched[loser] = -1;
                inProject[graph.To[lost]].Remove((graph.RightRank[lost], loser));
                inGroup[g].Remove((graph.RightRank[lost], loser));
                if (loser != i) free.Enqueue(loser);
            }
        }

        return matched;
    }

    /// <summary>The stable matching that is best for every lecturer at once.</summary>
    public static int[] LecturerOptimal(StableGraph graph)
    {
        int[] group = graph.Group!, capacity = graph.GroupCapacity!, order = graph.Order(), owner = graph.Owner;
        int[] matched = new int[graph.LeftCount], inProject = new int[graph.RightCount], inGroup = new int[capacity.Length], position = new int[order.Length], limit = new int[graph.LeftCount];
        Array.Fill(matched, -1);
        for (int k = 0; k < order.Length; k++) position[order[k]] = k;

        // What a student still takes: the edges of the order before the limit.
        for (int i = 0; i < limit.Length; i++) limit[i] = graph.Start[i + 1];

        // The edges of each lecturer, by the rank of the student, then the student's own order.
        int[][] rows = new int[capacity.Length][];
        var lists = new List<int>[capacity.Length];
        for (int g = 0; g < lists.Length; g++) lists[g] = [];
        foreach (int e in order) lists[group[graph.To[e]]].Add(e);
        for (int g = 0; g < rows.Length; g++) rows[g] = [.. lists[g].OrderBy(e => graph.RightRank[e]).ThenBy(e => owner[e]).ThenBy(e => position[e])];
        int[] at = new int[capacity.Length];
        var open = new Queue<int>(Enumerable.Range(0, capacity.Length));
        while (open.TryDequeue(out int g))
        {
            while (inGroup[g] < capacity[g] && at[g] < rows[g].Length)
            {
                int e = rows[g][at[g]++], i = owner[e], j = graph.To[e], before = matched[i];
                if (position[e] >= limit[i] || inProject[j] == graph.Capacity[j]) continue;
                matched[i] = e;
                limit[i] = position[e];
                inProject[j]++;
                inGroup[g]++;
                if (before < 0) continue;

                // A project with a place again may be offered to students who were passed over while it was full.
                int left = graph.To[before], loser = group[left];
                if (inProject[left]-- == graph.Capacity[left]) at[loser] = 0;
                inGroup[loser]--;
                if (loser != g) open.Enqueue(loser);
            }
        }

        return matched;
    }
}
