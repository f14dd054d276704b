namespace PeerLearning.Statistics;

/// <summary>What several rankings say together: Borda points, Copeland scores and the Condorcet winner.</summary>
/// <remarks>Rank 1 is best; ties are mid-ranks. Borda 1781; Copeland 1951.</remarks>
internal sealed record RankAggregation(double[] Borda, int[][] Preferred, double[] Copeland, int? CondorcetWinner)
{
    public static Measured<RankAggregation> Of(double[][] ranks)
    {
        if (ranks.Length == 0) return Undefined.TooFew(1, 0, "rankings");
        int m = ranks[0].Length;
        if (m == 0) return Undefined.TooFew(1, 0, "alternatives");
        foreach (double[] ranking in ranks)
        {
            if (ranking.Length != m) return Undefined.OutOfRange("The rankings have different lengths.");
            if (!DecisionTable.AllFinite(ranking)) return Undefined.OutOfRange("A rank is not a finite number.");
        }

        double[] borda = new double[m], copeland = new double[m];
        int[][] preferred = new int[m][];
        for (int i = 0; i < m; i++)
        {
            preferred[i] = new int[m];
            foreach (double[] ranking in ranks)
            {
                borda[i] += m - ranking[i];
                for (int j = 0; j < m; j++)
                {
                    if (ranking[i] < ranking[j]) preferred[i][j]++;
                }
            }
        }

        int? condorcet = null;
        for (int i = 0; i < m; i++)
        {
            bool beatsAll = true;
            for (int j = 0; j < m; j++)
            {
                if (i == j) continue;
                int margin = preferred[i][j] - preferred[j][i];
                copeland[i] += margin > 0 ? 1 : margin == 0 ? 0.5 : 0;
                beatsAll &= margin > 0;
            }

            if (beatsAll) condorcet = i;
        }

        return DecisionTable.AllFinite(borda)
            ? new RankAggregation(borda, preferred, copeland, condorcet)
            : Undefined.OutOfRange("The ranks are too large to add.");
    }
}
