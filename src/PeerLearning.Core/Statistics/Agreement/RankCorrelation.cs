namespace PeerLearning.Statistics;

/// <summary>Pearson, Spearman and Kendall correlations of two columns.</summary>
internal static class RankCorrelation
{
    public static Measured<double> Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (Fault(x, y) is { } fault) return fault;
        int n = x.Length;
        double scaleX = Largest(x), scaleY = Largest(y), meanX = 0, meanY = 0;
        if (scaleX == 0 || scaleY == 0) return Undefined.NoVariation("One of the columns is constant.");
        for (int i = 0; i < n; i++)
        {
            meanX += x[i] / scaleX / n;
            meanY += y[i] / scaleY / n;
        }

        double xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < n; i++)
        {
            double a = (x[i] / scaleX) - meanX, b = (y[i] / scaleY) - meanY;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }

        // A spread below rounding is no spread.
        if (xx <= 1e-30 * n || yy <= 1e-30 * n) return Undefined.NoVariation("One of the columns is constant.");
        return Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
    }

    /// <summary>Spearman's rho: Pearson's correlation of mid-ranks.</summary>
    public static Measured<double> Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        Fault(x, y) is { } fault ? fault : Pearson(Ranking.Mid(x), Ranking.Mid(y));

    /// <summary>Kendall's tau-b, corrected for ties (Kendall 1945).</summary>
    public static Measured<double> TauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (Fault(x, y) is { } fault) return fault;
        long balance = 0, untiedX = 0, untiedY = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int a = Ranking.Tied(x[i], x[j]) ? 0 : x[i] > x[j] ? 1 : -1;
                int b = Ranking.Tied(y[i], y[j]) ? 0 : y[i] > y[j] ? 1 : -1;
                balance += a * b;
                untiedX += a * a;
                untiedY += b * b;
            }
        }

        if (untiedX == 0 || untiedY == 0) return Undefined.NoVariation("One of the columns is constant.");
        return balance / (Math.Sqrt(untiedX) * Math.Sqrt(untiedY));
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    private static Undefined? Fault(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length) return Undefined.OutOfRange($"The columns have {x.Length} and {y.Length} values.");
        if (x.Length < 2) return Undefined.TooFew(2, x.Length, "pairs");
        return DecisionTable.AllFinite(x) && DecisionTable.AllFinite(y) ? null : Undefined.OutOfRange("A value is not a finite number.");
    }
}
