namespace PeerLearning.Statistics;

/// <summary>Reliability of the mean of several raters from that of one, and back. Spearman 1910; Brown 1910.</summary>
internal static class SpearmanBrown
{
    public static Measured<double> Reliability(double single, double raters)
    {
        if (!double.IsFinite(single) || !double.IsFinite(raters) || single > 1 || raters <= 0) return Undefined.OutOfRange("Needs a reliability of at most 1 and a positive number of raters.");
        double bottom = 1 + ((raters - 1) * single);
        double value = raters * single / bottom;
        return bottom > 0 && double.IsFinite(value) ? value : Undefined.OutOfRange("A reliability so negative cannot be stepped up.");
    }

    /// <summary>The number of raters whose mean reaches the target, rounded up.</summary>
    public static Measured<int> RatersNeeded(double single, double target)
    {
        if (!(single < 1 && target is > 0 and < 1)) return single == 1 ? 1 : Undefined.OutOfRange("Needs reliabilities between 0 and 1.");
        if (!(single > 0)) return Undefined.NotReached("With no reliability of one rater, no number of raters reaches the target.");
        double needed = target * (1 - single) / (single * (1 - target));
        return needed < int.MaxValue ? Math.Max(1, (int)Math.Ceiling(needed - 1e-9)) : Undefined.NotReached("More raters would be needed than there are people.");
    }
}
