namespace PeerLearning.Fairness;

/// <summary>The numbers of linked tables: one layout, its counts in every layer, and which layers make up which published table.</summary>
internal sealed class LinkedLayout
{
    private LinkedLayout(CountTable all, TableLayout[] layers, (string? Filter, int[] Layers)[] tables)
    {
        All = all;
        Layout = new TableLayout(all);
        Layers = layers;
        Tables = tables;
    }

    /// <summary>The table of all people.</summary>
    public CountTable All { get; }

    public TableLayout Layout { get; }

    public TableLayout[] Layers { get; }

    /// <summary>All people first, then each filter.</summary>
    public (string? Filter, int[] Layers)[] Tables { get; }

    public static LinkedLayout Of(CountTable table) => new(table, [new TableLayout(table)], [(null, [0])]);

    /// <summary>The linked tables of some of the filters: people who differ only in the others share a layer.</summary>
    public static LinkedLayout Of(LinkedCountTables linked, IReadOnlyList<string> filters)
    {
        var layers = new SortedDictionary<string, (List<string> Filters, int[][] Counts)>(StringComparer.Ordinal);
        foreach (var layer in linked.Layers)
        {
            var own = filters.Where(filter => layer.Filters.Contains(filter)).ToList();
            string key = string.Concat(filters.Select(filter => own.Contains(filter) ? '1' : '0'));
            if (!layers.TryGetValue(key, out var sum))
            {
                sum = (own, Enumerable.Range(0, linked.Rows.Count).Select(_ => new int[linked.Columns.Count]).ToArray());
                layers.Add(key, sum);
            }

            Add(sum.Counts, layer.Counts);
        }

        var list = layers.Values.ToArray();
        var everybody = Enumerable.Range(0, list.Length).ToArray();
        (string? Filter, int[] Layers)[] tables =
        [
            (null, everybody),
            .. filters.Select(filter => ((string?)filter, everybody.Where(layer => list[layer].Filters.Contains(filter)).ToArray())),
        ];
        return new LinkedLayout(
            Sum(linked, list.Select(layer => layer.Counts)),
            list.Select(layer => new TableLayout(Table(linked, layer.Counts))).ToArray(),
            tables);
    }

    /// <summary>The table of all people, or of those who pass a filter.</summary>
    public static CountTable TableOf(LinkedCountTables linked, string? filter) =>
        Sum(linked, linked.Layers.Where(layer => filter is null || layer.Filters.Contains(filter)).Select(layer => layer.Counts));

    /// <summary>The parts of the people that an attacker can name by adding and subtracting tables: each table, what each filter leaves of everybody, and what a filter leaves of one around it.</summary>
    public IReadOnlyList<int[]> Parts()
    {
        var parts = new List<int[]>();
        foreach (var (_, layers) in Tables) Add(layers);
        for (int outer = 0; outer < Tables.Length; outer++)
        {
            for (int inner = 1; inner < Tables.Length; inner++)
            {
                // Within: nobody of the inner filter is outside the outer one.
                bool within = Tables[inner].Layers.Except(Tables[outer].Layers).All(layer => Layers[layer].Entries[^1].Count == 0);
                if (inner != outer && within) Add(Tables[outer].Layers.Except(Tables[inner].Layers).ToArray());
            }
        }

        return parts;

        void Add(int[] layers)
        {
            if (layers.Length > 0 && !parts.Exists(part => part.AsSpan().SequenceEqual(layers))) parts.Add(layers);
        }
    }

    /// <summary>The count of an entry in some layers.</summary>
    public int Count(int entry, int[] layers)
    {
        int sum = 0;
        foreach (int layer in layers) sum += Layers[layer].Entries[entry].Count;
        return sum;
    }

    private static CountTable Sum(LinkedCountTables linked, IEnumerable<IReadOnlyList<IReadOnlyList<int>>> counts)
    {
        var sum = Enumerable.Range(0, linked.Rows.Count).Select(_ => new int[linked.Columns.Count]).ToArray();
        foreach (var one in counts) Add(sum, one);
        return Table(linked, sum);
    }

    private static CountTable Table(LinkedCountTables linked, int[][] counts) =>
        new() { Rows = linked.Rows, Columns = linked.Columns, RowGroups = linked.RowGroups, Counts = counts };

    private static void Add(int[][] sum, IReadOnlyList<IReadOnlyList<int>> counts)
    {
        for (int row = 0; row < sum.Length; row++)
        {
            for (int column = 0; column < sum[row].Length; column++) sum[row][column] = checked(sum[row][column] + counts[row][column]);
        }
    }
}
