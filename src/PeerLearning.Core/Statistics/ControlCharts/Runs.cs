namespace PeerLearning.Statistics;

/// <summary>The run chart rules of Anhoej and Olesen (PLoS ONE 9, 2014): no limits needed, about 5 % false alarms.</summary>
internal static class Runs
{
    /// <summary>The longest run that chance still explains.</summary>
    public static int LongestAllowed(int useful) => (int)Math.Round(Math.Log2(useful) + 3, MidpointRounding.ToEven);

    /// <summary>The fewest crossings of the centre that chance still explains.</summary>
    public static int FewestAllowed(int useful) => BinomialDistribution.Quantile(0.05, useful - 1, 0.5);

    /// <summary>Judges values against a centre; values on it are left out.</summary>
    public static Measured<RunsResult> Test(ReadOnlySpan<double> values, double centre)
    {
        if (Inputs.NotFinite(values) is { } wrong) return wrong;
        int useful = 0, longest = 0, run = 0, crossings = 0, side = 0;
        foreach (double value in values)
        {
            int here = Math.Sign(value - centre);
            if (here == 0) continue;
            useful++;
            if (side != 0 && here != side) crossings++;
            run = here == side ? run + 1 : 1;
            longest = Math.Max(longest, run);
            side = here;
        }

        if (useful < 2) return Undefined.TooFew(2, useful, "values off the centre");
        return new RunsResult(useful, longest, LongestAllowed(useful), crossings, FewestAllowed(useful));
    }

    /// <summary>Judges values against their own median.</summary>
    public static Measured<RunsResult> TestOnMedian(ReadOnlySpan<double> values) =>
        values.IsEmpty ? Undefined.TooFew(2, 0, "values") : Inputs.NotFinite(values) is { } wrong ? wrong : Test(values, Order.Median(values));
}

/// <summary>The runs of a series: a signal is a run too long or too few crossings.</summary>
internal sealed record RunsResult(int Useful, int Longest, int LongestAllowed, int Crossings, int FewestAllowed)
{
    public bool IsSignal => Longest > LongestAllowed || Crossings < FewestAllowed;
}
