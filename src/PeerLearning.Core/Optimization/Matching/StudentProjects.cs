namespace PeerLearning.Optimization;

/// <summary>Student-project allocation with lecturers' preferences over students, ties broken by number (Abraham, Irving and Manlove, Journal of Discrete Algorithms 5, 2007).</summary>
internal static class StudentProjects
{
    /// <summary>The stable matching that is best for every student at once.</summary>
    public static int[] StudentOptimal(StableGraph graph)
    {
        int[] group = graph.Group!, capacity = graph.GroupCapacity!, order = graph.Order(), owner = graph.Owner;
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

        _ = owner;
        return matched;
    }
}
