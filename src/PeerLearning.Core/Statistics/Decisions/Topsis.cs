namespace PeerLearning.Statistics;

/// <summary>
/// TOPSIS: closeness to the ideal and distance from the anti-ideal alternative. Hwang and Yoon 1981; Tzeng and Huang 2011.
/// </summary>
/// <remarks>A criterion whose norm is 0 contributes to neither distance. When no alternative differs the closeness is 0/0: undefined, all ranks tied.</remarks>
internal sealed record Topsis(double[] ToIdeal, double[] ToAntiIdeal, Measured<double[]> Closeness, int[] Ranks)
{
    public static Measured<Topsis> Of(DecisionTable table, Normalisation normalisation = Normalisation.Vector)
    {
        int n = table.Alternatives;
        double[] toIdeal = new double[n], toAnti = new double[n];
        for (int j = 0; j < table.Criteria; j++)
        {
            double[] column = Normaliser.Column(table, j, normalisation);
            bool isCost = table.IsCost[j] && normalisation != Normalisation.MinMax;
            double low = column.Min(), high = column.Max();
            double ideal = isCost ? low : high, anti = isCost ? high : low;
            for (int i = 0; i < n; i++)
            {
                double plus = table.Weights[j] * (ideal - column[i]), minus = table.Weights[j] * (column[i] - anti);
                toIdeal[i] += plus * plus;
                toAnti[i] += minus * minus;
            }
        }

        double[] closeness = new double[n];
        bool discriminates = false;
        for (int i = 0; i < n; i++)
        {
            toIdeal[i] = Math.Sqrt(toIdeal[i]);
            toAnti[i] = Math.Sqrt(toAnti[i]);
            double sum = toIdeal[i] + toAnti[i];
            if (!double.IsFinite(sum)) return Undefined.OutOfRange("The values are too large for distances.");
            if (sum > 0) discriminates = true;
            closeness[i] = sum > 0 ? toAnti[i] / sum : 0;
        }

        return discriminates
            ? new Topsis(toIdeal, toAnti, closeness, Ranking.Competition(closeness))
            : new Topsis(toIdeal, toAnti, Undefined.NoVariation("No alternative differs from another in any weighted criterion."), Enumerable.Repeat(1, n).ToArray());
    }
}
