namespace PeerLearning.Optimization;

/// <summary>The items to price first: the most profitable ones of every code and over all.</summary>
internal static class SelectionWorkingPool
{
    /// <summary>A pool of about so many items, ascending and without the required ones; everybody if there are no more.</summary>
    public static int[] Initial(SelectionModel model, int size)
    {
        var problem = model.Problem;
        if (problem.Count <= size)
        {
            return [.. Enumerable.Range(0, problem.Count).Except(problem.Required)];
        }

        int codes = problem.Columns.Where(column => column.CodeCount <= 256).Sum(column => column.CodeCount);
        int perCode = Math.Clamp(size / (codes + 8), 2, Math.Max(40, 2 * problem.Size));
        var chosen = new HashSet<int>();
        Take(problem.Profits, null, 1, Math.Max(8 * perCode, 4 * problem.Size), chosen);
        foreach (var column in problem.Columns)
        {
            if (column.CodeCount <= 256) Take(problem.Profits, column.Codes, column.CodeCount, perCode, chosen);
        }

        chosen.ExceptWith(problem.Required);
        return [.. chosen.Order()];
    }

    /// <summary>The most profitable items of every code; among equals the first.</summary>
    private static void Take(long[] profits, ushort[]? codes, int codeCount, int count, HashSet<int> chosen)
    {
        var heaps = new PriorityQueue<int, long>[codeCount];
        long[] least = new long[codeCount];
        Array.Fill(least, long.MinValue);
        for (int code = 0; code < codeCount; code++) heaps[code] = new PriorityQueue<int, long>();
        for (int i = 0; i < profits.Length; i++)
        {
            int code = codes is null ? 0 : codes[i];
            long profit = profits[i];
            if (profit <= least[code]) continue;
            var heap = heaps[code];
            if (heap.Count < count) heap.Enqueue(i, profit);
            else heap.DequeueEnqueue(i, profit);
            if (heap.Count == count && heap.TryPeek(out _, out long smallest)) least[code] = smallest;
        }

        foreach (var heap in heaps)
        {
            foreach (var (item, _) in heap.UnorderedItems) chosen.Add(item);
        }
    }
}
