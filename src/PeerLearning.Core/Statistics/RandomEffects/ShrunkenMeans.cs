namespace PeerLearning.Statistics;

/// <summary>How the variance between the true values is estimated.</summary>
internal enum BetweenEstimator
{
    /// <summary>DerSimonian and Laird 1986.</summary>
    DerSimonianLaird,

    /// <summary>Paule and Mandel 1982, which is empirical Bayes (Morris 1983).</summary>
    PauleMandel,

    /// <summary>Restricted maximum likelihood by Fisher scoring (Viechtbauer 2005).</summary>
    Reml,
}

/// <summary>Estimates with known errors, drawn towards their mean as far as their errors ask for.</summary>
internal sealed record ShrunkenMeans(double BetweenVariance, double Mean, double MeanError, double[] Shrunken, double[] Errors, double[] ShrinkWeights)
{
    public static Measured<ShrunkenMeans> Of(ReadOnlySpan<double> estimates, ReadOnlySpan<double> variances, BetweenEstimator estimator)
    {
        int k = estimates.Length;
        if (k < 2) return Undefined.TooFew(2, k, "estimates");
        if (variances.Length != k) return Undefined.OutOfRange($"There are {variances.Length} variances for {k} estimates.");
        double scale = 0;
        for (int i = 0; i < k; i++)
        {
            if (!double.IsFinite(estimates[i]) || !double.IsFinite(variances[i]) || variances[i] < 0) return Undefined.OutOfRange("An estimate is not finite, or a variance negative.");
            if (variances[i] == 0) return Undefined.OutOfRange("A variance is 0: its estimate would outweigh all others without limit.");
            scale = Math.Max(scale, Math.Abs(estimates[i]));
        }

        double[] y = estimates.ToArray(), v = variances.ToArray();
        double tau = estimator switch
        {
            BetweenEstimator.DerSimonianLaird => DerSimonianLaird(y, v),
            BetweenEstimator.PauleMandel => PauleMandel(y, v),
            _ => Reml(y, v),
        };
        if (!double.IsFinite(tau)) return Undefined.OutOfRange("The estimates are too large to square.");
        var (mean, precision) = WeightedMean(y, v, tau);
        double meanVariance = 1 / precision;
        double[] shrunken = new double[k], errors = new double[k], weights = new double[k];
        for (int i = 0; i < k; i++)
        {
            double b = tau / (tau + v[i]);
            weights[i] = b;
            shrunken[i] = (b * y[i]) + ((1 - b) * mean);
            errors[i] = Math.Sqrt((b * v[i]) + ((1 - b) * (1 - b) * meanVariance));
        }

        return DecisionTable.AllFinite(shrunken) && DecisionTable.AllFinite(errors)
            ? new ShrunkenMeans(tau, mean, Math.Sqrt(meanVariance), shrunken, errors, weights)
            : Undefined.OutOfRange("The estimates are too extreme to compute with.");
    }

    private static (double Mean, double Precision) WeightedMean(double[] y, double[] v, double tau)
    {
        double sum = 0, top = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double w = 1 / (v[i] + tau);
            sum += w;
            top += w * y[i];
        }

        return (top / sum, sum);
    }

    private static double Q(double[] y, double[] v, double tau)
    {
        double mean = WeightedMean(y, v, tau).Mean, q = 0;
        for (int i = 0; i < y.Length; i++) q += (y[i] - mean) * (y[i] - mean) / (v[i] + tau);
        return q;
    }

    private static double DerSimonianLaird(double[] y, double[] v)
    {
        double sum = 0, squares = 0;
        foreach (double variance in v)
        {
            sum += 1 / variance;
            squares += 1 / variance / variance;
        }

        return Math.Max(0, (Q(y, v, 0) - (y.Length - 1)) / (sum - (squares / sum)));
    }

    private static double PauleMandel(double[] y, double[] v)
    {
        double goal = y.Length - 1;
        if (Q(y, v, 0) <= goal) return 0;
        double low = 0, high = Math.Max(v.Max(), 1e-300);
        while (Q(y, v, high) > goal)
        {
            low = high;
            high *= 4;
            if (!double.IsFinite(high)) return double.NaN;
        }

        for (int step = 0; step < 200 && high - low > 1e-16 * high; step++)
        {
            double mid = low + ((high - low) / 2);
            if (Q(y, v, mid) > goal) low = mid;
            else high = mid;
        }

        return low + ((high - low) / 2);
    }

    private static double Reml(double[] y, double[] v)
    {
        double tau = DerSimonianLaird(y, v);
        for (int step = 0; step < 1000; step++)
        {
            var (mean, sum) = WeightedMean(y, v, tau);
            double squares = 0, cubes = 0, top = 0;
            for (int i = 0; i < y.Length; i++)
            {
                double w = 1 / (v[i] + tau);
                squares += w * w;
                cubes += w * w * w;
                top += w * w * (y[i] - mean) * (y[i] - mean);
            }

            // Score and expected information of the restricted likelihood.
            double score = top - (sum - (squares / sum)), information = squares - (2 * cubes / sum) + (squares * squares / sum / sum);
            double next = Math.Max(0, tau + (score / information));
            if (!double.IsFinite(next)) return double.NaN;
            if (Math.Abs(next - tau) <= 1e-15 * Math.Max(1e-3, next)) return next;
            tau = next;
        }

        return tau;
    }
}
