namespace PeerLearning.Optimization;

/// <summary>The pairs that must not be chosen together, as neighbour lists among some of the items.</summary>
internal static class SelectionConflicts
{
    /// <summary>For every given item the positions of its rivals among the given items.</summary>
    /// <remarks>O(items log items + pairs): the long list of all pairs is read once against a set of marks.</remarks>
    public static int[][] Among(SelectionProblem problem, int[] items)
    {
        int[][] rivals = new int[items.Length][];
        Array.Fill(rivals, []);
        if (problem.Conflicts.Length == 0) return rivals;
        bool[] marks = new bool[problem.Count];
        foreach (int item in items) marks[item] = true;
        var pairs = new List<(int First, int Second)>();
        foreach (var pair in problem.Conflicts)
        {
            if (marks[pair.First] && marks[pair.Second]) pairs.Add(pair);
        }

        if (pairs.Count == 0) return rivals;
        int[] order = new int[items.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        int[] sorted = (int[])items.Clone();
        Array.Sort(sorted, order);
        var lists = new List<int>?[items.Length];
        foreach (var (first, second) in pairs)
        {
            int a = order[Array.BinarySearch(sorted, first)], b = order[Array.BinarySearch(sorted, second)];
            (lists[a] ??= []).Add(b);
            (lists[b] ??= []).Add(a);
        }

        for (int i = 0; i < rivals.Length; i++)
        {
            if (lists[i] is { } list) rivals[i] = [.. list.Distinct().Order()];
        }

        return rivals;
    }
}
