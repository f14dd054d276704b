namespace PeerLearning.Statistics;

/// <summary>Student's t distribution; degrees of freedom may be fractional (Welch).</summary>
internal static class StudentT
{
    /// <summary>P(T &lt;= t).</summary>
    public static double Lower(double t, double df) => t <= 0 ? 0.5 * TwoSided(t, df) : 1 - (0.5 * TwoSided(t, df));

    /// <summary>P(T > t).</summary>
    public static double Upper(double t, double df) => Lower(-t, df);

    /// <summary>P(|T| >= |t|).</summary>
    public static double TwoSided(double t, double df)
    {
        double square = t * t;
        return double.IsInfinity(square) ? 0 : IncompleteBeta.Tail(df / 2, 0.5, df / (df + square), square / (df + square));
    }

    /// <summary>The t with P(T &lt;= t) = p.</summary>
    public static double Quantile(double p, double df)
    {
        if (p == 0.5) return 0;
        double tail = Math.Min(p, 1 - p);
        var (x, y) = IncompleteBeta.Quantile(df / 2, 0.5, 2 * tail);
        double t = Math.Sqrt(df * y / x);
        return p < 0.5 ? -t : t;
    }

    /// <summary>The half-width of a two-sided interval in standard errors.</summary>
    public static double Critical(double level, double df) => -Quantile((1 - level) / 2, df);
}
