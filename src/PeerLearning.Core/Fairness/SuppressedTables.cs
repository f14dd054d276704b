namespace PeerLearning.Fairness;

/// <summary>Linked tables as they may be published together.</summary>
public sealed class SuppressedTables
{
    internal SuppressedTables(IReadOnlyList<SuppressedTable> tables, IReadOnlyList<Problem> problems)
    {
        Tables = tables;
        Problems = problems;
    }

    /// <summary>The table of all people first, then one per filter in ordinal order of the names.</summary>
    public IReadOnlyList<SuppressedTable> Tables { get; }

    /// <summary>The problems of the tables; with an error nothing is published.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Finds a table.</summary>
    /// <param name="filter">The filter; null for all people.</param>
    /// <returns>The table, or null when there is none.</returns>
    public SuppressedTable? Find(string? filter) => Tables.FirstOrDefault(table => string.Equals(table.Filter, filter, StringComparison.Ordinal));

    /// <summary>Checks that the shown numbers are the tables' and that no small one can be computed from all of them together.</summary>
    /// <param name="tables">The tables.</param>
    /// <returns>What does not hold; empty when the answer may be published.</returns>
    /// <remarks>By linear programming over every combination of filters, which shares nothing with the flows of the suppressor.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="tables"/> is null.</exception>
    public IReadOnlyList<Problem> Verify(LinkedCountTables tables)
    {
        Guard.Against.Null(tables);
        var problems = new ProblemList();
        SmallCellSuppressor.Judge(tables, problems);
        if (problems.HasErrors) return Tables.Count == 0 ? [] : problems.ToList();
        var filters = Tables.Skip(1).Select(table => table.Filter!).ToList();
        bool sound = Tables.Count > 0;
        for (int i = 0; i < Tables.Count; i++) sound &= Tables[i].Compare(LinkedLayout.TableOf(tables, Tables[i].Filter), $"Tables[{i}].", problems);
        if (!sound)
        {
            if (!problems.HasErrors) problems.Error("fairness.suppression.cells", "Tables", "There is no table.", "Suppress the tables again.");
            return problems.ToList();
        }

        DisclosureAttack.Run(LinkedLayout.Of(tables, filters), (table, entry) => Tables[table].Cells[entry].State == CellState.Shown, Tables[0].MinimumCount, problems);
        return problems.ToList();
    }
}
