using PeerLearning.Optimization;

namespace PeerLearning.Fairness;

/// <summary>What somebody can compute who knows every shown number of linked tables, and that no number of people is negative: by linear programming.</summary>
/// <remarks>It shares nothing with the flows of the suppressor. Unknown is every cell that a table withholds, in every layer.</remarks>
internal static class DisclosureAttack
{
    /// <summary>Reports every small number whose range is less than <paramref name="minimum"/> wide.</summary>
    /// <param name="linked">The tables.</param>
    /// <param name="isShown">Whether a table shows an entry, by table and entry.</param>
    /// <param name="minimum">The smallest number that is not small.</param>
    /// <param name="problems">The reports.</param>
    public static void Run(LinkedLayout linked, Func<int, int, bool> isShown, int minimum, ProblemList problems)
    {
        var entries = linked.Layout.Entries;
        int cells = entries.Count(TableLayout.IsCell), layers = linked.Layers.Length;

        // The cells come first among the entries. A cell that every table shows is known as far as it matters to any total.
        var variable = new int[cells];
        int unknown = 0;
        for (int cell = 0; cell < cells; cell++)
        {
            bool open = false;
            for (int table = 0; table < linked.Tables.Length; table++) open |= !isShown(table, cell);
            variable[cell] = open ? unknown++ : -1;
        }

        var equations = new List<double[]>();
        var right = new List<double>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int table = 0; table < linked.Tables.Length; table++)
        {
            for (int entry = 0; entry < entries.Count; entry++)
            {
                if (!isShown(table, entry)) continue;
                var row = new double[unknown * layers];
                double rest = 0;
                foreach (int cell in CellsOf(entries, entry, cells))
                {
                    if (variable[cell] < 0) continue;
                    foreach (int layer in linked.Tables[table].Layers)
                    {
                        row[(variable[cell] * layers) + layer] = 1;
                        rest += linked.Layers[layer].Entries[cell].Count;
                    }
                }

                if (!row.Contains(1) || !seen.Add(string.Concat(row.Select(value => value == 0 ? '0' : '1')))) continue;
                equations.Add(row);
                right.Add(rest);
            }
        }

        if (equations.Count == 0) return;
        var simplex = new TableauSimplex(equations.ToArray(), right.ToArray());
        foreach (int[] part in linked.Parts())
        {
            for (int entry = 0; entry < entries.Count; entry++)
            {
                int count = linked.Count(entry, part);
                if (count == 0 || count >= minimum) continue;
                int[] sum = CellsOf(entries, entry, cells).Where(cell => variable[cell] >= 0)
                    .SelectMany(cell => part.Select(layer => (variable[cell] * layers) + layer)).ToArray();
                double? low = simplex.Smallest(sum), high = simplex.Largest(sum);
                if (simplex.IsFeasible && sum.Length > 0 && (high is null || high - low >= minimum - 1e-6)) continue;
                problems.Error("fairness.suppression.computable", $"Cells[{entry}]", "A small number can be computed from the shown ones.", "Do not publish the table; suppress it again.");
            }
        }
    }

    private static IEnumerable<int> CellsOf(IReadOnlyList<TableLayout.Entry> entries, int entry, int cells)
    {
        var total = entries[entry];
        if (TableLayout.IsCell(total)) return [entry];
        return Enumerable.Range(0, cells).Where(cell =>
            (total.Row < 0 || entries[cell].Row == total.Row) && (total.Column < 0 || entries[cell].Column == total.Column) && (total.Group < 0 || entries[cell].Group == total.Group));
    }
}
