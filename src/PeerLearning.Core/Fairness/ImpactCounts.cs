using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>How many people every group of a report has and how many of them were selected, as far as all of it may be published together.</summary>
/// <remarks>
/// A combination of two dimensions is a two-way table for all people and for the selected; its totals are the tables of its dimensions. Tables that share only the
/// number of selected people do not give each other away. A combination that shares a dimension with an earlier one is published only when that
/// dimension's own numbers need no protection: then what one says of them says nothing about the other. A combination of more dimensions is a two-way table too: all but the last against
/// the last.
/// </remarks>
internal sealed class ImpactCounts(Workforce workforce, IReadOnlyList<int> pool, bool[] selected, int minimumCount)
{
    private const string IsSelected = "selected";

    private readonly Dictionary<string, IReadOnlyList<Row>> _dimensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Row>> _combinations = new(StringComparer.Ordinal);
    private readonly SmallCellSuppressor _suppressor = new(new SmallCellOptions { MinimumCount = minimumCount });

    /// <summary>The size of the pool.</summary>
    public Measured<int> All { get; } = pool.Count >= minimumCount ? pool.Count : Undefined.Withheld("The pool is too small.");

    public IReadOnlyList<Row> Of(Dimension dimension) => _dimensions[dimension.Name];

    public IReadOnlyList<Row> Of(IReadOnlyList<Dimension> combination) => _combinations[KeyOf(combination)];

    public void Publish(IReadOnlyList<Dimension> dimensions, IReadOnlyList<IReadOnlyList<Dimension>> intersections, CancellationToken cancellationToken)
    {
        foreach (var pair in intersections) Publish(pair, IsTouched(pair, dimensions, intersections), cancellationToken);
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
        var (names, codes) = Groups([dimension]);
        int[][] counts = names.Select(_ => new int[2]).ToArray();
        for (int i = 0; i < pool.Count; i++) counts[codes[i]][selected[pool[i]] ? 0 : 1]++;
        var table = new CountTable { Rows = names.Select(Label).ToArray(), Columns = [IsSelected, "not selected"], Counts = counts };
        var published = _suppressor.Suppress(table, cancellationToken);
        return names.Select(name => new Row(
            name, name.Length == 0, published.Find(Label(name), null)!.Count, published.Find(Label(name), IsSelected)!.Count)).ToArray();
    }

    private void Publish(IReadOnlyList<Dimension> combination, bool isTouched, CancellationToken cancellationToken)
    {
        string key = KeyOf(combination);
        if (_combinations.ContainsKey(key)) return;
        var (rows, rowCodes) = Groups([.. combination.SkipLast(1)]);
        var (columns, columnCodes) = Groups([combination[^1]]);
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
        bool isPair = combination.Count == 2;
        bool isApart = isPair ? IsOpen(combination[0], first) & IsOpen(combination[1], second) : !isTouched || (IsFull(all) && IsFull(chosen));
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

        _combinations.Add(key, cells);
        if (isApart && isPair)
        {
            _dimensions.TryAdd(combination[0].Name, first);
            _dimensions.TryAdd(combination[1].Name, second);
        }

        int[][] Empty() => rows.Select(_ => new int[columns.Count]).ToArray();
    }

    private static string KeyOf(IReadOnlyList<Dimension> combination) => string.Join('\u001f', combination.Select(dimension => dimension.Name));

    // Whether another table of the report looks at a dimension of the combination.
    private static bool IsTouched(IReadOnlyList<Dimension> combination, IReadOnlyList<Dimension> dimensions, IReadOnlyList<IReadOnlyList<Dimension>> intersections) =>
        dimensions.Concat(intersections.Where(other => KeyOf(other) != KeyOf(combination)).SelectMany(other => other)).Any(dimension => combination.Any(own => own.Name == dimension.Name));

    private static bool IsFull(SuppressedTable table) => table.Cells.All(cell => cell.Count.IsDefined);

    // A dimension that no combination has shown yet, or that both show in full.
    private bool IsOpen(Dimension dimension, IReadOnlyList<Row> rows) =>
        !_dimensions.TryGetValue(dimension.Name, out var earlier) || (IsFull(earlier) && IsFull(rows));

    private static bool IsFull(IReadOnlyList<Row> rows) => rows.All(row => row.Size.IsDefined && row.Selected.IsDefined);

    private (List<string> Names, int[] Codes) Groups(IReadOnlyList<Dimension> dimensions)
    {
        var columns = dimensions.Select(workforce.Column).ToArray();
        var groups = pool.Select(person =>
        {
            string[] parts = Array.ConvertAll(columns, column => GroupOf(column, person));
            return parts.Contains("") ? "" : string.Join(" × ", parts);
        }).ToArray();
        var names = groups.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return (names, groups.Select(group => names.BinarySearch(group, StringComparer.Ordinal)).ToArray());
    }

    // No group can be mistaken for the unknown.
    private static string Label(string name) => name.Length == 0 ? "unknown" : "=" + name;

    /// <summary>One group.</summary>
    internal sealed record Row(string Group, bool IsUnknown, Measured<int> Size, Measured<int> Selected);
}
