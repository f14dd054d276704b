using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>How many people every group of a report has and how many of them were selected, as far as all of it may be published together.</summary>
/// <remarks>
/// A combination of two dimensions is a two-way table for all people and for the selected; its totals are the tables of its dimensions. Tables that share only the
/// number of selected people do not give each other away. A combination that shares a dimension with an earlier one is published only when that
/// dimension's own numbers need no protection: then what one says of them says nothing about the other.
/// </remarks>
internal sealed class ImpactCounts(Workforce workforce, IReadOnlyList<int> pool, bool[] selected, int minimumCount)
{
    private const string IsSelected = "selected";

    private readonly Dictionary<string, IReadOnlyList<Row>> _dimensions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string First, string Second), IReadOnlyList<Row>> _pairs = [];
    private readonly SmallCellSuppressor _suppressor = new(new SmallCellOptions { MinimumCount = minimumCount });

    /// <summary>The size of the pool.</summary>
    public Measured<int> All { get; } = pool.Count >= minimumCount ? pool.Count : Undefined.Withheld("The pool is too small.");

    public IReadOnlyList<Row> Of(Dimension dimension) => _dimensions[dimension.Name];

    public IReadOnlyList<Row> Of(IReadOnlyList<Dimension> pair) => _pairs[(pair[0].Name, pair[1].Name)];

    public void Publish(IReadOnlyList<Dimension> dimensions, IReadOnlyList<IReadOnlyList<Dimension>> intersections, CancellationToken cancellationToken)
    {
        foreach (var pair in intersections) Publish(pair, cancellationToken);
        foreach (var dimension in dimensions)
        {
            if (!_dimensions.ContainsKey(dimension.Name)) _dimensions.Add(dimension.Name, Publish(dimension, cancellationToken));
        }
    }

    /// <summary>The values of a person, joined; empty when unknown.</summary>
    public static string GroupOf(DimensionColumn column, int person)
    {
        var codes = column.Of(person);
        if (codes.IsEmpty) return "";
        string group = column.Values[codes[0]];
        for (int i = 1; i < codes.Length; i++) group += " + " + column.Values[codes[i]];
        return group;
    }

    private Row[] Publish(Dimension dimension, CancellationToken cancellationToken)
    {
        var (names, codes) = Groups(dimension);
        int[][] counts = names.Select(_ => new int[2]).ToArray();
        for (int i = 0; i < pool.Count; i++) counts[codes[i]][selected[pool[i]] ? 0 : 1]++;
        var table = new CountTable { Rows = names.Select(Label).ToArray(), Columns = [IsSelected, "not selected"], Counts = counts };
        var published = _suppressor.Suppress(table, cancellationToken);
        return names.Select(name => new Row(
            name, name.Length == 0, published.Find(Label(name), null)!.Count, published.Find(Label(name), IsSelected)!.Count)).ToArray();
    }

    private void Publish(IReadOnlyList<Dimension> pair, CancellationToken cancellationToken)
    {
        var key = (pair[0].Name, pair[1].Name);
        if (_pairs.ContainsKey(key)) return;
        var (rows, rowCodes) = Groups(pair[0]);
        var (columns, columnCodes) = Groups(pair[1]);
        int[][][] counts = [Empty(), Empty()];
        for (int i = 0; i < pool.Count; i++) counts[selected[pool[i]] ? 0 : 1][rowCodes[i]][columnCodes[i]]++;
        var published = _suppressor.SuppressLinked(
            new LinkedCountTables
            {
                Rows = rows.Select(Label).ToArray(),
                Columns = columns.Select(Label).ToArray(),
                Layers = [new CountLayer { Filters = [IsSelected], Counts = counts[0] }, new CountLayer { Filters = [], Counts = counts[1] }],
            },
            cancellationToken);
        var all = published.Find(null)!;
        var chosen = published.Find(IsSelected)!;
        var first = rows.Select(row => new Row(row, row.Length == 0, all.Find(Label(row), null)!.Count, chosen.Find(Label(row), null)!.Count)).ToArray();
        var second = columns.Select(column => new Row(column, column.Length == 0, all.Find(null, Label(column))!.Count, chosen.Find(null, Label(column))!.Count)).ToArray();
        bool isApart = IsOpen(pair[0], first) & IsOpen(pair[1], second);
        var withheld = Undefined.Withheld("Together with another combination it would tell too much about small groups.");
        var cells = new List<Row>();
        foreach (string row in rows)
        {
            foreach (string column in columns)
            {
                bool isUnknown = row.Length == 0 || column.Length == 0;
                var size = isApart ? all.Find(Label(row), Label(column))!.Count : withheld;
                if (size.TryGet(out int people) && people == 0) continue;
                cells.Add(new Row(isUnknown ? "" : $"{row} × {column}", isUnknown, size, isApart ? chosen.Find(Label(row), Label(column))!.Count : withheld));
            }
        }

        _pairs.Add(key, cells);
        if (isApart)
        {
            _dimensions.TryAdd(pair[0].Name, first);
            _dimensions.TryAdd(pair[1].Name, second);
        }

        int[][] Empty() => rows.Select(_ => new int[columns.Count]).ToArray();
    }

    // A dimension that no combination has shown yet, or that both show in full.
    private bool IsOpen(Dimension dimension, IReadOnlyList<Row> rows) =>
        !_dimensions.TryGetValue(dimension.Name, out var earlier) || (IsFull(earlier) && IsFull(rows));

    private static bool IsFull(IReadOnlyList<Row> rows) => rows.All(row => row.Size.IsDefined && row.Selected.IsDefined);

    private (List<string> Names, int[] Codes) Groups(Dimension dimension)
    {
        var column = workforce.Column(dimension);
        var groups = pool.Select(person => GroupOf(column, person)).ToArray();
        var names = groups.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return (names, groups.Select(group => names.BinarySearch(group, StringComparer.Ordinal)).ToArray());
    }

    // No group can be mistaken for the unknown.
    private static string Label(string name) => name.Length == 0 ? "unknown" : "=" + name;

    /// <summary>One group.</summary>
    internal sealed record Row(string Group, bool IsUnknown, Measured<int> Size, Measured<int> Selected);
}
