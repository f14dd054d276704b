namespace PeerLearning.Statistics;

/// <summary>The area under the ROC curve with the variance of DeLong, DeLong and Clarke-Pearson (1988), by mid-ranks (Sun and Xu, 2014): O(n log n).</summary>
internal static class Roc
{
    /// <summary>The area alone: the chance that a positive scores above a negative, ties counting half.</summary>
    public static Measured<double> Area(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        if (Judge(scores, labels, out int positives) is { } wrong) return wrong;
        var doubled = Order.DoubledMidranks(scores);
        long sum = 0;
        for (int i = 0; i < doubled.Length; i++)
        {
            if (labels[i]) sum += doubled[i];
        }

        double u = (sum / 2.0) - (positives * (positives + 1.0) / 2);
        return u / positives / (scores.Length - positives);
    }

    /// <summary>The area with DeLong's variance and interval, cut to [0, 1].</summary>
    public static Measured<RocResult> Test(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, double level = 0.95)
    {
        Inputs.CheckLevel(level);
        if (Judge(scores, labels, out int m) is { } wrong) return wrong;
        int n = scores.Length - m;
        var positive = new double[m];
        var negative = new double[n];
        int p = 0, q = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (labels[i]) positive[p++] = scores[i];
            else negative[q++] = scores[i];
        }

        var pooled = new double[m + n];
        positive.CopyTo(pooled, 0);
        negative.CopyTo(pooled, m);
        var all = Order.DoubledMidranks(pooled);
        var withinPositive = Order.DoubledMidranks(positive);
        var withinNegative = Order.DoubledMidranks(negative);

        // Each positive's share of negatives below it, and each negative's share of positives above it.
        var v10 = new double[m];
        var v01 = new double[n];
        for (int i = 0; i < m; i++) v10[i] = (all[i] - withinPositive[i]) / 2.0 / n;
        for (int j = 0; j < n; j++) v01[j] = 1 - ((all[m + j] - withinNegative[j]) / 2.0 / m);
        double area = Moments.Mean(v10);
        if (m < 2 || n < 2)
        {
            var few = Undefined.TooFew(2, Math.Min(m, n), "people of each kind for the variance");
            return new RocResult(area, few, few);
        }

        double variance = (Moments.SumOfSquares(v10, area) / (m - 1) / m) + (Moments.SumOfSquares(v01, Moments.Mean(v01)) / (n - 1) / n);
        double half = NormalDistribution.Critical(level) * Math.Sqrt(variance);
        return new RocResult(area, variance, new Limits(area - half, area + half).Within(0, 1));
    }

    internal static Undefined? Judge(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, out int positives)
    {
        Inputs.CheckSameLength(scores.Length, labels.Length);
        positives = 0;
        foreach (bool label in labels)
        {
            if (label) positives++;
        }

        if (Inputs.NotFinite(scores) is { } wrong) return wrong;
        return positives == 0 || positives == scores.Length
            ? Undefined.NotInTheData("There must be people with the event and people without it.")
            : null;
    }
}

/// <summary>The area under the curve, its variance and its interval.</summary>
internal sealed record RocResult(double Area, Measured<double> Variance, Measured<Limits> Interval);
