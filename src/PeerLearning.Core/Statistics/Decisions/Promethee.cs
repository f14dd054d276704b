namespace PeerLearning.Statistics;

/// <summary>The six preference functions of Brans, Vincke and Mareschal 1986.</summary>
internal enum PreferenceShape
{
    /// <summary>Any difference is a full preference.</summary>
    Usual,

    /// <summary>Full preference above the indifference threshold q.</summary>
    UShape,

    /// <summary>Growing in proportion up to the preference threshold p.</summary>
    VShape,

    /// <summary>Half a preference above q, a full one above p.</summary>
    Level,

    /// <summary>Growing from 0 at q to 1 at p.</summary>
    Linear,

    /// <summary>1 - exp(-d² / 2s²).</summary>
    Gaussian,
}

/// <summary>A preference function with its thresholds.</summary>
internal readonly record struct Preference(PreferenceShape Shape, double Indifference = 0, double Threshold = 0, double Spread = 0)
{
    public double Of(double difference)
    {
        if (difference <= 0) return 0;
        return Shape switch
        {
            PreferenceShape.Usual => 1,
            PreferenceShape.UShape => difference <= Indifference ? 0 : 1,
            PreferenceShape.VShape => difference >= Threshold ? 1 : difference / Threshold,
            PreferenceShape.Level => difference <= Indifference ? 0 : difference <= Threshold ? 0.5 : 1,
            PreferenceShape.Linear => difference <= Indifference ? 0
                : difference >= Threshold ? 1
                : (difference - Indifference) / (Threshold - Indifference),
            _ => 1 - Math.Exp(-(difference / Spread) * (difference / Spread) / 2),
        };
    }

    public Undefined? Fault() => Shape switch
    {
        PreferenceShape.UShape when !(Indifference >= 0) => Undefined.OutOfRange("The indifference threshold is negative."),
        PreferenceShape.VShape when !(Threshold > 0) => Undefined.OutOfRange("The preference threshold is not positive."),
        PreferenceShape.Level or PreferenceShape.Linear when !(Indifference >= 0 && Threshold >= Indifference) =>
            Undefined.OutOfRange("The preference threshold lies below the indifference threshold."),
        PreferenceShape.Gaussian when !(Spread > 0) => Undefined.OutOfRange("The spread of the preference is not positive."),
        _ => null,
    };
}

/// <summary>PROMETHEE II: net outranking flow. Brans, Vincke and Mareschal 1986.</summary>
internal sealed record Promethee(double[][] Index, double[] Positive, double[] Negative, double[] Net, int[] Ranks)
{
    public static Measured<Promethee> Of(DecisionTable table, ReadOnlySpan<Preference> preferences)
    {
        int n = table.Alternatives;
        if (n < 2) return Undefined.TooFew(2, n, "alternatives");
        if (preferences.Length != table.Criteria) return Undefined.OutOfRange($"There are {preferences.Length} preference functions for {table.Criteria} criteria.");
        foreach (var preference in preferences)
        {
            if (preference.Fault() is { } fault) return fault;
        }

        double[][] index = new double[n][];
        double[] positive = new double[n], negative = new double[n], net = new double[n];
        for (int a = 0; a < n; a++)
        {
            index[a] = new double[n];
            for (int b = 0; b < n; b++)
            {
                if (a == b) continue;
                double sum = 0;
                for (int j = 0; j < table.Criteria; j++)
                {
                    double difference = table.Values[a][j] - table.Values[b][j];
                    sum += table.Weights[j] * preferences[j].Of(table.IsCost[j] ? -difference : difference);
                }

                index[a][b] = sum;
                positive[a] += sum / (n - 1);
                negative[b] += sum / (n - 1);
            }
        }

        for (int a = 0; a < n; a++) net[a] = positive[a] - negative[a];
        return DecisionTable.AllFinite(net)
            ? new Promethee(index, positive, negative, net, Ranking.Competition(net))
            : Undefined.OutOfRange("The values are too large for differences.");
    }
}
