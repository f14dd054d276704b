namespace PeerLearning.Statistics;

/// <summary>The additive score: the sum of weight times value, with the contribution of every criterion. Fishburn 1967.</summary>
internal sealed record WeightedSum(double[] Scores, double[][] Contributions, int[] Ranks)
{
    public static Measured<WeightedSum> Of(DecisionTable table, Normalisation normalisation = Normalisation.None)
    {
        int n = table.Alternatives, m = table.Criteria;
        double[][] contributions = new double[n][];
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) contributions[i] = new double[m];
        for (int j = 0; j < m; j++)
        {
            double[] column = Normaliser.Column(table, j, normalisation);
            double sign = table.IsCost[j] && normalisation != Normalisation.MinMax ? -1 : 1;
            for (int i = 0; i < n; i++) contributions[i][j] = sign * table.Weights[j] * column[i];
        }

        for (int i = 0; i < n; i++)
        {
            foreach (double part in contributions[i]) scores[i] += part;
            if (!double.IsFinite(scores[i])) return Undefined.OutOfRange("The values are too large to add.");
        }

        return new WeightedSum(scores, contributions, Ranking.Competition(scores));
    }
}
