namespace PeerLearning.Fairness;

/// <summary>Withholds small numbers of a table, and as few others as are needed so that nobody can compute a small one from what is published.</summary>
/// <remarks>
/// <para>A number from 1 to <see cref="SmallCellOptions.MinimumCount"/> - 1 is withheld. Further ones are chosen so that an attacker who knows all published
/// numbers, and that none is negative, can narrow no small number down to a range of less than <see cref="SmallCellOptions.MinimumCount"/>
/// (complementary suppression; Hundepool et al., "Statistical Disclosure Control", 2012, chapter 4). Ranges are found by maximum flow.</para>
/// <para>Cells above 0 are preferred; only when they do not suffice, empty cells, then totals, and at last all numbers are withheld.</para>
/// <para>Deterministic: the same table always loses the same numbers. Somebody who is alone in a cell knows it anyway; publishing several tables about the same
/// people, or the same table again after a change, is the business of <see cref="PublicationLedger"/>.</para>
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
        var linked = LinkedLayout.Of(table);
        var (hidden, extent, isProven, work) = Hide(linked, cancellationToken) ?? (Everything(linked), SuppressionExtent.Everything, true, 0);
        return SuppressedTable.Of(null, table, hidden, _options.MinimumCount, extent, isProven, work);
    }

    /// <summary>Withholds the small numbers of a table for all people and for those who pass each of several filters, so that no table gives another away.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="cancellationToken">Stops the search for fewer withheld numbers; the answer is safe all the same.</param>
    /// <returns>The numbers that may be published together; none when the tables have problems.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tables"/> is null.</exception>
    /// <remarks>
    /// Protected are the small numbers of every table, of what a filter leaves of all people, and of what it leaves of a filter around it. All tables withhold the same
    /// places: simple to explain and certain, not the fewest possible. A filter that few people pass, or fail, and one that cannot be protected with
    /// the others, is withheld whole, the one with the fewest people first.
    /// </remarks>
    public SuppressedTables SuppressLinked(LinkedCountTables tables, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(tables);
        var problems = new ProblemList();
        Judge(tables, problems);
        if (problems.HasErrors) return new SuppressedTables(ValueList<SuppressedTable>.Empty, problems.ToList());
        var names = tables.Layers.SelectMany(layer => layer.Filters).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var filters = names.Where(name => !LeavesFew(LinkedLayout.Of(tables, [name]))).ToList();
        long work = 0;
        while (true)
        {
            var linked = LinkedLayout.Of(tables, filters);
            var found = Hide(linked, cancellationToken);
            work += found?.Work ?? 0;
            if (found is null && filters.Count > 0)
            {
                filters.Remove(filters.OrderBy(filter => Total(LinkedLayout.TableOf(tables, filter))).ThenBy(filter => filter, StringComparer.Ordinal).First());
                continue;
            }

            var (hidden, extent, isProven, _) = found ?? (Everything(linked), SuppressionExtent.Everything, true, 0);
            var answers = new List<SuppressedTable> { Answer(null, hidden, extent, isProven) };
            foreach (string name in names)
            {
                answers.Add(filters.Contains(name) ? Answer(name, hidden, extent, isProven) : Answer(name, Everything(linked), SuppressionExtent.Everything, false));
            }

            return new SuppressedTables(ValueList.Copy(answers), ValueList<Problem>.Empty);
        }

        SuppressedTable Answer(string? filter, bool[] hidden, SuppressionExtent extent, bool isProven) =>
            SuppressedTable.Of(filter, LinkedLayout.TableOf(tables, filter), hidden, _options.MinimumCount, extent, isProven && names.Count == 0, work);
    }

    private static bool[] Everything(LinkedLayout linked)
    {
        var everything = new bool[linked.Layout.Entries.Count];
        Array.Fill(everything, true);
        return everything;
    }

    private static int Total(CountTable table) => table.Counts.Sum(row => row.Sum());

    // Whether somebody's number of all people is small: then no table of theirs can be published.
    private bool LeavesFew(LinkedLayout linked) =>
        linked.Parts().Any(part => linked.Count(linked.Layout.Entries.Count - 1, part) is var count && count > 0 && count < _options.MinimumCount);

    private (bool[] Hidden, SuppressionExtent Extent, bool IsProven, long Work)? Hide(LinkedLayout linked, CancellationToken cancellationToken)
    {
        if (LeavesFew(linked)) return null;
        long work = 0;
        for (var extent = SuppressionExtent.Cells; extent <= SuppressionExtent.Totals; extent++)
        {
            var search = new CellSearch(NetworkOf(linked, _options.MinimumCount, extent), _options.MinimumCount, _options.Budget.Or(CalibratedChecks), cancellationToken);
            var hidden = search.Solve();
            work += search.Work;
            if (hidden is not null) return (hidden, extent, search.IsProven, work);
        }

        return null;
    }

    /// <summary>The table as a circulation; the arcs are the layout's entries without the number of all people.</summary>
    internal static CellNetwork NetworkOf(LinkedLayout linked, int threshold, SuppressionExtent extent, bool protectTotals = true)
    {
        var network = new CellNetwork();
        var layout = linked.Layout;
        var parts = linked.Parts();
        int sink = network.AddNode(), source = network.AddNode();
        int columns = layout.Entries.Count(entry => entry.Group < 0 && entry.Row < 0 && entry.Column >= 0);
        int[] columnNodes = Nodes(columns);
        int[] rowNodes = Nodes(layout.GroupOf.Length);
        int[] groupNodes = Nodes(layout.Groups.Length);
        int[] groupColumnNodes = Nodes(layout.Groups.Length * columns);
        for (int place = 0; place < layout.Entries.Count; place++)
        {
            var entry = layout.Entries[place];
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
            bool isHideable = isCell ? entry.Count > 0 || extent >= SuppressionExtent.EmptyCells : extent == SuppressionExtent.Totals;
            int arc = network.AddArc(tail, head, linked.Layers.Select(layer => layer.Entries[place].Count).ToArray(), isHideable);
            foreach (int[] part in parts)
            {
                if (linked.Count(place, part) is var count && count > 0 && count < threshold && (isCell || protectTotals)) network.Protect(arc, part);
            }
        }

        return network;

        int[] Nodes(int count)
        {
            var nodes = new int[count];
            for (int i = 0; i < count; i++) nodes[i] = network.AddNode();
            return nodes;
        }
    }

    internal static void Judge(LinkedCountTables tables, ProblemList problems)
    {
        if (tables.Layers.Count == 0) problems.Error("fairness.table.empty", "tables.Layers", "There is none.", "Bring at least one.");
        for (int i = 0; i < tables.Layers.Count; i++)
        {
            var layer = tables.Layers[i];
            if (layer is null)
            {
                problems.Error("fairness.table.missing", $"tables.Layers[{i}]", "There is no layer here.", "Leave the row out.");
                continue;
            }

            if (layer.Filters.Any(string.IsNullOrWhiteSpace)) problems.Error("fairness.table.name", $"tables.Layers[{i}].Filters", "The name of a filter is blank.", "Name every filter.");
            Judge(new CountTable { Rows = tables.Rows, Columns = tables.Columns, RowGroups = tables.RowGroups, Counts = layer.Counts }, problems, $"tables.Layers[{i}]", i == 0);
        }

        if (!problems.HasErrors && tables.Layers.Sum(layer => layer.Counts.Sum(row => row.Sum(count => (long)count))) > int.MaxValue)
        {
            problems.Error("fairness.table.too-many", "tables.Layers", "There are more people than can be counted here.", "Check the numbers.");
        }
    }

    internal static void Judge(CountTable table, ProblemList problems, string where = "table", bool judgeNames = true)
    {
        if (judgeNames)
        {
            JudgeNames(table.Rows, $"{where}.Rows", problems);
            JudgeNames(table.Columns, $"{where}.Columns", problems);
        }

        if (table.Counts.Count != table.Rows.Count)
        {
            problems.Error("fairness.table.rows", $"{where}.Counts", $"There are {table.Counts.Count} rows of numbers for {table.Rows.Count} names.", "Bring one row of numbers per name.");
        }

        if (table.RowGroups.Count > 0 && table.RowGroups.Count != table.Rows.Count)
        {
            problems.Error("fairness.table.groups", $"{where}.RowGroups", $"There are {table.RowGroups.Count} groups for {table.Rows.Count} rows.", "Name the group of every row, or of none.");
        }

        long sum = 0;
        for (int row = 0; row < table.Counts.Count; row++)
        {
            var counts = table.Counts[row];
            if (counts.Count != table.Columns.Count)
            {
                problems.Error("fairness.table.columns", $"{where}.Counts[{row}]", $"There are {counts.Count} numbers for {table.Columns.Count} columns.", "Bring one number per column.");
            }

            for (int column = 0; column < counts.Count; column++)
            {
                if (counts[column] < 0) problems.Error("fairness.table.negative", $"{where}.Counts[{row}][{column}]", "A number of people is negative.", "Correct the number.");
                else sum += counts[column];
            }
        }

        if (sum > int.MaxValue) problems.Error("fairness.table.too-many", $"{where}.Counts", "There are more people than can be counted here.", "Check the numbers.");
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
