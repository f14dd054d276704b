namespace PeerLearning.Fairness;

/// <summary>The numbers of a table that may be published.</summary>
public sealed class SuppressedTable
{
    private SuppressedTable(string? filter, IReadOnlyList<TableCell> cells, int minimumCount, Certificate certificate, IReadOnlyList<Reason> reasons, IReadOnlyList<Problem> problems)
    {
        Filter = filter;
        Cells = cells;
        MinimumCount = minimumCount;
        Certificate = certificate;
        Reasons = reasons;
        Problems = problems;
    }

    /// <summary>The filter that the table's people pass; null for all people.</summary>
    public string? Filter { get; }

    /// <summary>All numbers: the cells row by row, then subtotals, totals and, last, the number of all people.</summary>
    public IReadOnlyList<TableCell> Cells { get; }

    /// <summary>The smallest number of people that is published.</summary>
    public int MinimumCount { get; }

    /// <summary>How many numbers are withheld only to protect others, and whether fewer would do.</summary>
    /// <remarks>It counts numbers, never people: a sum of withheld counts would tell too much.</remarks>
    public Certificate Certificate { get; }

    /// <summary>What was withheld and why.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>The problems of the table; with an error nothing is published.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Finds a number.</summary>
    /// <param name="row">The row; null for the total over rows.</param>
    /// <param name="column">The column; null for the total over columns.</param>
    /// <param name="group">The group of rows for a subtotal; null otherwise.</param>
    /// <returns>The cell, or null when there is none.</returns>
    public TableCell? Find(string? row, string? column, string? group = null)
    {
        foreach (var cell in Cells)
        {
            if (cell.Row == row && cell.Column == column && (row is not null || cell.Group == group)) return cell;
        }

        return null;
    }

    /// <summary>Checks that the shown numbers are the table's and that no small one can be computed from them.</summary>
    /// <param name="table">The table.</param>
    /// <returns>What does not hold; empty when the answer may be published.</returns>
    /// <remarks>Attacks every withheld small number by linear programming, which shares nothing with the flows of the suppressor.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    public IReadOnlyList<Problem> Verify(CountTable table)
    {
        Guard.Against.Null(table);
        var problems = new ProblemList();
        SmallCellSuppressor.Judge(table, problems);
        if (problems.HasErrors) return Cells.Count == 0 ? [] : problems.ToList();
        var linked = LinkedLayout.Of(table);
        if (Compare(table, "", problems)) DisclosureAttack.Run(linked, (_, entry) => Cells[entry].State == CellState.Shown, MinimumCount, problems);
        return problems.ToList();
    }

    /// <summary>Whether the shown numbers are the table's and no small one is among them.</summary>
    internal bool Compare(CountTable table, string where, ProblemList problems)
    {
        var layout = new TableLayout(table);
        int before = problems.Count;
        if (layout.Entries.Count != Cells.Count)
        {
            problems.Error("fairness.suppression.cells", $"{where}Cells", $"There are {Cells.Count} numbers, and the table has {layout.Entries.Count}.", "Suppress the table again.");
            return false;
        }

        for (int i = 0; i < Cells.Count; i++)
        {
            var entry = layout.Entries[i];
            bool isSmall = entry.Count > 0 && entry.Count < MinimumCount;
            if (Cells[i] != CellOf(table, layout, entry, Cells[i].State) || (Cells[i].State == CellState.TooSmall && !isSmall))
            {
                problems.Error("fairness.suppression.cell", $"{where}Cells[{i}]", "The number is not the table's.", "Suppress the table again.");
            }
            else if (isSmall && Cells[i].State == CellState.Shown)
            {
                problems.Error("fairness.suppression.small", $"{where}Cells[{i}]", "A small number is shown.", "Suppress the table again.");
            }
        }

        return problems.Count == before;
    }

    internal static SuppressedTable Refused(IReadOnlyList<Problem> problems) => new(
        null, ValueList<TableCell>.Empty, 0, new Certificate { Proof = Proof.None, Method = "none", IsMinimised = true }, ValueList<Reason>.Empty, problems);

    internal static SuppressedTable Of(
        string? filter, CountTable table, bool[] hidden, int minimumCount, SuppressionExtent extent, bool isProven, long work)
    {
        var layout = new TableLayout(table);
        var cells = new TableCell[layout.Entries.Count];
        int small = 0, complementary = 0, sensitiveAlone = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            var entry = layout.Entries[i];
            bool isHidden = i < hidden.Length && hidden[i];
            bool isSmall = entry.Count > 0 && entry.Count < minimumCount;
            var state = !isHidden ? CellState.Shown : isSmall ? CellState.TooSmall : CellState.Complementary;
            if (isHidden && isSmall) small++;
            else if (isHidden) complementary++;
            cells[i] = CellOf(table, layout, entry, state);
        }

        foreach (var line in layout.Entries.Where(entry => entry.Count > 0 && entry.Count < minimumCount && TableLayout.IsCell(entry)).GroupBy(entry => entry.Row))
        {
            if (line.Count() == 1) sensitiveAlone++;
        }

        var reasons = new List<Reason>();
        if (small > 0) reasons.Add(Reason.Of("fairness.suppression.small", "{count|number|numbers} below {minimum} withheld.", Figure.Of("count", small), Figure.Of("minimum", minimumCount)));
        if (complementary > 0)
        {
            reasons.Add(Reason.Of("fairness.suppression.complementary", "{count|further number|further numbers} withheld, because small ones could be computed from them.", Figure.Of("count", complementary)));
        }

        if (extent > SuppressionExtent.Cells)
        {
            reasons.Add(Reason.Of(
                "fairness.suppression.extent",
                extent switch
                {
                    SuppressionExtent.EmptyCells => "Cells above 0 alone do not protect the small numbers, so empty cells are withheld too.",
                    SuppressionExtent.Totals => "Cells alone do not protect the small numbers, so totals are withheld too.",
                    _ => "So few people are in the table that nothing of it can be published.",
                }));
        }

        return new SuppressedTable(
            filter,
            new ValueList<TableCell>(cells),
            minimumCount,
            new Certificate
            {
                Proof = isProven ? Proof.Optimal : Proof.Bounded,
                Method = "complementary cell suppression by maximum flow",
                Objective = complementary,
                Bound = isProven ? complementary : Math.Min(complementary, sensitiveAlone),
                IsMinimised = true,
                WorkSpent = work,
            },
            ValueList.Copy(reasons),
            ValueList<Problem>.Empty);
    }

    private static TableCell CellOf(CountTable table, TableLayout layout, TableLayout.Entry entry, CellState state) => new()
    {
        Group = entry.Group >= 0 ? layout.Groups[entry.Group] : null,
        Row = entry.Row >= 0 ? table.Rows[entry.Row] : null,
        Column = entry.Column >= 0 ? table.Columns[entry.Column] : null,
        State = state,
        Count = state == CellState.Shown ? entry.Count : Undefined.Withheld("The number would tell too much about a small group."),
    };
}
