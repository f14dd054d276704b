namespace PeerLearning.Optimization;

/// <summary>The items to price first: the most profitable ones of every code and over all, found in a sample when there are very many.</summary>
internal static class SelectionWorkingPool
{
    private const int Sample = 60_000;

    /// <summary>A pool, ascending and without the required items; everybody if there are no more than the given size.</summary>
    public static int[] Initial(SelectionModel model, int size)
    {
        var problem = model.Problem;
        if (problem.Count <= size)
        {
            return [.. Enumerable.Range(0, problem.Count).Except(problem.Required)];
        }

        int perCode = Math.Clamp(3 * problem.Size, 8, 40);
        int step = Math.Max(1, problem.Count / Sample);
        var chosen = new HashSet<int>();
        Take(problem.Profits, null, 1, 8 * problem.Size, step, chosen);
        foreach (var column in problem.Columns.DistinctBy(column => column.Codes))
        {
            if (column.CodeCount <= 256) Take(problem.Profits, column.Codes, column.CodeCount, perCode, step, chosen);
        }

        chosen.ExceptWith(problem.Required);
        return [.. chosen.Order()];
    }

    /// <summary>The most profitable items of every code; among equals the first.</summary>
    private static void Take(long[] profits, ushort[]? codes, int codeCount, int count, int step, HashSet<int> chosen)
    {
        var best = new SelectionBest[codeCount];
        for (int code = 0; code < codeCount; code++) best[code] = new SelectionBest(count);
        for (int i = 0; i < profits.Length; i += step)
        {
            var own = best[codes is null ? 0 : codes[i]];
            if (profits[i] > own.Least || !own.IsFull) own.Offer(profits[i], i);
        }

        foreach (var own in best) chosen.UnionWith(own.Items.ToArray());
    }
}
