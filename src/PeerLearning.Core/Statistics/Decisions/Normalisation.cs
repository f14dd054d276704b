namespace PeerLearning.Statistics;

/// <summary>How the values of a criterion are made comparable.</summary>
internal enum Normalisation
{
    /// <summary>Left as they are.</summary>
    None,

    /// <summary>Divided by the Euclidean norm.</summary>
    Vector,

    /// <summary>From 0 for the worst to 1 for the best; a constant criterion is 0 everywhere.</summary>
    MinMax,

    /// <summary>Divided by the sum of magnitudes.</summary>
    Sum,

    /// <summary>Divided by the largest magnitude.</summary>
    Max,
}

internal static class Normaliser
{
    /// <summary>Normalises one criterion. Only <see cref="Normalisation.MinMax"/> turns costs into benefits.</summary>
    public static double[] Column(DecisionTable table, int criterion, Normalisation normalisation)
    {
        double[] column = table.ScaledColumn(criterion, out double magnitude);
        if (magnitude == 0) return column;
        switch (normalisation)
        {
            case Normalisation.None:
                for (int i = 0; i < column.Length; i++) column[i] = table.Values[i][criterion];
                break;
            case Normalisation.Vector:
                double squares = 0;
                foreach (double value in column) squares += value * value;
                Divide(column, Math.Sqrt(squares));
                break;
            case Normalisation.Sum:
                double sum = 0;
                foreach (double value in column) sum += Math.Abs(value);
                Divide(column, sum);
                break;
            case Normalisation.MinMax:
                MinMax(column, table.IsCost[criterion]);
                break;
        }

        return column;
    }

    public static void MinMax(Span<double> column, bool isCost)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in column)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        double range = high - low;
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = range > 0 ? (isCost ? high - column[i] : column[i] - low) / range : 0;
        }
    }

    private static void Divide(Span<double> column, double by)
    {
        for (int i = 0; i < column.Length; i++) column[i] /= by;
    }
}
