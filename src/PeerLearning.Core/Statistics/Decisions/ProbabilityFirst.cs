namespace PeerLearning.Statistics;

/// <summary>The probability of each of several independent normal scores to be the largest: the integral of phi times a product of Phi.</summary>
internal static class ProbabilityFirst
{
    private const double Reach = 9;

    // Gauss-Legendre nodes and weights for 20 points on [-1, 1], the positive half.
    private static readonly double[] Nodes =
    [
        0.07652652113349734, 0.22778585114164508, 0.37370608871541955, 0.51086700195082710, 0.63605368072651503,
        0.74633190646015079, 0.83911697182221882, 0.91223442825132591, 0.96397192727791379, 0.99312859918509492,
    ];

    private static readonly double[] NodeWeights =
    [
        0.15275338713072585, 0.14917298647260375, 0.14209610931838205, 0.13168863844917663, 0.11819453196151842,
        0.10193011981724044, 0.08327674157670475, 0.06267204833410907, 0.04060142980038694, 0.01761400713915212,
    ];

    public static Measured<double[]> Of(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        int m = means.Length;
        if (m == 0) return Undefined.TooFew(1, 0, "scores");
        if (deviations.Length != m) return Undefined.OutOfRange($"There are {deviations.Length} deviations for {m} scores.");
        double scale = 0, best = double.NegativeInfinity;
        for (int i = 0; i < m; i++)
        {
            if (!double.IsFinite(means[i]) || !double.IsFinite(deviations[i])) return Undefined.OutOfRange("A score or its deviation is not a finite number.");
            if (deviations[i] < 0) return Undefined.OutOfRange("A deviation is negative.");
            scale = Math.Max(scale, Math.Max(Math.Abs(means[i]), deviations[i]));
            best = Math.Max(best, means[i]);
        }

        double[] mu = new double[m], sd = new double[m], result = new double[m];
        if (scale == 0) scale = 1;
        for (int i = 0; i < m; i++)
        {
            mu[i] = (means[i] / scale) - (best / scale);
            sd[i] = deviations[i] / scale;
            if (sd[i] < 1e-13) sd[i] = 0;
        }

        // Among scores without error only the largest can be first; equal ones share.
        double fixedBest = double.NegativeInfinity;
        for (int i = 0; i < m; i++)
        {
            if (sd[i] == 0) fixedBest = Math.Max(fixedBest, mu[i]);
        }

        int sharing = 0;
        for (int i = 0; i < m; i++)
        {
            if (sd[i] == 0 && Ranking.Tied(mu[i], fixedBest)) sharing++;
        }

        for (int i = 0; i < m; i++)
        {
            if (sd[i] == 0)
            {
                if (!Ranking.Tied(mu[i], fixedBest)) continue;
                double product = 1;
                for (int j = 0; j < m; j++)
                {
                    if (sd[j] > 0) product *= Phi((mu[i] - mu[j]) / sd[j]);
                }

                result[i] = product / sharing;
            }
            else
            {
                result[i] = Integrate(i, mu, sd, fixedBest);
            }
        }

        double sum = result.Sum();
        for (int i = 0; i < m; i++) result[i] = sum > 0 ? Math.Clamp(result[i] / sum, 0, 1) : 1.0 / m;
        return result;
    }

    private static double Integrate(int i, double[] mu, double[] sd, double fixedBest)
    {
        double from = -Reach, to = Reach;
        if (double.IsFinite(fixedBest)) from = Math.Max(from, (fixedBest - mu[i]) / sd[i]);
        if (from >= to) return 0;

        // Where another score is much sharper than this one, its factor is a step: cut there so that every panel is smooth.
        var cuts = new SortedSet<double> { from, to };
        for (double z = -8; z <= 8; z += 1)
        {
            if (z > from && z < to) cuts.Add(z);
        }

        for (int j = 0; j < mu.Length; j++)
        {
            if (j == i || sd[j] == 0) continue;
            double ratio = sd[j] / sd[i];
            if (ratio > 0.5) continue;
            double at = (mu[j] - mu[i]) / sd[i];
            foreach (double step in (ReadOnlySpan<double>)[-9, -6, -4, -2.5, -1.2, 0, 1.2, 2.5, 4, 6, 9])
            {
                double z = at + (step * ratio);
                if (z > from && z < to) cuts.Add(z);
            }
        }

        double total = 0, left = double.NaN;
        foreach (double right in cuts)
        {
            if (!double.IsNaN(left)) total += Panel(i, mu, sd, left, right);
            left = right;
        }

        return total;
    }

    private static double Panel(int i, double[] mu, double[] sd, double left, double right)
    {
        double half = (right - left) / 2, mid = (left + right) / 2, sum = 0;
        for (int k = 0; k < Nodes.Length; k++)
        {
            sum += NodeWeights[k] * (Density(i, mu, sd, mid + (half * Nodes[k])) + Density(i, mu, sd, mid - (half * Nodes[k])));
        }

        return half * sum;
    }

    private static double Density(int i, double[] mu, double[] sd, double z)
    {
        double value = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        double x = mu[i] + (sd[i] * z);
        for (int j = 0; j < mu.Length && value > 0; j++)
        {
            if (j != i && sd[j] > 0) value *= Phi((x - mu[j]) / sd[j]);
        }

        return value;
    }

    private static double Phi(double z) => NormalDistribution.Lower(z);
}
