namespace PeerLearning.Statistics;

/// <summary>The gain of a pilot less the gain of a comparison group, by Welch's test of the individual gains.</summary>
internal static class DifferenceInDifferences
{
    public static Measured<TTestResult> Test(
        ReadOnlySpan<double> pilotBefore, ReadOnlySpan<double> pilotAfter, ReadOnlySpan<double> comparisonBefore, ReadOnlySpan<double> comparisonAfter) =>
        TTest.Welch(Gains(pilotBefore, pilotAfter), Gains(comparisonBefore, comparisonAfter));

    private static double[] Gains(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        Inputs.CheckSameLength(before.Length, after.Length);
        var gains = new double[before.Length];
        for (int i = 0; i < gains.Length; i++) gains[i] = after[i] - before[i];
        return gains;
    }
}
