namespace PeerLearning.Optimization;

/// <summary>
/// Least-cost assignment of every row of a dense integer matrix to a column of its own (Jonker and Volgenant, Computing 38, 1987), with dual values.
/// </summary>
/// <remarks>
/// <para>Column reduction, reduction transfer, augmenting row reduction and shortest augmenting paths, each a scan of whole rows in vectors. On matrices
/// whose paths run through most columns (Machol and Wien's is the classic), counted scans notice, and an auction with scaled epsilon (Bertsekas,
/// 1988) supplies better starting prices; exactness comes from the paths alone.</para>
/// <para>Prices are 32 bits wide while they fit; a matrix that would overflow is solved by <see cref="SparseAssignment"/> on 64 bits.</para>
/// </remarks>
internal sealed partial class DenseAssignment
{
    private const int Free = -1;
    private const int PriceLimit = 1 << 29;
    private const int EpsilonDivisor = 10;

    private readonly int[] _cost;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int[] _price;
    private readonly int[] _columnOf;
    private readonly int[] _rowOf;
    private readonly int[] _distance;
    private readonly int[] _parent;
    private readonly int[] _settled;
    private readonly int[] _settledAt;
    private bool _overflow;

    private DenseAssignment(int[] cost, int rows, int columns)
    {
        _cost = cost;
        _rows = rows;
        _columns = columns;
        _price = new int[columns];
        _columnOf = new int[rows];
        _rowOf = new int[columns];
        _distance = new int[columns];
        _parent = new int[columns];
        _settled = new int[columns];
        _settledAt = new int[columns];
        Array.Fill(_columnOf, Free);
        Array.Fill(_rowOf, Free);
    }

    /// <summary>Rows scanned in the shortest-path stage and the auction.</summary>
    public long Scans { get; private set; }

    public bool UsedAuction { get; private set; }

    /// <summary>Solves the matrix, given row by row.</summary>
    /// <param name="cost">The costs; rows x columns of them.</param>
    /// <param name="rows">The number of rows, at most that of columns.</param>
    /// <param name="columns">The number of columns.</param>
    /// <returns>The column of each row, and dual values with row + column &lt;= cost, equal where assigned, columns at most 0 unless the matrix is square.</returns>
    public static Solution Solve(int[] cost, int rows, int columns)
    {
        Guard.Against.OutOfRange(rows, nameof(rows), 0, columns);
        if (cost.LongLength < (long)rows * columns) throw new ArgumentException("The matrix is smaller than its rows and columns.", nameof(cost));
        if (rows == 0) return new Solution([], [], new long[columns], 0, 0, false);
        var solver = new DenseAssignment(cost, rows, columns);
        return solver.Run() ? solver.Result() : SolveWide(cost, rows, columns);
    }

    private bool Run()
    {
        foreach (int cost in _cost.AsSpan(0, _rows * _columns))
        {
            if (cost is > PriceLimit / 2 or < -PriceLimit / 2) return false;
        }

        bool square = _rows == _columns;
        if (square) ReduceColumns();
        int[] free = new int[_rows];
        int freeCount = 0;
        for (int i = 0; i < _rows; i++)
        {
            if (_columnOf[i] == Free) free[freeCount++] = i;
        }

        for (int pass = 0; pass < 2; pass++) freeCount = ReduceRows(free, freeCount);
        long limit = Scans + (40L * _rows);
        for (int k = 0; k < freeCount; k++)
        {
            if (square && !UsedAuction && Scans > limit)
            {
                Auction();
                freeCount = 0;
                for (int i = 0; i < _rows; i++)
                {
                    if (_columnOf[i] == Free) free[freeCount++] = i;
                }

                k = 0;
                if (freeCount == 0) break;
            }

            Augment(free[k]);
            if (_overflow) return false;
        }

        return true;
    }

    private Span<int> Row(int i) => _cost.AsSpan(i * _columns, _columns);

    private Solution Result()
    {
        var rows = new long[_rows];
        var columns = new long[_columns];
        long total = 0;
        for (int j = 0; j < _columns; j++) columns[j] = _price[j];
        for (int i = 0; i < _rows; i++)
        {
            int j = _columnOf[i];
            long cost = _cost[(i * _columns) + j];
            rows[i] = cost - columns[j];
            total += cost;
        }

        return new Solution(_columnOf, rows, columns, total, Scans, UsedAuction);
    }

    private static Solution SolveWide(int[] cost, int rows, int columns)
    {
        int[] start = new int[rows + 1], to = new int[rows * columns], places = new int[columns];
        long largest = 1;
        foreach (int value in cost.AsSpan(0, rows * columns)) largest = Math.Max(largest, Math.Abs((long)value));
        for (int i = 0; i < rows; i++)
        {
            start[i + 1] = (i + 1) * columns;
            for (int j = 0; j < columns; j++) to[(i * columns) + j] = j;
        }

        Array.Fill(places, 1);
        var outCost = new long[rows];
        Array.Fill(outCost, 2 * largest * (rows + 1L));
        var engine = new SparseAssignment(new AssignmentGraph
        {
            LeftCount = rows,
            RightCount = columns,
            Start = start,
            To = to,
            Cost = cost,
            Capacity = places,
            OutCost = outCost,
        });
        engine.Solve();
        var solution = new Solution(new int[rows], new long[rows], new long[columns], engine.Total(), engine.Work / Math.Max(1, columns), engine.UsedAuction);
        for (int j = 0; j < columns; j++) solution.ColumnPrices[j] = -engine.PriceOf(j);
        for (int i = 0; i < rows; i++)
        {
            int j = engine.RightOf(i);
            solution.ColumnOf[i] = j;
            solution.RowPrices[i] = cost[(i * columns) + j] - solution.ColumnPrices[j];
        }

        return solution;
    }

    /// <summary>An optimal assignment and the dual values that prove it.</summary>
    internal sealed record Solution(int[] ColumnOf, long[] RowPrices, long[] ColumnPrices, long Total, long Scans, bool UsedAuction);
}
