using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>Pairs and one trio for an odd number of people, of whom everybody but one has a peer.</summary>
/// <remarks>
/// Everybody counts half of the mean fit with their peers. Prices of people of which any two cover the fit of their pair cover every trio as well, so their sum bounds all arrangements; the best such prices are those of
/// half an assignment of everybody to somebody. They also tell which trios are worth trying.
/// </remarks>
internal static class PeerTrios
{
    /// <summary>The most people of whom every trio is tried, by the solver and by the check.</summary>
    public const int ExactPeople = 15;

    // Pairs looked at over all trios that are tried.
    private const long PairBudget = 10_000_000;

    /// <summary>The best pairing with a trio that is found; null when no three people may meet without somebody else staying alone.</summary>
    public static PeerPairing? Find(PairModel model, List<int[]> groups, GeneralMatching.Solution solution, long bonus, CancellationToken cancellationToken)
    {
        int n = model.Count, alone = Array.FindIndex(solution.Mate, mate => mate < 0);
        var (twicePrice, total) = Prices(model);
        List<int[]>? best = null;
        long twice = long.MinValue;

        // The one left over joins a pair.
        long twicePairs = 2 * groups.Sum(group => (long)model.PointsOf(group[0], group[1]));
        foreach (int[] pair in groups)
        {
            if (Trio(model, pair[0], pair[1], alone) is not { } worth || twicePairs + worth - (2L * model.PointsOf(pair[0], pair[1])) <= twice) continue;
            twice = twicePairs + worth - (2L * model.PointsOf(pair[0], pair[1]));
            best = [.. groups.Where(group => group != pair), [.. new[] { pair[0], pair[1], alone }.Order()]];
        }

        long tried = 0;
        foreach (var (a, b, c, bound) in Promising(model, twicePrice, total, twice, n <= ExactPeople ? int.MaxValue : (int)Math.Max(4, PairBudget / ((long)n * n))))
        {
            if (bound <= twice) break;
            cancellationToken.ThrowIfCancellationRequested();
            tried++;
            Try(a, b, c);
        }

        if (best is null) return null;
        bool isExact = n <= ExactPeople;
        return new PeerPairing(
            model, [.. best.OrderBy(group => group[0])],
            new Certificate
            {
                Proof = isExact || total <= twice ? Proof.Optimal : Proof.Bounded,
                Method = "weighted blossoms for each promising trio",
                Objective = twice / 2.0,
                Bound = isExact ? twice / 2.0 : total / 2.0,
                WorkSpent = solution.DualChanges + tried,
                Prices = ValueList.Copy(Enumerable.Range(0, n).Select(i => Figure.Of(model.IdOf(i).Value, twicePrice[i] / 2.0))),
            },
            [], null);

        void Try(int a, int b, int c)
        {
            int[] rest = [.. Enumerable.Range(0, n).Where(i => i != a && i != b && i != c)], weight = new int[rest.Length * rest.Length];
            for (int i = 0; i < rest.Length; i++)
            {
                for (int j = 0; j < rest.Length; j++) weight[(i * rest.Length) + j] = model.PointsOf(rest[i], rest[j]);
            }

            var others = PairMatching.Solve(rest.Length, weight, bonus, cancellationToken);
            if (Array.Exists(others.Mate, mate => mate < 0)) return;
            long worth = (2 * (others.Total - (bonus * (rest.Length / 2)))) + Trio(model, a, b, c)!.Value;
            if (worth <= twice) return;
            twice = worth;
            best = [[a, b, c]];
            for (int i = 0; i < rest.Length; i++)
            {
                if (others.Mate[i] > i) best.Add([rest[i], rest[others.Mate[i]]]);
            }
        }
    }

    /// <summary>The trios whose bound is above what is reached, the most promising first, no more than so many.</summary>
    private static List<(int A, int B, int C, long Bound)> Promising(PairModel model, long[] twicePrice, long total, long reached, int most)
    {
        int n = model.Count;
        var kept = new PriorityQueue<(int A, int B, int C, long Bound), (long Bound, int A, int B, int C)>();
        for (int a = 0; a < n; a++)
        {
            for (int b = a + 1; b < n; b++)
            {
                if (model.PointsOf(a, b) < 0) continue;
                for (int c = b + 1; c < n; c++)
                {
                    if (Trio(model, a, b, c) is not { } worth) continue;
                    long bound = total - (twicePrice[a] + twicePrice[b] + twicePrice[c] - worth);
                    if (bound <= reached) continue;
                    kept.Enqueue((a, b, c, bound), (bound, -a, -b, -c));
                    if (kept.Count > most) kept.Dequeue();
                }
            }
        }

        var list = new List<(int A, int B, int C, long Bound)>(kept.Count);
        while (kept.TryDequeue(out var trio, out _)) list.Add(trio);
        list.Reverse();
        return list;
    }

    /// <summary>Twice what a trio is worth, or null when two of it may not meet.</summary>
    private static long? Trio(PairModel model, int a, int b, int c)
    {
        int ab = model.PointsOf(a, b), bc = model.PointsOf(b, c), ac = model.PointsOf(a, c);
        return ab < 0 || bc < 0 || ac < 0 ? null : (long)ab + bc + ac;
    }

    /// <summary>Twice the prices of people, and their sum.</summary>
    private static (long[] TwicePrice, long Total) Prices(PairModel model)
    {
        int n = model.Count;
        int[] cost = new int[n * n];
        int most = Math.Max(1, model.Points.Max());
        for (int k = 0; k < cost.Length; k++) cost[k] = model.Points[k] < 0 ? most : -model.Points[k];
        var solution = DenseAssignment.Solve(cost, n, n);
        long[] twice = new long[n];
        for (int i = 0; i < n; i++) twice[i] = -solution.RowPrices[i] - solution.ColumnPrices[i];
        return (twice, twice.Sum());
    }
}
