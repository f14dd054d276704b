namespace PeerLearning.Fairness;

/// <summary>Every number that a table publishes: cells first, then subtotals, totals and the number of all people.</summary>
internal sealed class TableLayout
{
    private readonly List<Entry> _entries = [];

    public TableLayout(CountTable table)
    {
        int rows = table.Rows.Count, columns = table.Columns.Count;
        HasGroups = table.RowGroups.Count > 0;
        Groups = HasGroups ? table.RowGroups.Distinct(StringComparer.Ordinal).ToArray() : [];
        GroupOf = new int[rows];
        for (int row = 0; row < rows; row++) GroupOf[row] = HasGroups ? Array.IndexOf(Groups, table.RowGroups[row]) : -1;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) _entries.Add(new Entry(GroupOf[row], row, column, table.Counts[row][column]));
        }

        for (int group = 0; group < Groups.Length; group++)
        {
            for (int column = 0; column < columns; column++) _entries.Add(new Entry(group, -1, column, Sum(group, -1, column)));
        }

        for (int row = 0; row < rows; row++) _entries.Add(new Entry(GroupOf[row], row, -1, Sum(-1, row, -1)));
        for (int group = 0; group < Groups.Length; group++) _entries.Add(new Entry(group, -1, -1, Sum(group, -1, -1)));
        for (int column = 0; column < columns; column++) _entries.Add(new Entry(-1, -1, column, Sum(-1, -1, column)));
        _entries.Add(new Entry(-1, -1, -1, Sum(-1, -1, -1)));

        int Sum(int group, int onlyRow, int onlyColumn)
        {
            int sum = 0;
            for (int row = 0; row < rows; row++)
            {
                if ((group >= 0 && GroupOf[row] != group) || (onlyRow >= 0 && row != onlyRow)) continue;
                for (int column = 0; column < columns; column++)
                {
                    if (onlyColumn < 0 || column == onlyColumn) sum = checked(sum + table.Counts[row][column]);
                }
            }

            return sum;
        }
    }

    public bool HasGroups { get; }

    public string[] Groups { get; }

    public int[] GroupOf { get; }

    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Whether the number is a cell, not a total.</summary>
    public static bool IsCell(Entry entry) => entry.Row >= 0 && entry.Column >= 0;

    /// <summary>The place of a number.</summary>
    public int IndexOf(int group, int row, int column) => _entries.FindIndex(entry => entry.Row == row && entry.Column == column && (row >= 0 || entry.Group == group));

    /// <summary>A number: -1 stands for "over all".</summary>
    internal readonly record struct Entry(int Group, int Row, int Column, int Count);
}
