namespace PeerLearning.Statistics;

/// <summary>The ways to adjust p values for several tests.</summary>
internal enum MultiplicityMethod
{
    /// <summary>Benjamini and Hochberg (1995): the false discovery rate.</summary>
    BenjaminiHochberg,

    /// <summary>Benjamini and Yekutieli (2001): the false discovery rate under any dependence.</summary>
    BenjaminiYekutieli,

    /// <summary>Holm (1979): the familywise error rate.</summary>
    Holm,

    /// <summary>Hochberg (1988): the familywise error rate of independent tests.</summary>
    Hochberg,

    /// <summary>The familywise error rate, by the number of tests.</summary>
    Bonferroni,
}

/// <summary>Adjusted p values; a p value that is missing stays missing and is not counted.</summary>
internal static class AdjustedP
{
    public static Measured<double>[] Adjust(ReadOnlySpan<Measured<double>> pValues, MultiplicityMethod method)
    {
        var adjusted = pValues.ToArray();
        var places = new List<int>(adjusted.Length);
        for (int i = 0; i < adjusted.Length; i++)
        {
            if (!adjusted[i].TryGet(out double p)) continue;
            if (p is >= 0 and <= 1) places.Add(i);
            else adjusted[i] = Undefined.OutOfRange("A p value lies between 0 and 1.");
        }

        int m = places.Count;
        var values = new double[m];
        var order = new int[m];
        for (int i = 0; i < m; i++)
        {
            values[i] = adjusted[places[i]].Value;
            order[i] = i;
        }

        Array.Sort((double[])values.Clone(), order);
        double harmonic = 0;
        for (int i = 1; i <= m; i++) harmonic += 1.0 / i;
        double running = method == MultiplicityMethod.Holm ? 0 : 1;
        for (int step = 0; step < m; step++)
        {
            // Step-up methods walk from the largest p downwards, Holm from the smallest upwards.
            int rank = method == MultiplicityMethod.Holm ? step : m - 1 - step;
            double p = values[order[rank]];
            double scaled = method switch
            {
                MultiplicityMethod.BenjaminiHochberg => p * m / (rank + 1),
                MultiplicityMethod.BenjaminiYekutieli => p * m * harmonic / (rank + 1),
                MultiplicityMethod.Bonferroni => p * m,
                _ => p * (m - rank),
            };
            running = method switch
            {
                MultiplicityMethod.Holm => Math.Max(running, scaled),
                MultiplicityMethod.Bonferroni => scaled,
                _ => Math.Min(running, scaled),
            };
            adjusted[places[order[rank]]] = Math.Min(1, running);
        }

        return adjusted;
    }
}
