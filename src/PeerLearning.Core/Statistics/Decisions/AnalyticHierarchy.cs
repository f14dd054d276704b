namespace PeerLearning.Statistics;

/// <summary>
/// Priorities from pairwise comparisons: principal eigenvector (Saaty 1980) and row geometric means (Crawford and Williams 1985),
/// with the consistency index and the geometric consistency index (Aguarón and Moreno-Jiménez 2003).
/// </summary>
internal sealed record AnalyticHierarchy(
    double[] Eigenvector, double LambdaMax, double ConsistencyIndex, double[] GeometricMean, Measured<double> GeometricConsistencyIndex)
{
    // Saaty and Tran 2007: the mean consistency index of random matrices, by size.
    private static readonly double[] RandomIndex = [0, 0, 0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59];

    /// <summary>The consistency ratio on Saaty's random index; 0 below three criteria, which cannot contradict each other.</summary>
    public Measured<double> ConsistencyRatio => Eigenvector.Length switch
    {
        < 3 => 0,
        int n when n < RandomIndex.Length => ConsistencyIndex / RandomIndex[n],
        int n => Undefined.OutOfRange($"There is no published random index for {n} criteria."),
    };

    public static Measured<AnalyticHierarchy> Of(double[][] comparisons)
    {
        int n = comparisons.Length;
        if (n == 0) return Undefined.TooFew(1, 0, "criteria");
        for (int i = 0; i < n; i++)
        {
            if (comparisons[i].Length != n) return Undefined.OutOfRange("The comparisons are not a square table.");
            for (int j = 0; j < n; j++)
            {
                double a = comparisons[i][j], b = comparisons[j].Length > i ? comparisons[j][i] : double.NaN;
                if (!(a > 0) || !double.IsFinite(a)) return Undefined.OutOfRange("A comparison is not a positive number.");
                if (!(Math.Abs((a * b) - 1) <= 1e-6)) return Undefined.OutOfRange("A comparison and its opposite are not reciprocal.");
            }
        }

        double[] geometric = new double[n];
        double[] logs = new double[n];
        for (int i = 0; i < n; i++) logs[i] = comparisons[i].Sum(Math.Log) / n;
        double top = logs.Max();
        for (int i = 0; i < n; i++) geometric[i] = Math.Exp(logs[i] - top);
        Normalise(geometric);

        double[] vector = [.. geometric];
        double[] next = new double[n];
        double lambda = n;
        for (int step = 0; step < 100_000; step++)
        {
            for (int i = 0; i < n; i++)
            {
                double sum = 0;
                for (int j = 0; j < n; j++) sum += comparisons[i][j] * vector[j];
                next[i] = sum;
            }

            lambda = next.Sum();
            double change = 0;
            for (int i = 0; i < n; i++)
            {
                double value = next[i] / lambda;
                change = Math.Max(change, Math.Abs(value - vector[i]));
                vector[i] = value;
            }

            if (change < 1e-16) break;
        }

        if (!double.IsFinite(lambda) || !DecisionTable.AllFinite(vector) || !DecisionTable.AllFinite(geometric))
        {
            return Undefined.OutOfRange("The comparisons are too extreme to compute with.");
        }

        double index = n < 3 ? 0 : Math.Max(0, (lambda - n) / (n - 1));
        if (index < 1e-14 * n) index = 0;
        Measured<double> geometricIndex = n < 3 ? Undefined.TooFew(3, n, "criteria") : GeometricIndex(comparisons, geometric);
        return new AnalyticHierarchy(vector, lambda, index, geometric, geometricIndex);
    }

    /// <summary>The judgement of a group: the weighted geometric mean of every comparison, the only aggregation that stays reciprocal (Aczél and Saaty 1983).</summary>
    public static Measured<double[][]> Group(IReadOnlyList<double[][]> members, ReadOnlySpan<double> voices)
    {
        if (members.Count == 0) return Undefined.TooFew(1, 0, "members");
        var normal = DecisionTable.NormaliseWeights(voices.IsEmpty ? Enumerable.Repeat(1.0, members.Count).ToArray() : voices);
        if (!normal.TryGet(out double[]? weights)) return normal.Undefined!;
        if (weights.Length != members.Count) return Undefined.OutOfRange($"There are {weights.Length} voices for {members.Count} members.");
        int n = members[0].Length;
        double[][] joint = new double[n][];
        for (int i = 0; i < n; i++)
        {
            joint[i] = new double[n];
            for (int j = 0; j < n; j++)
            {
                double log = 0;
                for (int g = 0; g < members.Count; g++)
                {
                    if (members[g].Length != n || members[g][i].Length != n) return Undefined.OutOfRange("The members compare different numbers of criteria.");
                    double value = members[g][i][j];
                    if (!(value > 0) || !double.IsFinite(value)) return Undefined.OutOfRange("A comparison is not a positive number.");
                    log += weights[g] * Math.Log(value);
                }

                joint[i][j] = Math.Exp(log);
            }
        }

        return joint;
    }

    private static double GeometricIndex(double[][] a, double[] w)
    {
        int n = w.Length;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                double log = Math.Log(a[i][j]) + Math.Log(w[j]) - Math.Log(w[i]);
                sum += log * log;
            }
        }

        double index = 2 * sum / ((n - 1.0) * (n - 2.0));
        return index < 1e-28 ? 0 : index;
    }

    private static void Normalise(double[] values)
    {
        double sum = values.Sum();
        for (int i = 0; i < values.Length; i++) values[i] /= sum;
    }
}
