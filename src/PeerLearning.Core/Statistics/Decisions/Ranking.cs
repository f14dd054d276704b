namespace PeerLearning.Statistics;

/// <summary>Ranks of scores, 1 for the best, with one tolerance for ties in the whole library.</summary>
internal static class Ranking
{
    /// <summary>Scores closer than this, relative above 1, count as equal: sums in another order differ by less.</summary>
    public const double TieTolerance = 1e-12;

    public static bool Tied(double a, double b) => Math.Abs(a - b) <= TieTolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));

    /// <summary>Competition ranks (1, 1, 3) of scores where more is better.</summary>
    public static int[] Competition(ReadOnlySpan<double> scores)
    {
        int[] order = Order(scores);
        int[] ranks = new int[scores.Length];
        for (int i = 0; i < order.Length; i++)
        {
            ranks[order[i]] = i > 0 && Tied(scores[order[i]], scores[order[i - 1]]) ? ranks[order[i - 1]] : i + 1;
        }

        return ranks;
    }

    /// <summary>Mid-ranks (1.5, 1.5, 3) of scores where more is better.</summary>
    public static double[] Mid(ReadOnlySpan<double> scores)
    {
        int[] order = Order(scores);
        double[] ranks = new double[scores.Length];
        for (int start = 0; start < order.Length;)
        {
            int end = start + 1;
            while (end < order.Length && Tied(scores[order[end]], scores[order[end - 1]])) end++;
            double mid = (start + 1 + end) / 2.0;
            for (int k = start; k < end; k++) ranks[order[k]] = mid;
            start = end;
        }

        return ranks;
    }

    /// <summary>Indices from the highest to the lowest score, equal scores by index.</summary>
    public static int[] Order(ReadOnlySpan<double> scores)
    {
        int[] order = new int[scores.Length];
        double[] keys = new double[scores.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = scores[i];
        }

        Array.Sort(order, (a, b) =>
        {
            int byScore = keys[b].CompareTo(keys[a]);
            return byScore != 0 ? byScore : a.CompareTo(b);
        });
        return order;
    }
}
