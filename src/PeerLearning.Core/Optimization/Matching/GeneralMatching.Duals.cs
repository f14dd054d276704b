namespace PeerLearning.Optimization;

/// <content>The dual values and how far they go.</content>
internal sealed partial class GeneralMatching
{
    /// <summary>Moves the dual values as far as they go; false when a free vertex has reached zero, which ends everything.</summary>
    private bool ChangeDuals()
    {
        DualChanges++;
        int kind = 1, edge = None, blossom = None;
        long delta = long.MaxValue;
        for (int v = 0; v < _n; v++) delta = Math.Min(delta, _dual[v]);
        for (int v = 0; v < _n; v++)
        {
            if (_label[_top[v]] != 0 || _bestEdge[v] == None) continue;
            long d = Slack(_bestEdge[v]);
            if (d >= delta) continue;
            delta = d;
            kind = 2;
            edge = _bestEdge[v];
        }

        for (int b = 0; b < 2 * _n; b++)
        {
            if (_parent[b] != None || _label[b] != Outer || _bestEdge[b] == None) continue;
            long d = Slack(_bestEdge[b]) / 2;
            if (d >= delta) continue;
            delta = d;
            kind = 3;
            edge = _bestEdge[b];
        }

        for (int b = _n; b < 2 * _n; b++)
        {
            if (_base[b] < 0 || _parent[b] != None || _label[b] != Inner || _dual[b] >= delta) continue;
            delta = _dual[b];
            kind = 4;
            blossom = b;
        }

        for (int v = 0; v < _n; v++)
        {
            int label = _label[_top[v]];
            if (label == Outer) _dual[v] -= delta;
            else if (label == Inner) _dual[v] += delta;
        }

        for (int b = _n; b < 2 * _n; b++)
        {
            if (_base[b] < 0 || _parent[b] != None) continue;
            if (_label[b] == Outer) _dual[b] += delta;
            else if (_label[b] == Inner) _dual[b] -= delta;
        }

        switch (kind)
        {
            case 1:
                return false;
            case 2:
                _isTight[edge] = true;
                int u = _end[2 * edge];
                if (_label[_top[u]] == 0) u = _end[(2 * edge) + 1];
                _queue.Add(u);
                break;
            case 3:
                _isTight[edge] = true;
                _queue.Add(_end[2 * edge]);
                break;
            default:
                Expand(blossom, false);
                break;
        }

        return true;
    }
}
