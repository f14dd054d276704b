namespace PeerLearning.Fairness;

/// <summary>The same two-way table for all people and for those who pass each of several filters, to be published together.</summary>
/// <remarks>
/// Filters may overlap and lie within each other: "women", "joined this year". Every table goes with its totals. People are brought by the exact set of filters that
/// they pass, because it is there that one table gives another away.
/// </remarks>
public sealed record LinkedCountTables
{
    /// <summary>The names of the rows, each once.</summary>
    public required IReadOnlyList<string> Rows { get; init => field = ValueList.Copy(value); }

    /// <summary>The names of the columns, each once.</summary>
    public required IReadOnlyList<string> Columns { get; init => field = ValueList.Copy(value); }

    /// <summary>The group of each row, whose subtotals are published too; empty for none.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<string> RowGroups { get; init => field = ValueList.Copy(value); } = ValueList<string>.Empty;

    /// <summary>The people, by the set of filters that they pass.</summary>
    public required IReadOnlyList<CountLayer> Layers { get; init => field = ValueList.Copy(value); }
}
