using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
internal sealed class DenseAssignment
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

    private void ReduceColumns()
    {
        Row(0).CopyTo(_price);
        var from = new int[_columns];
        int width = Vector256<int>.Count;
        ref int price = ref MemoryMarshal.GetArrayDataReference(_price), source = ref MemoryMarshal.GetArrayDataReference(from);
        for (int i = 1; i < _rows; i++)
        {
            ref int row = ref MemoryMarshal.GetReference(Row(i));
            var index = Vector256.Create(i);
            int j = 0;
            for (; j <= _columns - width; j += width)
            {
                var c = Vector256.LoadUnsafe(ref row, (nuint)j);
                var p = Vector256.LoadUnsafe(ref price, (nuint)j);
                var less = Vector256.LessThan(c, p);
                if (less == Vector256<int>.Zero) continue;
                Vector256.Min(c, p).StoreUnsafe(ref price, (nuint)j);
                Vector256.ConditionalSelect(less, index, Vector256.LoadUnsafe(ref source, (nuint)j)).StoreUnsafe(ref source, (nuint)j);
            }

            for (; j < _columns; j++)
            {
                if (Row(i)[j] >= _price[j]) continue;
                _price[j] = Row(i)[j];
                from[j] = i;
            }
        }

        var count = new int[_rows];
        for (int j = _columns - 1; j >= 0; j--)
        {
            int i = from[j];
            if (count[i]++ > 0) continue;
            _columnOf[i] = j;
            _rowOf[j] = i;
        }

        for (int i = 0; i < _rows; i++)
        {
            if (count[i] != 1) continue;
            int j = _columnOf[i];
            int keep = _price[j];
            _price[j] = -PriceLimit;
            TwoLeast(i, out int least, out _, out _);
            _price[j] = keep - Math.Max(0, least);
        }
    }

    /// <summary>Bids of free rows: each takes its cheapest column, whose price falls until the second cheapest is as good.</summary>
    private int ReduceRows(int[] free, int count)
    {
        int kept = 0;
        long budget = 0, most = 3L * count;
        for (int k = 0; k < count;)
        {
            int i = free[k++];
            TwoLeast(i, out int first, out int second, out int j);
            int other = _rowOf[j];
            if (first < second)
            {
                _price[j] -= second == int.MaxValue ? 0 : second - first;
            }
            else if (other != Free)
            {
                int tie = TiedFree(i, first);
                if (tie != Free)
                {
                    j = tie;
                    other = Free;
                }
            }

            _columnOf[i] = j;
            _rowOf[j] = i;
            if (other == Free) continue;
            _columnOf[other] = Free;
            if (first < second && budget++ < most) free[--k] = other;
            else free[kept++] = other;
        }

        return kept;
    }

    private int TiedFree(int i, int value)
    {
        var row = Row(i);
        for (int j = 0; j < row.Length; j++)
        {
            if (row[j] - _price[j] == value && _rowOf[j] == Free) return j;
        }

        return Free;
    }

    /// <summary>The least and second least of cost minus price in a row, and where the least stands.</summary>
    private void TwoLeast(int i, out int first, out int second, out int at)
    {
        Scans++;
        ref int row = ref MemoryMarshal.GetReference(Row(i)), price = ref MemoryMarshal.GetArrayDataReference(_price);
        int width = Vector256<int>.Count, j = 0;
        first = second = int.MaxValue;
        at = 0;
        if (_columns >= width)
        {
            var m1 = Vector256.Create(int.MaxValue);
            var m2 = m1;
            var where = Vector256<int>.Zero;
            var index = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
            var step = Vector256.Create(width);
            for (; j <= _columns - width; j += width)
            {
                var x = Vector256.LoadUnsafe(ref row, (nuint)j) - Vector256.LoadUnsafe(ref price, (nuint)j);
                var less = Vector256.LessThan(x, m1);
                m2 = Vector256.Min(m2, Vector256.Max(x, m1));
                m1 = Vector256.Min(m1, x);
                where = Vector256.ConditionalSelect(less, index, where);
                index += step;
            }

            for (int lane = 0; lane < width; lane++)
            {
                int a = m1[lane];
                if (a < first || (a == first && where[lane] < at))
                {
                    second = Math.Min(second, first);
                    first = a;
                    at = where[lane];
                }
                else
                {
                    second = Math.Min(second, a);
                }

                second = Math.Min(second, m2[lane]);
            }
        }

        for (; j < _columns; j++)
        {
            int x = _cost[(i * _columns) + j] - _price[j];
            if (x < first)
            {
                second = first;
                first = x;
                at = j;
            }
            else if (x < second)
            {
                second = x;
            }
        }
    }

    private void Augment(int root)
    {
        TwoLeast(root, out int base0, out _, out _);
        Array.Fill(_distance, int.MaxValue);
        int settledCount = 0, next = 0, level = 0, end = Free;
        int row = root, offset = -base0;
        while (true)
        {
            int least = Scan(row, offset);
            Scans++;
            while (next == settledCount)
            {
                // No more columns at this level: find the next one, and among its columns a free one if there is any.
                level = least;
                if (level == int.MaxValue || level > PriceLimit)
                {
                    _overflow = true;
                    return;
                }

                end = Collect(level, ref settledCount);
                if (end != Free) break;
            }

            if (end != Free) break;
            int j = _settled[next++];
            row = _rowOf[j];
            offset = level - (_cost[(row * _columns) + j] - _price[j]);
        }

        for (int k = 0; k < settledCount; k++)
        {
            int j = _settled[k];
            int price = _price[j] + _settledAt[j] - level;
            if (price < -PriceLimit) _overflow = true;
            _price[j] = price;
        }

        int column = end;
        while (true)
        {
            int i = _parent[column];
            int previous = _columnOf[i];
            _columnOf[i] = column;
            _rowOf[column] = i;
            if (i == root) return;
            column = previous;
        }
    }

    /// <summary>Relaxes all columns from a row and returns the least distance of an unsettled one.</summary>
    /// <remarks>A settled column has the distance <see cref="int.MinValue"/>: never improved, and as an unsigned number larger than any other.</remarks>
    private int Scan(int i, int offset)
    {
        ref int row = ref MemoryMarshal.GetReference(Row(i)), price = ref MemoryMarshal.GetArrayDataReference(_price);
        ref int distance = ref MemoryMarshal.GetArrayDataReference(_distance), parent = ref MemoryMarshal.GetArrayDataReference(_parent);
        int width = Vector256<int>.Count, j = 0;
        var least = Vector256.Create(uint.MaxValue);
        var shift = Vector256.Create(offset);
        var self = Vector256.Create(i);
        for (; j <= _columns - width; j += width)
        {
            var x = Vector256.LoadUnsafe(ref row, (nuint)j) - Vector256.LoadUnsafe(ref price, (nuint)j) + shift;
            var d = Vector256.LoadUnsafe(ref distance, (nuint)j);
            var less = Vector256.LessThan(x, d);
            if (less != Vector256<int>.Zero)
            {
                d = Vector256.ConditionalSelect(less, x, d);
                d.StoreUnsafe(ref distance, (nuint)j);
                Vector256.ConditionalSelect(less, self, Vector256.LoadUnsafe(ref parent, (nuint)j)).StoreUnsafe(ref parent, (nuint)j);
            }

            least = Vector256.Min(least, d.AsUInt32());
        }

        uint best = uint.MaxValue;
        for (int lane = 0; lane < width; lane++) best = Math.Min(best, least[lane]);
        for (; j < _columns; j++)
        {
            int x = _cost[(i * _columns) + j] - _price[j] + offset;
            if (x < _distance[j])
            {
                _distance[j] = x;
                _parent[j] = i;
            }

            best = Math.Min(best, (uint)_distance[j]);
        }

        return best > int.MaxValue ? int.MaxValue : (int)best;
    }

    /// <summary>Settles the columns at a level; a free one among them ends the search.</summary>
    private int Collect(int level, ref int settledCount)
    {
        int width = Vector256<int>.Count, j = 0, before = settledCount;
        ref int distance = ref MemoryMarshal.GetArrayDataReference(_distance);
        var wanted = Vector256.Create(level);
        for (; j <= _columns - width; j += width)
        {
            uint mask = Vector256.Equals(Vector256.LoadUnsafe(ref distance, (nuint)j), wanted).ExtractMostSignificantBits();
            while (mask != 0)
            {
                int at = j + System.Numerics.BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
                if (_rowOf[at] == Free) return Undo(at, before, ref settledCount);
                _settled[settledCount++] = at;
            }
        }

        for (; j < _columns; j++)
        {
            if (_distance[j] != level) continue;
            if (_rowOf[j] == Free) return Undo(j, before, ref settledCount);
            _settled[settledCount++] = j;
        }

        for (int k = before; k < settledCount; k++)
        {
            _settledAt[_settled[k]] = level;
            _distance[_settled[k]] = int.MinValue;
        }

        return Free;
    }

    private static int Undo(int free, int before, ref int settledCount)
    {
        settledCount = before;
        return free;
    }

    /// <summary>Better prices by an auction with scaled epsilon; rows that are not at a cheapest column afterwards are free again.</summary>
    private void Auction()
    {
        UsedAuction = true;
        int largest = 1;
        foreach (int cost in _cost.AsSpan(0, _rows * _columns)) largest = Math.Max(largest, Math.Abs(cost));
        Array.Clear(_price);
        int epsilon = Math.Max(1, largest / 4);

        // Finer prices cost more in the auction than they save on the paths: a tenth of a step per row is where the sum was least.
        int last = Math.Max(1, (int)Math.Min(int.MaxValue, largest / (10L * _rows)));
        int[] waiting = new int[_rows];
        do
        {
            epsilon = Math.Max(1, epsilon / EpsilonDivisor);
            Array.Fill(_columnOf, Free);
            Array.Fill(_rowOf, Free);
            int count = _rows;
            for (int i = 0; i < _rows; i++) waiting[i] = i;
            while (count > 0)
            {
                int i = waiting[--count];
                TwoLeast(i, out int first, out int second, out int j);
                int other = _rowOf[j];
                _price[j] -= (second == int.MaxValue ? 0 : second - first) + epsilon;
                _rowOf[j] = i;
                _columnOf[i] = j;
                if (other == Free) continue;
                _columnOf[other] = Free;
                waiting[count++] = other;
            }

            // All prices may move together: the largest stays at zero.
            int top = int.MinValue;
            foreach (int price in _price) top = Math.Max(top, price);
            for (int j = 0; j < _columns; j++) _price[j] -= top;
        }
        while (epsilon > last);

        for (int i = 0; i < _rows; i++)
        {
            TwoLeast(i, out int first, out _, out _);
            int j = _columnOf[i];
            if (_cost[(i * _columns) + j] - _price[j] == first) continue;
            _columnOf[i] = Free;
            _rowOf[j] = Free;
        }
    }

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
