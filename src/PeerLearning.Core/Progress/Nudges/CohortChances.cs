namespace PeerLearning.Progress;

/// <summary>Draws the chances of a whole cohort to how often help was needed in past programmes, and to how many have left this one so far.</summary>
/// <remarks>
/// <para>A card that was fitted on other programmes carries two things over: what a score means, and how many need help. When the two disagree in a new
/// programme (its milestones are harder, or its learners more often in need), neither is certain. One offset on the logit, the same for all learners so
/// that their order stays, goes half of the way from the first to the second; and odds of leaving that differ from those of past programmes in the same
/// week move it by <see cref="CarriedOver"/> of that difference. Both are drawn to none in small cohorts, where they are chance.</para>
/// <para>Nothing of the outcomes of the running programme enters. The prior-shift method of Saerens, Latinne and Decaestecker (2002) was measured too
/// and is worse than no correction: it takes harder milestones for needier learners (<c>benchmarks/figures/progress.md</c>).</para>
/// </remarks>
internal static class CohortChances
{
    /// <summary>Half of the way: programmes differ as much in what a score means as in how many need help.</summary>
    private const double Halfway = 0.5;

    /// <summary>How much of a difference in the log odds of having left so far carries over to those who are still there.</summary>
    private const double CarriedOver = 0.3;

    /// <summary>So many learners of the cohort weigh as much as all past programmes.</summary>
    private const double PastWeight = 10;

    private const int MostRounds = 60;

    /// <summary>The offset to add to the logits.</summary>
    /// <param name="logits">The logits by the card alone.</param>
    /// <param name="left">How many learners have left so far.</param>
    /// <param name="pastNeeded">The share that needed help in past programmes.</param>
    /// <param name="pastLeft">The share that had left by then in past programmes; null when not known.</param>
    public static double Offset(ReadOnlySpan<double> logits, int left, double pastNeeded, double? pastLeft)
    {
        if (logits.IsEmpty) return 0;
        double offset = Halfway * logits.Length / (logits.Length + PastWeight) * Towards(logits, pastNeeded);
        if (pastLeft is { } past) offset += CarriedOver * (LogOdds((left + (PastWeight * past)) / (left + logits.Length + PastWeight)) - LogOdds(past));
        return offset;
    }

    public static double LogOdds(double share) => Math.Log(share / (1 - share));

    /// <summary>The offset at which the mean chance is a given share: a falling bracket, as the mean rises with the offset.</summary>
    private static double Towards(ReadOnlySpan<double> logits, double share)
    {
        double most = 0;
        foreach (double logit in logits) most = Math.Max(most, Math.Abs(logit));
        // Between these two the mean lies on either side of the share.
        double low = LogOdds(share) - most, high = LogOdds(share) + most, offset = LogOdds(share);
        for (int round = 0; round < MostRounds && high - low > 1e-12; round++)
        {
            double sum = 0, slope = 0;
            foreach (double logit in logits)
            {
                double chance = 1 / (1 + Math.Exp(-(logit + offset)));
                sum += chance;
                slope += chance * (1 - chance);
            }

            double rest = sum - (share * logits.Length);
            if (rest > 0) high = Math.Min(high, offset);
            else low = Math.Max(low, offset);
            double next = offset - (rest / slope);
            if (Math.Abs(next - offset) < 1e-12) break;
            offset = next > low && next < high ? next : (low + high) / 2;
        }

        return offset;
    }
}
