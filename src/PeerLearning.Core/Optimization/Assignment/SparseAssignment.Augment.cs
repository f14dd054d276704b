namespace PeerLearning.Optimization;

internal sealed partial class SparseAssignment
{
    /// <summary>Places a left node by a shortest augmenting path; prices of the passed right nodes rise so that all stay content.</summary>
    private void Augment(int root)
    {
        NextRound();
        long best = _outCost[root] * _scale;
        int bestRight = Out, bestLeft = root;
        Relax(root, 0, ref best, ref bestRight, ref bestLeft);
        while (true)
        {
            int j;
            long d;
            if (_zeroCount > 0)
            {
                j = _zero[--_zeroCount];
                d = _distance[j];
                if (d >= best) continue;
            }
            else
            {
                if (_heap.Count == 0 || _heap.MinKey >= best) break;
                j = _heap.Pop(out d);
                if (d != _distance[j] || _stamp[j] == -_round) continue;
            }

            _stamp[j] = -_round;
            _settled[_settledCount++] = j;
            long price = _price[j];
            int end = _slotStart[j] + _used[j];
            for (int s = _slotStart[j]; s < end; s++)
            {
                int i = _slots[s];
                // The node leaves j at no cost; what it pays elsewhere is measured from what it pays here.
                long offset = d - ((_cost[_edgeOf[i]] * _scale) + price);
                long outside = offset + (_outCost[i] * _scale);
                if (outside < best)
                {
                    best = outside;
                    bestRight = Out;
                    bestLeft = i;
                }

                Relax(i, offset, ref best, ref bestRight, ref bestLeft, d);
            }
        }

        for (int k = 0; k < _settledCount; k++)
        {
            int j = _settled[k];
            if (_distance[j] < best) _price[j] += best - _distance[j];
        }

        Shift(root, bestRight, bestLeft);
    }

    private void Relax(int left, long offset, ref long best, ref int bestRight, ref int bestLeft, long level = long.MinValue)
    {
        int begin = _start[left], end = _start[left + 1];
        Work += end - begin;
        int[] to = _to, cost = _cost;
        for (int e = begin; e < end; e++)
        {
            int j = to[e];
            long d = offset + (cost[e] * _scale) + _price[j];
            if (d >= best) continue;
            int stamp = _stamp[j];
            if (stamp == -_round || (stamp == _round && d >= _distance[j])) continue;
            int places = _places[j];
            if (places == 0) continue;
            _stamp[j] = _round;
            _distance[j] = d;
            _parentLeft[j] = left;
            _parentEdge[j] = e;
            if (_used[j] < places)
            {
                best = d;
                bestRight = j;
                bestLeft = Out;
            }
            else if (d == level)
            {
                _zero[_zeroCount++] = j;
            }
            else
            {
                _heap.Push(d, j);
            }
        }
    }

    /// <summary>Moves the nodes along the found path, its end first.</summary>
    private void Shift(int root, int right, int outLeft)
    {
        int i, slot;
        if (right == Out)
        {
            i = outLeft;
            _touched?.Add(i);
            if (i == root)
            {
                _edgeOf[root] = Out;
                return;
            }

            slot = _slotOf[i];
            right = _to[_edgeOf[i]];
            _edgeOf[i] = Out;
        }
        else
        {
            slot = _slotStart[right] + _used[right]++;
        }

        while (true)
        {
            i = _parentLeft[right];
            _touched?.Add(i);
            int edge = _parentEdge[right];
            int oldSlot = _slotOf[i], oldEdge = _edgeOf[i];
            _slots[slot] = i;
            _slotOf[i] = slot;
            _edgeOf[i] = edge;
            if (i == root) return;
            slot = oldSlot;
            right = _to[oldEdge];
        }
    }

