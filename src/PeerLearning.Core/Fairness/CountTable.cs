namespace PeerLearning.Fairness;

/// <summary>A two-way table of numbers of people: a row that accepts anything; <see cref="SmallCellSuppressor"/> judges it.</summary>
/// <remarks>The totals of rows, columns, groups of rows and all people go with the table: whoever publishes it publishes them.</remarks>
public sealed record CountTable
{
    /// <summary>The names of the rows, each once.</summary>
    public required IReadOnlyList<string> Rows { get; init => field = ValueList.Copy(value); }

    /// <summary>The names of the columns, each once.</summary>
    public required IReadOnlyList<string> Columns { get; init => field = ValueList.Copy(value); }

    /// <summary>The numbers of people, one list per row with one number per column.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Counts { get; init => field = ValueList.Copy(value.Select(row => (IReadOnlyList<int>)ValueList.Copy(row))); }

    /// <summary>The group of each row, such as the region of a country, whose subtotals are published too; empty for none.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<string> RowGroups { get; init => field = ValueList.Copy(value); } = ValueList<string>.Empty;
}
