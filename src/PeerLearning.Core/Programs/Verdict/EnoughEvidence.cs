using PeerLearning.Statistics;

namespace PeerLearning.Programs;

/// <summary>How many learners, judged on their own, would show what is there to be shown, if the measure stays where it is.</summary>
/// <remarks>
/// Power of the one-sided tests that the verdict uses: exact binomial; noncentral t (Cohen, Statistical Power Analysis, 1988). For the binomial the
/// power is not monotone in n; the least n after which no smaller search step fails is given.
/// </remarks>
internal static class EnoughEvidence
{
    public static Measured<int> Rate(double rate, double bar, double error, int least, ScaleDecisionOptions options)
    {
        // Of a few neighbouring sizes the power saws up and down: all of them have to do.
        const int Neighbours = 4;
        return Search(least, options, n =>
        {
            double worst = 1;
            for (int size = n; size < n + Neighbours; size++) worst = Math.Min(worst, RatePower(size, rate, bar, error));
            return worst;
        });
    }

    public static Measured<int> Mean(double effect, double error, int least, ScaleDecisionOptions options) =>
        Search(Math.Max(2, least), options, n => Power(Math.Abs(effect) * Math.Sqrt(n), n - 1, error));

    public static Measured<int> Difference(double effect, double error, int least, ScaleDecisionOptions options) =>
        Search(Math.Max(2, least), options, n => Power(Math.Abs(effect) * Math.Sqrt(n), (2.0 * n) - 2, error));

    public static Measured<int> Equivalent(double fromLow, double toHigh, double error, int least, ScaleDecisionOptions options)
    {
        if (fromLow > 0 && toHigh > 0)
        {
            return Search(
                Math.Max(2, least),
                options,
                n => Math.Max(0, Power(fromLow * Math.Sqrt(n), n - 1, error) + Power(toHigh * Math.Sqrt(n), n - 1, error) - 1));
        }

        return Search(Math.Max(2, least), options, n => Power(Math.Max(-fromLow, -toHigh) * Math.Sqrt(n), n - 1, error / 2));
    }

    /// <summary>The chance that either test of a rate speaks.</summary>
    private static double RatePower(int n, double rate, double bar, double error)
    {
        // The least number that shows the rate above the bar, and the largest that shows it below.
        int above = BinomialDistribution.Quantile(1 - error, n, bar);
        while (above <= n && BinomialDistribution.AtLeast(above, n, bar) > error) above++;
        int below = BinomialDistribution.Quantile(error, n, bar);
        while (below >= 0 && BinomialDistribution.Lower(below, n, bar) > error) below--;
        return BinomialDistribution.AtLeast(above, n, rate) + BinomialDistribution.Lower(below, n, rate);
    }

    private static double Power(double shift, double df, double error) => NoncentralT.Upper(-StudentT.Quantile(error, df), df, shift);

    private static Measured<int> Search(int least, ScaleDecisionOptions options, Func<int, double> power)
    {
        int high = least;
        while (power(high) < options.Power)
        {
            if (high >= options.MostLearners)
            {
                return Undefined.NotReached($"The measure lies so close to the bar that {options.MostLearners} learners would not be enough.");
            }

            high = (int)Math.Min(options.MostLearners, 2L * high);
        }

        int low = high == least ? least : Math.Max(least, high / 2);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (power(middle) >= options.Power) high = middle;
            else low = middle + 1;
        }

        return high;
    }
}
