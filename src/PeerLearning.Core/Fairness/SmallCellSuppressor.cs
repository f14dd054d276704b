namespace PeerLearning.Fairness;

/// <summary>Withholds small numbers of a table, and as few others as are needed so that nobody can compute a small one from what is published.</summary>
/// <remarks>
/// <para>A number from 1 to <see cref="SmallCellOptions.MinimumCount"/> - 1 is withheld. Further ones are chosen so that an attacker who knows all published
/// numbers, and that none is negative, can narrow no small number down to a range of less than <see cref="SmallCellOptions.MinimumCount"/>
/// (complementary suppression; Hundepool et al., "Statistical Disclosure Control", 2012, chapter 4). Ranges are found by maximum flow.</para>
/// <para>Cells above 0 are preferred; only when they do not suffice, empty cells, then totals, and at last all numbers are withheld.</para>
/// <para>Deterministic: the same table always loses the same numbers. Somebody who is alone in a cell knows it anyway; publishing several tables about the same
/// people, or the same table again after a change, is another matter.</para>
/// </remarks>
/// <param name="options">The options; null for the defaults.</param>
public sealed class SmallCellSuppressor(SmallCellOptions? options = null)
{
    private const long CalibratedChecks = 20_000;

    private readonly SmallCellOptions _options = options ?? new SmallCellOptions();

    /// <summary>Withholds the small numbers of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cancellationToken">Stops the search for fewer withheld numbers; the answer is safe all the same.</param>
    /// <returns>The numbers that may be published; none when the table has problems.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    public SuppressedTable Suppress(CountTable table, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(table);
        var problems = new ProblemList();
        Judge(table, problems);
        if (problems.HasErrors) return SuppressedTable.Refused(problems.ToList());
        var layout = new TableLayout(table);
        int threshold = _options.MinimumCount;
        long work = 0, budget = _options.Budget.Or(CalibratedChecks);
        for (var extent = SuppressionExtent.Cells; extent <= SuppressionExtent.Totals; extent++)
        {
            if (layout.Entries[^1].Count is var all && all > 0 && all < threshold) break;
            var network = NetworkOf(layout, threshold, extent);
            var search = new CellSearch(network, threshold, budget, cancellationToken);
            var hidden = search.Solve();
            work += search.Work;
            if (hidden is not null) return SuppressedTable.Of(table, layout, hidden, threshold, extent, search.IsProven, work);
        }

        var everything = new bool[layout.Entries.Count];
        Array.Fill(everything, true);
        return SuppressedTable.Of(table, layout, everything, threshold, SuppressionExtent.Everything, isProven: true, work);
    }

    /// <summary>The table as a circulation; the arcs are the layout's entries without the number of all people.</summary>
    internal static CellNetwork NetworkOf(TableLayout layout, int threshold, SuppressionExtent extent, bool protectTotals = true)
    {
        var network = new CellNetwork();
        int sink = network.AddNode(), source = network.AddNode();
        int columns = layout.Entries.Count(entry => entry.Group < 0 && entry.Row < 0 && entry.Column >= 0);
        int[] columnNodes = Nodes(columns);
        int[] rowNodes = Nodes(layout.GroupOf.Length);
        int[] groupNodes = Nodes(layout.Groups.Length);
        int[] groupColumnNodes = Nodes(layout.Groups.Length * columns);
        foreach (var entry in layout.Entries)
        {
            var (tail, head) = (entry.Group, entry.Row, entry.Column) switch
            {
                ( >= 0, >= 0, >= 0) => (groupColumnNodes[(entry.Group * columns) + entry.Column], rowNodes[entry.Row]),
                (_, >= 0, >= 0) => (columnNodes[entry.Column], rowNodes[entry.Row]),
                ( >= 0, < 0, >= 0) => (columnNodes[entry.Column], groupColumnNodes[(entry.Group * columns) + entry.Column]),
                ( >= 0, >= 0, < 0) => (rowNodes[entry.Row], groupNodes[entry.Group]),
                (_, >= 0, < 0) => (rowNodes[entry.Row], sink),
                ( >= 0, < 0, < 0) => (groupNodes[entry.Group], sink),
                (_, < 0, >= 0) => (source, columnNodes[entry.Column]),
                _ => (-1, -1),
            };

            // The number of all people is published at every extent but the last: it ties no arc, it only parts source and sink.
            if (tail < 0) continue;
            bool isCell = TableLayout.IsCell(entry);
            bool isSensitive = entry.Count > 0 && entry.Count < threshold && (isCell || protectTotals);
            bool isHideable = isCell ? entry.Count > 0 || extent >= SuppressionExtent.EmptyCells : extent == SuppressionExtent.Totals;
            network.AddArc(tail, head, entry.Count, isSensitive, isHideable);
        }

        return network;

        int[] Nodes(int count)
        {
            var nodes = new int[count];
            for (int i = 0; i < count; i++) nodes[i] = network.AddNode();
            return nodes;
        }
    }

    internal static void Judge(CountTable table, ProblemList problems)
    {
        JudgeNames(table.Rows, "table.Rows", problems);
        JudgeNames(table.Columns, "table.Columns", problems);
        if (table.Counts.Count != table.Rows.Count)
        {
            problems.Error("fairness.table.rows", "table.Counts", $"There are {table.Counts.Count} rows of numbers for {table.Rows.Count} names.", "Bring one row of numbers per name.");
        }

        if (table.RowGroups.Count > 0 && table.RowGroups.Count != table.Rows.Count)
        {
            problems.Error("fairness.table.groups", "table.RowGroups", $"There are {table.RowGroups.Count} groups for {table.Rows.Count} rows.", "Name the group of every row, or of none.");
        }

        long sum = 0;
        for (int row = 0; row < table.Counts.Count; row++)
        {
            var counts = table.Counts[row];
            if (counts.Count != table.Columns.Count)
            {
                problems.Error("fairness.table.columns", $"table.Counts[{row}]", $"There are {counts.Count} numbers for {table.Columns.Count} columns.", "Bring one number per column.");
            }

            for (int column = 0; column < counts.Count; column++)
            {
                if (counts[column] < 0) problems.Error("fairness.table.negative", $"table.Counts[{row}][{column}]", "A number of people is negative.", "Correct the number.");
                else sum += counts[column];
            }
        }

        if (sum > int.MaxValue) problems.Error("fairness.table.too-many", "table.Counts", "There are more people than can be counted here.", "Check the numbers.");
    }

    private static void JudgeNames(IReadOnlyList<string> names, string where, ProblemList problems)
    {
        if (names.Count == 0) problems.Error("fairness.table.empty", where, "There is none.", "Bring at least one.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i])) problems.Error("fairness.table.name", $"{where}[{i}]", "The name is blank.", "Name every row and column.");
            else if (!seen.Add(names[i])) problems.Error("fairness.table.duplicate", $"{where}[{i}]", $"'{names[i]}' stands there twice.", "Name each once.");
        }
    }
}
