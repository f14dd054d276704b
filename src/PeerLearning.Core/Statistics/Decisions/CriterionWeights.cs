namespace PeerLearning.Statistics;

/// <summary>Weights that the data itself suggests: by information (entropy) or by contrast and conflict (CRITIC).</summary>
internal static class CriterionWeights
{
    /// <summary>Shannon entropy weights (Hwang and Yoon 1981): p = x / sum, e = -sum p ln p / ln m, w = (1 - e) / sum (1 - e).</summary>
    public static Measured<double[]> Entropy(DecisionTable table)
    {
        int n = table.Alternatives;
        if (n < 2) return Undefined.TooFew(2, n, "alternatives");
        double[] divergence = new double[table.Criteria];
        double total = 0;
        for (int j = 0; j < divergence.Length; j++)
        {
            double[] column = table.ScaledColumn(j, out double magnitude);
            if (column.Any(value => value < 0)) return Undefined.OutOfRange("Entropy weights need values that are not negative.");

            // A criterion of zeros says nothing; a constant one neither, and is set to exactly 0 rather than to rounding dust.
            if (magnitude == 0 || column.All(value => value == column[0])) continue;
            double sum = column.Sum(), entropy = 0;
            foreach (double value in column)
            {
                double p = value / sum;
                if (p > 0) entropy -= p * Math.Log(p);
            }

            divergence[j] = Math.Max(0, 1 - (entropy / Math.Log(n)));
            total += divergence[j];
        }

        if (total == 0) return Undefined.NoVariation("Every criterion is constant: entropy gives none of them weight.");
        for (int j = 0; j < divergence.Length; j++) divergence[j] /= total;
        return divergence;
    }

    /// <summary>CRITIC weights (Diakoulaki, Mavrotas and Papayannakis 1995): sample deviation of the min-max values times conflict, sum over k of 1 - r.</summary>
    /// <remarks>A constant criterion gets weight 0 and leaves the others exactly as without it.</remarks>
    public static Measured<double[]> Critic(DecisionTable table)
    {
        int n = table.Alternatives, m = table.Criteria;
        if (n < 2) return Undefined.TooFew(2, n, "alternatives");
        double[]?[] columns = new double[]?[m];
        double[] deviation = new double[m];
        for (int j = 0; j < m; j++)
        {
            double[] column = Normaliser.Column(table, j, Normalisation.MinMax);
            double mean = column.Average(), squares = 0;
            for (int i = 0; i < n; i++)
            {
                column[i] -= mean;
                squares += column[i] * column[i];
            }

            if (squares == 0) continue;
            columns[j] = column;
            deviation[j] = Math.Sqrt(squares / (n - 1));
        }

        double[] weights = new double[m];
        double total = 0;
        for (int j = 0; j < m; j++)
        {
            if (columns[j] is not { } a) continue;
            double conflict = 0;
            for (int k = 0; k < m; k++)
            {
                if (k == j || columns[k] is not { } b) continue;
                double product = 0;
                for (int i = 0; i < n; i++) product += a[i] * b[i];
                double gap = 1 - (product / ((n - 1) * deviation[j] * deviation[k]));
                conflict += gap > 1e-14 ? gap : 0;
            }

            total += weights[j] = deviation[j] * conflict;
        }

        if (total == 0) return Undefined.NoVariation("No criterion conflicts with another: CRITIC cannot tell them apart.");
        for (int j = 0; j < m; j++) weights[j] /= total;
        return weights;
    }
}
