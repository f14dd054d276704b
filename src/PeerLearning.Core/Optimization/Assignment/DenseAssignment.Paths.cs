using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PeerLearning.Optimization;

/// <content>Shortest augmenting paths, a whole row at a time.</content>
internal sealed partial class DenseAssignment
{
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
}
