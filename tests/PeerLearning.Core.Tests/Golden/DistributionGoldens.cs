using PeerLearning.Statistics;

namespace PeerLearning.Golden;

/// <summary>Answers the golden values of the noncentral t distribution.</summary>
internal static class DistributionGoldens
{
    public static GoldenComparer Run(GoldenCase golden)
    {
        double t = golden.Input.GetProperty("t").GetDouble(), df = golden.Input.GetProperty("df").GetDouble();
        var answer = golden.Input.TryGetProperty("delta", out var delta)
            ? new Dictionary<string, object?> { ["lower"] = NoncentralT.Lower(t, df, delta.GetDouble()) }
            : new Dictionary<string, object?> { ["limits95"] = StandardisedDifference.DeltaLimits(t, df, 0.95) };
        var comparer = new GoldenComparer(golden.Tolerance);
        comparer.Compare(golden.Expected, answer);
        return comparer;
    }
}
