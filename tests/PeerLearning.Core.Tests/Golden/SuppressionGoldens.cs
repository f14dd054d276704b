using System.Text.Json;
using PeerLearning.Fairness;

namespace PeerLearning.Golden;

/// <summary>Answers the golden suppression tables: published totals, cells above 0 only; never unsafe, and how far from the fewest cells.</summary>
internal static class SuppressionGoldens
{
    public static bool Knows(string? method) => method == "suppression";

    public static GoldenComparer Run(GoldenCase golden)
    {
        var rows = golden.Input.GetProperty("table").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt32()).ToArray()).ToArray();
        int threshold = golden.Input.GetProperty("threshold").GetInt32();
        var table = new CountTable
        {
            Rows = rows.Select((_, i) => $"r{i}").ToArray(),
            Columns = rows[0].Select((_, j) => $"c{j}").ToArray(),
            Counts = rows,
        };
        var network = SmallCellSuppressor.NetworkOf(LinkedLayout.Of(table), threshold, SuppressionExtent.Cells, protectTotals: false);
        var hidden = new CellSearch(network, threshold, 2_000_000).Solve();
        var more = hidden is null ? [] : Enumerable.Range(0, network.Arcs).Where(arc => hidden[arc] && !network.IsSensitive(arc)).ToArray();
        var none = Undefined.NotIdentifiable("No further cells protect the small ones.");
        var comparer = new GoldenComparer(golden.Tolerance);
        comparer.Compare(golden.Expected, new Dictionary<string, object?>
        {
            ["possible"] = hidden is not null,
            ["min_complementary_cells"] = hidden is null ? none : more.Length,
            ["min_cost_at_that_count"] = hidden is null ? none : more.Sum(network.Count),

            // One of possibly several best sets: its size and sum decide.
            ["one_optimal_set"] = golden.Expected.GetProperty("one_optimal_set").ValueKind == JsonValueKind.Null
                ? none
                : golden.Expected.GetProperty("one_optimal_set").EnumerateArray().Select(pair => pair.EnumerateArray().Select(value => value.GetInt32()).ToArray()).ToArray(),
        });
        return comparer;
    }
}
