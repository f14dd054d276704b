namespace PeerLearning.Statistics;

/// <summary>Rank acceptability for any number of criteria, by a shifted low-discrepancy sequence, with its standard error.</summary>
/// <remarks>
/// <para>Weights are the spacings of sorted uniform numbers, which are uniform over all weightings (dividing uniform numbers by their sum is not).
/// The uniform numbers are a Kronecker sequence on the generalised golden ratio (Roberts 2018), shifted at random 16 times (Cranley and Patterson 1976);
/// the spread between the shifts is the stated error.</para>
/// </remarks>
internal sealed record SampledAcceptability(double[][] Acceptability, double[][] StandardErrors, double[]?[] CentralWeights, int Draws, double AcceptedShare)
{
    private const int Shifts = 16;

    public static Measured<SampledAcceptability> Of(
        double[][] scores, int drawsPerShift, ulong seed, Func<double[], bool>? isAdmissible = null, double[][]? standardErrors = null, CancellationToken cancellationToken = default)
    {
        var table = DecisionTable.Create(scores);
        if (!table.TryGet(out var checkedTable)) return table.Undefined!;
        int m = checkedTable.Alternatives, criteria = checkedTable.Criteria;
        double[] ratios = Ratios(Math.Max(1, criteria - 1));
        double[][][] counts = new double[Shifts][][];
        double[][] central = new double[m][];
        double[] firsts = new double[m];
        for (int i = 0; i < m; i++) central[i] = new double[criteria];
        long accepted = 0;
        double[] weights = new double[criteria], cuts = new double[Math.Max(1, criteria - 1)], sums = new double[m];
        var random = new SeededRandom(seed);
        for (int shift = 0; shift < Shifts; shift++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] start = new double[cuts.Length];
            for (int d = 0; d < start.Length; d++) start[d] = random.NextDouble();
            counts[shift] = new double[m][];
            for (int i = 0; i < m; i++) counts[shift][i] = new double[m];
            long kept = 0;
            for (int draw = 1; draw <= drawsPerShift; draw++)
            {
                for (int d = 0; d < cuts.Length; d++)
                {
                    double u = start[d] + (draw * ratios[d]);
                    cuts[d] = u - Math.Floor(u);
                }

                Spacings(cuts, weights);
                if (isAdmissible is not null && !isAdmissible(weights)) continue;
                kept++;
                for (int i = 0; i < m; i++)
                {
                    double sum = 0;
                    for (int j = 0; j < criteria; j++)
                    {
                        double value = scores[i][j];
                        if (standardErrors is not null) value += standardErrors[i][j] * random.NextNormal();
                        sum += weights[j] * value;
                    }

                    sums[i] = sum;
                }

                for (int i = 0; i < m; i++)
                {
                    int above = 0, tied = 0;
                    for (int j = 0; j < m; j++)
                    {
                        if (j == i) continue;
                        if (Ranking.Tied(sums[i], sums[j])) tied++;
                        else if (sums[j] > sums[i]) above++;
                    }

                    for (int t = 0; t <= tied; t++) counts[shift][i][above + t] += 1.0 / (tied + 1);
                    if (above > 0) continue;
                    double share = 1.0 / (tied + 1);
                    firsts[i] += share;
                    for (int j = 0; j < criteria; j++) central[i][j] += share * weights[j];
                }
            }

            if (kept == 0) return Undefined.OutOfRange("No drawn weighting keeps all bounds.");
            accepted += kept;
            foreach (double[] row in counts[shift])
            {
                for (int r = 0; r < m; r++) row[r] /= kept;
            }
        }

        double[][] mean = new double[m][], error = new double[m][];
        double[]?[] centres = new double[]?[m];
        for (int i = 0; i < m; i++)
        {
            mean[i] = new double[m];
            error[i] = new double[m];
            for (int r = 0; r < m; r++)
            {
                double sum = 0, squares = 0;
                for (int s = 0; s < Shifts; s++) sum += counts[s][i][r];
                mean[i][r] = sum / Shifts;
                for (int s = 0; s < Shifts; s++) squares += (counts[s][i][r] - mean[i][r]) * (counts[s][i][r] - mean[i][r]);
                error[i][r] = Math.Sqrt(squares / (Shifts * (Shifts - 1.0)));
            }

            if (firsts[i] > 0) centres[i] = [.. central[i].Select(value => value / firsts[i])];
        }

        return new SampledAcceptability(mean, error, centres, Shifts * drawsPerShift, accepted / (double)(Shifts * drawsPerShift));
    }

    /// <summary>Weights from sorted cuts of the unit interval: uniform over the simplex.</summary>
    private static void Spacings(double[] cuts, double[] weights)
    {
        if (weights.Length == 1)
        {
            weights[0] = 1;
            return;
        }

        Array.Sort(cuts);
        double last = 0;
        for (int d = 0; d < cuts.Length; d++)
        {
            weights[d] = cuts[d] - last;
            last = cuts[d];
        }

        weights[^1] = 1 - last;
    }

    private static double[] Ratios(int dimensions)
    {
        double root = 2;
        for (int step = 0; step < 64; step++) root = Math.Pow(1 + root, 1.0 / (dimensions + 1));
        double[] ratios = new double[dimensions];
        double power = 1;
        for (int d = 0; d < dimensions; d++) ratios[d] = power /= root;
        return ratios;
    }
}
