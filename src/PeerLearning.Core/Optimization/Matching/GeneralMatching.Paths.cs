namespace PeerLearning.Optimization;

/// <content>Swapping matched and unmatched edges, through blossoms.</content>
internal sealed partial class GeneralMatching
{
    /// <summary>Swaps matched and unmatched edges on the way from a vertex inside a blossom to its base; the vertex becomes the base.</summary>
    private void AugmentBlossom(int blossom, int vertex)
    {
        var work = new Stack<(int Blossom, int Vertex)>();
        work.Push((blossom, vertex));
        while (work.TryPop(out var task))
        {
            int b = task.Blossom, t = task.Vertex;
            while (_parent[t] != b) t = _parent[t];
            if (t >= _n) work.Push((t, task.Vertex));
            var children = _children[b]!;
            var ends = _childEnds[b]!;
            int count = children.Count, i = children.IndexOf(t);
            var (j, step, trick) = EvenWay(i, count);
            int At(int index) => index < 0 ? index + count : index;
            while (j != 0)
            {
                j += step;
                t = children[At(j)];
                int p = ends[At(j - trick)] ^ trick;
                if (t >= _n) work.Push((t, _end[p]));
                j += step;
                t = children[At(j)];
                if (t >= _n) work.Push((t, _end[p ^ 1]));
                _mate[_end[p]] = p ^ 1;
                _mate[_end[p ^ 1]] = p;
            }

            Rotate(children, i);
            Rotate(ends, i);
            _base[b] = task.Vertex;
        }
    }

    /// <summary>The way of even length from a child of a blossom to its base (child 0): where it starts (a child from the end is negative), its step, and 1 if it runs against the blossom's edges.</summary>
    private static (int Start, int Step, int Trick) EvenWay(int child, int count) => (child & 1) != 0 ? (child - count, 1, 0) : (child, -1, 1);

    private static void Rotate(List<int> list, int by)
    {
        if (by == 0) return;
        var head = list.GetRange(0, by);
        list.RemoveRange(0, by);
        list.AddRange(head);
    }

    private void Augment(int k)
    {
        for (int side = 0; side < 2; side++)
        {
            int s = _end[(2 * k) + side], p = (2 * k) + 1 - side;
            while (true)
            {
                int bs = _top[s];
                if (bs >= _n) AugmentBlossom(bs, s);
                _mate[s] = p;
                if (_labelEnd[bs] == None) break;
                int t = _end[_labelEnd[bs]], bt = _top[t];
                s = _end[_labelEnd[bt]];
                int j = _end[_labelEnd[bt] ^ 1];
                if (bt >= _n) AugmentBlossom(bt, j);
                _mate[j] = _labelEnd[bt];
                p = _labelEnd[bt] ^ 1;
            }
        }
    }
}
