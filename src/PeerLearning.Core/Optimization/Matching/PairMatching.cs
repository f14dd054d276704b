namespace PeerLearning.Optimization;

/// <summary>Maximum-weight matching on a complete or nearly complete graph: solved on each vertex's best edges, then priced out on all.</summary>
/// <remarks>
/// Derigs and Metz, "Solving (large scale) matching problems combinatorially", Mathematical Programming 50, 1991: an edge left out can only matter when the two dual values do not cover its weight; such edges
/// come in, and the small graph is solved again. When none is left, the dual values prove the matching on the whole graph.
/// </remarks>
internal static class PairMatching
{
    private const int FirstCandidates = 12;
    private const int AddedPerVertex = 6;

    /// <summary>Solves the graph.</summary>
    /// <param name="n">The number of vertices.</param>
    /// <param name="weight">The weight of each pair, n x n, symmetric; negative for a pair that is forbidden.</param>
    /// <param name="bonus">What each pair counts beyond its weight; more than all weights together puts the number of pairs first.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The matching; its total and dual values count the bonus.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static GeneralMatching.Solution Solve(int n, int[] weight, long bonus, CancellationToken cancellationToken = default)
    {
        var known = new HashSet<long>();
        List<int> first = [], second = [];
        List<long> weights = [];
        var top = new (int Weight, int Vertex)[FirstCandidates];
        for (int i = 0; i < n; i++)
        {
            // Equal weights are taken from different places of the row, or all would want the same few.
            int count = 0;
            for (int step = 1; step < n; step++)
            {
                int j = i + step < n ? i + step : i + step - n, w = weight[(i * n) + j];
                if (w < 0 || (count == FirstCandidates && w <= top[count - 1].Weight)) continue;
                int at = count < FirstCandidates ? count++ : count - 1;
                for (; at > 0 && top[at - 1].Weight < w; at--) top[at] = top[at - 1];
                top[at] = (w, j);
            }

            for (int k = 0; k < count; k++) Add(i, top[k].Vertex);
        }

        while (true)
        {
            var solution = GeneralMatching.Solve(n, [.. first], [.. second], [.. weights], cancellationToken);
            int before = weights.Count;
            Price(solution);
            if (weights.Count == before) return solution;
        }

        void Add(int i, int j)
        {
            if (!known.Add(i < j ? ((long)i * n) + j : ((long)j * n) + i)) return;
            first.Add(Math.Min(i, j));
            second.Add(Math.Max(i, j));
            weights.Add(weight[(i * n) + j] + bonus);
        }

        void Price(GeneralMatching.Solution solution)
        {
            var worst = new (long Slack, int Vertex)[AddedPerVertex];
            for (int i = 0; i < n; i++)
            {
                int count = 0;
                long mine = solution.TwiceDual[i] - (2 * bonus);
                for (int j = 0; j < n; j++)
                {
                    int w = weight[(i * n) + j];
                    long slack = mine + solution.TwiceDual[j] - (2L * w);
                    if (slack >= 0 || w < 0 || j == i || (count == AddedPerVertex && slack >= worst[count - 1].Slack)) continue;
                    if (IsCovered(solution, i, j, slack)) continue;
                    int at = count < AddedPerVertex ? count++ : count - 1;
                    for (; at > 0 && worst[at - 1].Slack > slack; at--) worst[at] = worst[at - 1];
                    worst[at] = (slack, j);
                }

                for (int k = 0; k < count; k++) Add(i, worst[k].Vertex);
            }
        }
    }

    /// <summary>Whether the blossoms that hold both ends cover what the vertices leave open.</summary>
    private static bool IsCovered(GeneralMatching.Solution solution, int i, int j, long slack)
    {
        foreach (var (members, dual) in solution.Blossoms)
        {
            if (Array.BinarySearch(members, i) >= 0 && Array.BinarySearch(members, j) >= 0) slack += 2 * dual;
        }

        return slack >= 0;
    }
}
