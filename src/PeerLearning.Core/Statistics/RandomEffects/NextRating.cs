namespace PeerLearning.Statistics;

/// <summary>What one more rating would take off the variance of the levels (mean + person): its value is not needed, only who would rate whom.</summary>
internal static class NextRating
{
    /// <summary>Every rating that is not there yet, by the total variance left after it; exact, for small designs with one rater class.</summary>
    public static NextRatingPlan Rank(CrossedData data, CrossedVariances variances)
    {
        double[,] covariance = Joint(data, variances);
        double[] now = new double[data.People];
        for (int p = 0; p < now.Length; p++) now[p] = covariance[0, 0] + (2 * covariance[0, 1 + p]) + covariance[1 + p, 1 + p];
        int people = data.People, raters = data.Raters;
        var options = new List<NextRatingOption>();
        double residual = variances.Residual[0], total = now.Sum();
        for (int i = 0; i < people; i++)
        {
            var known = new HashSet<int>();
            for (int k = data.Start[i]; k < data.Start[i + 1]; k++) known.Add(data.Rater[k]);
            for (int j = -1; j < raters; j++)
            {
                if (j >= 0 && known.Contains(j)) continue;

                // A new observation mean + person + rater + error takes c c' / v off the covariance (Sherman and Morrison 1950).
                int r = 1 + people + j;
                double variance = now[i] + residual;
                if (j >= 0) variance += covariance[r, r] + (2 * (covariance[0, r] + covariance[1 + i, r]));
                else variance += variances.Rater[0];
                double left = total, own = 0;
                for (int p = 0; p < people; p++)
                {
                    double shared = covariance[0, 0] + covariance[0, 1 + i] + covariance[1 + p, 0] + covariance[1 + p, 1 + i];
                    if (j >= 0) shared += covariance[0, r] + covariance[1 + p, r];
                    left -= shared * shared / variance;
                    if (p == i) own = now[p] - (shared * shared / variance);
                }

                options.Add(new(i, j, own, left));
            }
        }

        var ordered = options.OrderBy(option => option.TotalVariance).ThenBy(option => option.Person).ThenBy(option => option.Rater).ToArray();
        return new NextRatingPlan(now, ordered);
    }

    /// <summary>The covariance of mean, persons and raters: the inverse of Henderson's equations.</summary>
    private static double[,] Joint(CrossedData data, CrossedVariances variances)
    {
        int n = 1 + data.People + data.Raters;
        double[] matrix = new double[n * n];
        double w = 1 / variances.Residual[0];
        for (int i = 0; i < data.People; i++) matrix[((1 + i) * n) + 1 + i] = 1 / variances.Person;
        for (int j = 0; j < data.Raters; j++) matrix[((1 + data.People + j) * n) + 1 + data.People + j] = 1 / variances.Rater[data.RaterClass[j]];
        for (int i = 0; i < data.People; i++)
        {
            for (int k = data.Start[i]; k < data.Start[i + 1]; k++)
            {
                int[] touched = data.Rater[k] >= 0 ? [0, 1 + i, 1 + data.People + data.Rater[k]] : [0, 1 + i];
                foreach (int a in touched)
                {
                    foreach (int b in touched) matrix[(a * n) + b] += w;
                }
            }
        }

        double[] inverse = DenseCholesky.Factor(matrix, n)!.Inverse();
        double[,] result = new double[n, n];
        Buffer.BlockCopy(inverse, 0, result, 0, n * n * sizeof(double));
        return result;
    }
}

/// <summary>A possible further rating; rater -1 is somebody who has not rated yet.</summary>
internal readonly record struct NextRatingOption(int Person, int Rater, double PersonVariance, double TotalVariance);

internal sealed record NextRatingPlan(double[] Now, IReadOnlyList<NextRatingOption> Options);
