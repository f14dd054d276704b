namespace PeerLearning.Optimization;

internal sealed partial class SparseAssignment
{
    // Prices are kept in eighths during the auction: finer than whole units, so that the last phase leaves almost nothing to repair.
    private const int AuctionScale = 8;
    private const int EpsilonDivisor = 4;

    // How far prices fall between two phases, in epsilons of the phase before: they overshoot by about that much, and a right node that ends with
    // an empty place and a price has to be repaired. Two was the cheapest of 1, 2, 2.5 and 4 on tight instances of 1,000 to 100,000 left nodes.
    private const int Markdown = 2;

    /// <summary>Finds good prices by an auction with scaled epsilon; the seats it leaves are near the optimum, not at it.</summary>
    private void RunAuction(CancellationToken cancellationToken)
    {
        long largest = 1;
        foreach (int cost in _cost) largest = Math.Max(largest, Math.Abs((long)cost));
        foreach (long cost in _outCost) largest = Math.Max(largest, Math.Abs(cost));
        Rescale(AuctionScale);
        _floor.CopyTo(_price, 0);
        var bids = new long[_slots.Length];
        var queue = new int[_edgeOf.Length];
        long epsilon = Math.Max(1, largest * AuctionScale / 4);
        do
        {
            for (int j = 0; j < _price.Length; j++) _price[j] = Math.Max(_floor[j], _price[j] - (Markdown * epsilon));
            epsilon = Math.Max(1, epsilon / EpsilonDivisor);
            Array.Fill(_edgeOf, Unplaced);
            Array.Clear(_used);
            for (int i = 0; i < queue.Length; i++) queue[i] = i;
            Bid(queue, bids, epsilon, cancellationToken);
        }
        while (epsilon > 1 && !cancellationToken.IsCancellationRequested);
    }

    private void Rescale(int scale)
    {
        _scale = scale;
        for (int j = 0; j < _price.Length; j++)
        {
            _price[j] = checked(_price[j] * scale);
            _floor[j] = checked(_floor[j] * scale);
        }
    }

    private void Bid(int[] queue, long[] bids, long epsilon, CancellationToken cancellationToken)
    {
        // The last to lose its place bids next: its neighbourhood is still in the cache.
        int waiting = queue.Length, rounds = 0;
        while (waiting > 0)
        {
            if ((++rounds & 0xFFFF) == 0 && cancellationToken.IsCancellationRequested) return;
            int i = queue[--waiting];
            long outside = _outCost[i] * _scale, first = outside, second = long.MaxValue;
            int best = Out, end = _start[i + 1];
            for (int e = _start[i]; e < end; e++)
            {
                long w = (_cost[e] * _scale) + _price[_to[e]];
                if (w >= second) continue;
                if (Places(_to[e]) == 0) continue;
                if (w < first)
                {
                    second = first;
                    first = w;
                    best = e;
                }
                else
                {
                    second = w;
                }
            }

            Work += end - _start[i];
            if (best == Out)
            {
                _edgeOf[i] = Out;
                continue;
            }

            int j = _to[best];
            long bid = _price[j] + (second - first) + epsilon;
            int begin = _slotStart[j], places = Places(j);
            if (_used[j] < places)
            {
                SiftUp(bids, begin, _used[j]++, bid, i);
                if (_used[j] == places) _price[j] = Math.Max(_price[j], bids[begin]);
            }
            else
            {
                int loser = _slots[begin];
                _edgeOf[loser] = Unplaced;
                queue[waiting++] = loser;
                SiftDown(bids, begin, places, bid, i);
                _price[j] = Math.Max(_price[j], bids[begin]);
            }

            _edgeOf[i] = best;
        }
    }

    private void SiftUp(long[] bids, int begin, int at, long bid, int left)
    {
        while (at > 0)
        {
            int parent = (at - 1) >> 1;
            if (bids[begin + parent] <= bid) break;
            Put(bids, begin + at, bids[begin + parent], _slots[begin + parent]);
            at = parent;
        }

        Put(bids, begin + at, bid, left);
    }

    private void SiftDown(long[] bids, int begin, int count, long bid, int left)
    {
        int at = 0;
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= count) break;
            if (child + 1 < count && bids[begin + child + 1] < bids[begin + child]) child++;
            if (bids[begin + child] >= bid) break;
            Put(bids, begin + at, bids[begin + child], _slots[begin + child]);
            at = child;
        }

        Put(bids, begin + at, bid, left);
    }

    private void Put(long[] bids, int slot, long bid, int left)
    {
        bids[slot] = bid;
        _slots[slot] = left;
        _slotOf[left] = slot;
    }
}
