using PeerLearning.Statistics;

namespace PeerLearning.Golden;

/// <summary>Answers the golden comparisons of two groups.</summary>
internal static class FairnessGoldens
{
    public static GoldenComparer Run(GoldenCase golden)
    {
        int[] selected = golden.Input.GetProperty("selected").EnumerateArray().Select(value => value.GetInt32()).ToArray();
        int[] size = golden.Input.GetProperty("size").EnumerateArray().Select(value => value.GetInt32()).ToArray();
        var (a, n1, c, n2) = (selected[0], size[0], selected[1], size[1]);
        var fisher = FisherExact.Test(a, n1 - a, c, n2 - c);
        var difference = Proportion.Difference(a, n1, c, n2);
        var comparer = new GoldenComparer(golden.Tolerance);
        comparer.Compare(golden.Expected, new Dictionary<string, object?>
        {
            ["fisher_two"] = fisher.Value.TwoSidedP,
            ["fisher_greater"] = fisher.Value.GreaterP,
            ["fisher_less"] = fisher.Value.LessP,
            ["fisher_mid"] = fisher.Value.TwoSidedMidP,
            ["ratio"] = RiskRatio.Ratio(a, n1, c, n2),
            ["z"] = RiskRatio.StandardDeviations(a, n1, c, n2),
            ["katz"] = RiskRatio.Katz(a, n1, c, n2),
            ["score"] = RiskRatio.Score(a, n1, c, n2),
            ["newcombe"] = difference.TryGet(out var d) ? d.Limits : difference.Undefined,
        });
        return comparer;
    }
}
