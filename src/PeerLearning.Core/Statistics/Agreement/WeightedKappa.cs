namespace PeerLearning.Statistics;

/// <summary>How much partial agreement counts.</summary>
internal enum KappaWeights
{
    /// <summary>Only equal categories agree.</summary>
    None,

    /// <summary>Agreement falls with the distance.</summary>
    Linear,

    /// <summary>Agreement falls with the squared distance.</summary>
    Quadratic,
}

/// <summary>Cohen's weighted kappa with the large-sample standard error of Fleiss, Cohen and Everitt 1969.</summary>
internal sealed record WeightedKappa(double Kappa, double Observed, double Expected, double StandardError, Limits Interval)
{
    /// <param name="a">Category index per item by the first rater.</param>
    /// <param name="b">Category index per item by the second rater.</param>
    /// <param name="categories">The number of categories.</param>
    /// <param name="weights">How much partial agreement counts.</param>
    /// <param name="confidence">The confidence of the interval.</param>
    public static Measured<WeightedKappa> Of(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int categories, KappaWeights weights, double confidence = 0.95)
    {
        int n = a.Length;
        if (n == 0) return Undefined.TooFew(1, 0, "items");
        if (b.Length != n) return Undefined.OutOfRange($"The raters judged {n} and {b.Length} items.");
        double[,] p = new double[categories, categories];
        double[] rows = new double[categories], columns = new double[categories];
        for (int i = 0; i < n; i++)
        {
            if ((uint)a[i] >= (uint)categories || (uint)b[i] >= (uint)categories) return Undefined.OutOfRange("A rating is not one of the categories.");
            p[a[i], b[i]] += 1.0 / n;
            rows[a[i]] += 1.0 / n;
            columns[b[i]] += 1.0 / n;
        }

        double Weight(int i, int j)
        {
            if (weights == KappaWeights.None) return i == j ? 1 : 0;
            double distance = categories > 1 ? Math.Abs(i - j) / (categories - 1.0) : 0;
            return 1 - (weights == KappaWeights.Linear ? distance : distance * distance);
        }

        double observed = 0, expected = 0;
        double[] rowWeight = new double[categories], columnWeight = new double[categories];
        for (int i = 0; i < categories; i++)
        {
            for (int j = 0; j < categories; j++)
            {
                double weight = Weight(i, j);
                observed += weight * p[i, j];
                expected += weight * rows[i] * columns[j];
                rowWeight[i] += weight * columns[j];
                columnWeight[j] += weight * rows[i];
            }
        }

        if (1 - expected <= 1e-14) return Undefined.NoVariation("Both raters use one category only: agreement by chance is complete.");
        double kappa = (observed - expected) / (1 - expected), sum = 0;
        for (int i = 0; i < categories; i++)
        {
            for (int j = 0; j < categories; j++)
            {
                double term = (Weight(i, j) * (1 - expected)) - ((rowWeight[i] + columnWeight[j]) * (1 - observed));
                sum += p[i, j] * term * term;
            }
        }

        double centre = (observed * expected) - (2 * expected) + observed;

        // Below rounding the two terms are equal: perfect agreement has no error.
        double rest = sum - (centre * centre) <= 1e-14 * sum ? 0 : sum - (centre * centre);
        double error = Math.Sqrt(rest / n) / ((1 - expected) * (1 - expected)), z = NormalDistribution.Critical(confidence);
        return new WeightedKappa(kappa, observed, expected, error, new(kappa - (z * error), kappa + (z * error)));
    }
}
