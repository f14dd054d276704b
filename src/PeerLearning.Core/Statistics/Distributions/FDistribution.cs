namespace PeerLearning.Statistics;

/// <summary>Fisher's F distribution.</summary>
internal static class FDistribution
{
    /// <summary>P(F > f).</summary>
    public static double Upper(double f, double df1, double df2)
    {
        if (f <= 0) return 1;
        double scaled = df1 * f;
        return IncompleteBeta.Tail(df2 / 2, df1 / 2, df2 / (df2 + scaled), scaled / (df2 + scaled));
    }

    /// <summary>The f with P(F &lt;= f) = p.</summary>
    public static double Quantile(double p, double df1, double df2)
    {
        var (x, y) = IncompleteBeta.Quantile(df1 / 2, df2 / 2, p);
        return df2 / df1 * (x / y);
    }

    /// <summary>The f with P(F > f) = q.</summary>
    public static double UpperQuantile(double q, double df1, double df2)
    {
        var (x, y) = IncompleteBeta.UpperQuantile(df1 / 2, df2 / 2, q);
        return df2 / df1 * (x / y);
    }
}