    /// <summary>
    /// Settles a right node that has an empty place and yet a price: fills the place with whoever loses least, or lowers prices, along the cheapest
    /// path to a node that stays out or to a right node whose price may fall to its floor.
    /// </summary>
    private void Release(int root)
    {
        MakeBackRows();
        NextRound();
        _stamp[root] = _round;
        _distance[root] = 0;
        _parentLeft[root] = Out;
        long best = _price[root] - _floor[root];
        int bestRight = root, bestLeft = Out, bestEdge = Out;
        _heap.Push(0, root);
        while (_heap.Count > 0 && _heap.MinKey < best)
        {
            int j = _heap.Pop(out long d);
            if (d != _distance[j] || _stamp[j] == -_round) continue;
            _stamp[j] = -_round;
            _settled[_settledCount++] = j;
            long price = _price[j];
            int end = _backStart![j + 1];
            Work += end - _backStart[j];
            for (int b = _backStart[j]; b < end; b++)
            {
                int i = _backLeft![b], e = _backEdge![b], current = _edgeOf[i];
                if (current >= 0)
                {
                    int from = _to[current];
                    if (from == j) continue;
                    int stamp = _stamp[from];
                    if (stamp == -_round) continue;
                    long nd = d + ((_cost[e] - (long)_cost[current]) * _scale) + price - _price[from];
                    if (nd >= best || (stamp == _round && nd >= _distance[from])) continue;
                    _stamp[from] = _round;
                    _distance[from] = nd;
                    _parentLeft[from] = i;
                    _parentEdge[from] = e;
                    long end2 = nd + _price[from] - _floor[from];
                    if (end2 < best)
                    {
                        best = end2;
                        bestRight = from;
                        bestLeft = Out;
                    }

                    _heap.Push(nd, from);
                }
                else if (current == Out)
                {
                    long nd = d + (_cost[e] * _scale) + price - (_outCost[i] * _scale);
                    if (nd >= best) continue;
                    best = nd;
                    bestRight = j;
                    bestLeft = i;
                    bestEdge = e;
                }
            }
        }

        for (int k = 0; k < _settledCount; k++)
        {
            int j = _settled[k];
            if (_distance[j] < best) _price[j] -= best - _distance[j];
        }

        // Pull the nodes towards the root: the one found last takes the place nearest to the end of the path.
        if (bestLeft != Out)
        {
            Pull(bestLeft, bestEdge, bestRight, root);
        }
        else if (bestRight != root)
        {
            int i = _parentLeft[bestRight], e = _parentEdge[bestRight];
            Unseat(i);
            Pull(i, e, _to[e], root);
        }
    }

    /// <summary>Seats a node that holds no place, after whoever stood on the path there has moved on towards the root.</summary>
    private void Pull(int left, int edge, int right, int root)
    {
        while (right != root)
        {
            int next = _parentLeft[right], nextEdge = _parentEdge[right];
            Unseat(next);
            Seat(left, edge);
            left = next;
            edge = nextEdge;
            right = _to[nextEdge];
        }

        Seat(left, edge);
    }

    private int _zeroCount;

    private void NextRound()
    {
        if (++_round == int.MaxValue)
        {
            Array.Clear(_stamp);
            _round = 1;
        }

        _heap.Clear();
        _zeroCount = 0;
        _settledCount = 0;
    }

    private void MakeBackRows()
    {
        if (_backStart is not null) return;
        int right = _price.Length;
        var start = new int[right + 1];
        foreach (int j in _to) start[j + 1]++;
        for (int j = 0; j < right; j++) start[j + 1] += start[j];
        var left = new int[_to.Length];
        var edge = new int[_to.Length];
        var next = start.AsSpan(0, right).ToArray();
        for (int i = 0; i < _edgeOf.Length; i++)
        {
            for (int e = _start[i]; e < _start[i + 1]; e++)
            {
                int at = next[_to[e]]++;
                left[at] = i;
                edge[at] = e;
            }
        }

        _backStart = start;
        _backLeft = left;
        _backEdge = edge;
    }

    /// <summary>Restores the optimum after prices or places have changed: every left node to a cheapest edge, every empty place to its floor.</summary>
    /// <returns>Whether the work was finished.</returns>
    private bool RepairAll(CancellationToken cancellationToken)
    {
        for (int i = 0; i < _edgeOf.Length; i++)
        {
            int edge = _edgeOf[i];
            if (edge == Gone) continue;
            int best = Cheapest(i, out long value);
            if (edge != Unplaced && ValueOf(i) == value) continue;
            Unseat(i);
            if (best == Out) _edgeOf[i] = Out;
        }

        for (int i = 0, n = 0; i < _edgeOf.Length; i++)
        {
            if (_edgeOf[i] != Unplaced) continue;
            if ((n++ & 63) == 0 && cancellationToken.IsCancellationRequested) return false;
            Augment(i);
        }

        for (int j = 0; j < _price.Length; j++)
        {
            if ((j & 63) == 0 && cancellationToken.IsCancellationRequested) return false;
            while (_used[j] < Places(j) && _price[j] > _floor[j]) Release(j);
            if (Places(j) == 0) _price[j] = Math.Max(_price[j], _floor[j]);
        }

        return true;
    }
}
