using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PeerLearning.Optimization;

/// <content>Starting prices: columns by their least cost, then bids of rows.</content>
internal sealed partial class DenseAssignment
{
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
}
