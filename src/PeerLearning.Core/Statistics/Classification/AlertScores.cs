namespace PeerLearning.Statistics;

/// <summary>What alerts by score are worth besides the area under the ROC curve.</summary>
internal static class AlertScores
{
    /// <summary>Average precision, step by step over distinct scores, without interpolation.</summary>
    public static Measured<double> AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        Inputs.CheckSameLength(scores.Length, labels.Length);
        if (Inputs.NotFinite(scores) is { } wrong) return wrong;
        var (keys, flags) = Descending(scores, labels);
        int positives = flags.Count(flag => flag);
        if (positives == 0) return Undefined.NotInTheData("Nobody had the event.");
        double sum = 0;
        int found = 0;
        for (int first = 0; first < keys.Length;)
        {
            int last = first, here = 0;
            for (; last < keys.Length && keys[last] == keys[first]; last++)
            {
                if (flags[last]) here++;
            }

            found += here;
            sum += (double)here / positives * found / last;
            first = last;
        }

        return sum;
    }

    /// <summary>The mean squared distance of chances from outcomes (Brier, 1950).</summary>
    public static Measured<double> Brier(ReadOnlySpan<double> chances, ReadOnlySpan<bool> labels)
    {
        if (JudgeChances(chances, labels) is { } wrong) return wrong;
        double sum = 0;
        for (int i = 0; i < chances.Length; i++)
        {
            double distance = chances[i] - (labels[i] ? 1 : 0);
            sum += distance * distance;
        }

        return sum / chances.Length;
    }

    /// <summary>The expected calibration error over bins of equal width; 1 belongs to the last bin.</summary>
    public static Measured<double> CalibrationError(ReadOnlySpan<double> chances, ReadOnlySpan<bool> labels, int bins = 10)
    {
        Guard.Against.NegativeOrZero(bins);
        if (JudgeChances(chances, labels) is { } wrong) return wrong;
        var distance = new double[bins];
        for (int i = 0; i < chances.Length; i++)
        {
            distance[Math.Min(bins - 1, (int)(chances[i] * bins))] += chances[i] - (labels[i] ? 1 : 0);
        }

        double sum = 0;
        foreach (double value in distance) sum += Math.Abs(value);
        return sum / chances.Length;
    }

    /// <summary>The share of people with the event among the k highest scores, as the mean over all orders of tied scores.</summary>
    public static Measured<double> PrecisionAt(int k, ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        Inputs.CheckSameLength(scores.Length, labels.Length);
        if (k < 1) return Undefined.OutOfRange("The number of scores looked at is at least 1.");
        if (k > scores.Length) return Undefined.TooFew(k, scores.Length, "people");
        if (Inputs.NotFinite(scores) is { } wrong) return wrong;
        var (keys, flags) = Descending(scores, labels);
        double found = 0;
        for (int first = 0; first < k;)
        {
            int last = first, here = 0;
            for (; last < keys.Length && keys[last] == keys[first]; last++)
            {
                if (flags[last]) here++;
            }

            found += here * (double)Math.Min(k - first, last - first) / (last - first);
            first = last;
        }

        return found / k;
    }

    private static Undefined? JudgeChances(ReadOnlySpan<double> chances, ReadOnlySpan<bool> labels)
    {
        Inputs.CheckSameLength(chances.Length, labels.Length);
        if (chances.IsEmpty) return Undefined.TooFew(1, 0, "people");
        foreach (double chance in chances)
        {
            if (!(chance is >= 0 and <= 1)) return Undefined.OutOfRange("A chance lies between 0 and 1.");
        }

        return null;
    }

    private static (double[] Scores, bool[] Labels) Descending(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var keys = scores.ToArray();
        var flags = labels.ToArray();
        Array.Sort(keys, flags);
        Array.Reverse(keys);
        Array.Reverse(flags);
        return (keys, flags);
    }
}
