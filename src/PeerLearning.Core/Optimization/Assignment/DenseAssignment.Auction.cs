namespace PeerLearning.Optimization;

/// <content>Starting prices for matrices on which paths run through most columns.</content>
internal sealed partial class DenseAssignment
{
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
}
