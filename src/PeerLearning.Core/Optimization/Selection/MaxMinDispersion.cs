namespace PeerLearning.Optimization;

/// <summary>The team whose closest pair is as far apart as possible (p-dispersion), proven.</summary>
/// <remarks>Binary search over the distinct distances; each step asks for a clique of k items in the graph of pairs at least so far apart, by depth-first
/// search with bit sets and greedy colouring (Sayyady and Fathi, EJOR 251(2), 2016; Tomita and Seki, DMTCS 2003).</remarks>
internal static class MaxMinDispersion
{
    public static DispersionAnswer Solve(DispersionProblem problem, long nodes, CancellationToken cancellationToken = default)
    {
        double[] levels = Levels(problem);
        int low = 0, high = levels.Length - 1;
        int[] best = [];
        long work = 0;
        bool isProven = true;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            var clique = new CliqueSearch(problem, levels[middle], nodes - work, cancellationToken);
            int[]? found = clique.Find();
            work += clique.Work;
            if (found is not null)
            {
                best = found;
                low = middle + 1;
            }
            else
            {
                if (!clique.IsComplete)
                {
                    isProven = false;
                    break;
                }

                high = middle - 1;
            }
        }

        if (best.Length == 0) best = [.. Enumerable.Range(0, problem.Size)];
        double value = problem.Minimum(best);
        double bound = isProven ? value : levels[Math.Max(0, high)];
        return new DispersionAnswer(best, value, bound, isProven, work);
    }

    private static double[] Levels(DispersionProblem problem)
    {
        var values = new List<double>();
        for (int i = 0; i < problem.Count; i++)
        {
            foreach (double distance in problem.Row(i)[(i + 1)..]) values.Add(distance);
        }

        return [.. values.Distinct().Order()];
    }

    private sealed class CliqueSearch
    {
        private readonly ulong[][] _near;
        private readonly int[] _order;
        private readonly int _words;
        private readonly int _size;
        private readonly int _count;
        private readonly long _budget;
        private readonly CancellationToken _cancellationToken;
        private readonly List<int> _chosen = [];

        public CliqueSearch(DispersionProblem problem, double threshold, long budget, CancellationToken cancellationToken)
        {
            _count = problem.Count;
            _size = problem.Size;
            _budget = budget;
            _cancellationToken = cancellationToken;
            _words = (_count + 63) / 64;
            int[] degrees = new int[_count];
            for (int i = 0; i < _count; i++)
            {
                for (int j = 0; j < _count; j++) degrees[i] += i != j && problem.Distance(i, j) >= threshold ? 1 : 0;
            }

            _order = [.. Enumerable.Range(0, _count).OrderByDescending(i => degrees[i]).ThenBy(i => i)];
            _near = new ulong[_count][];
            for (int a = 0; a < _count; a++)
            {
                _near[a] = new ulong[_words];
                for (int b = 0; b < _count; b++)
                {
                    if (a != b && problem.Distance(_order[a], _order[b]) >= threshold) _near[a][b >> 6] |= 1UL << (b & 63);
                }
            }
        }

        public long Work { get; private set; }

        public bool IsComplete { get; private set; } = true;

        public int[]? Find()
        {
            ulong[] all = new ulong[_words];
            for (int i = 0; i < _count; i++) all[i >> 6] |= 1UL << (i & 63);
            return Extend(all) ? [.. _chosen.Select(i => _order[i]).Order()] : null;
        }

        private bool Extend(ulong[] candidates)
        {
            if (_chosen.Count == _size) return true;
            if (++Work > _budget || (Work % 1024 == 0 && _cancellationToken.IsCancellationRequested))
            {
                IsComplete = false;
                return false;
            }

            var (vertices, colours) = Colour(candidates);
            ulong[] left = (ulong[])candidates.Clone();
            for (int i = vertices.Length - 1; i >= 0; i--)
            {
                if (_chosen.Count + colours[i] < _size) return false;
                int vertex = vertices[i];
                ulong[] next = new ulong[_words];
                for (int w = 0; w < _words; w++) next[w] = left[w] & _near[vertex][w];
                _chosen.Add(vertex);
                if (Extend(next)) return true;
                _chosen.RemoveAt(_chosen.Count - 1);
                if (!IsComplete) return false;
                left[vertex >> 6] &= ~(1UL << (vertex & 63));
            }

            return false;
        }

        /// <summary>The candidates in the order of greedy colours; a clique takes at most one of each colour.</summary>
        private (int[] Vertices, int[] Colours) Colour(ulong[] candidates)
        {
            int total = 0;
            foreach (ulong word in candidates) total += System.Numerics.BitOperations.PopCount(word);
            int[] vertices = new int[total], colours = new int[total];
            ulong[] open = (ulong[])candidates.Clone();
            int at = 0;
            for (int colour = 1; at < total; colour++)
            {
                ulong[] free = (ulong[])open.Clone();
                for (int w = 0; w < _words; w++)
                {
                    while (free[w] != 0)
                    {
                        int vertex = (w << 6) + System.Numerics.BitOperations.TrailingZeroCount(free[w]);
                        free[w] &= free[w] - 1;
                        open[w] &= ~(1UL << (vertex & 63));
                        for (int v = w; v < _words; v++) free[v] &= ~_near[vertex][v];
                        vertices[at] = vertex;
                        colours[at++] = colour;
                    }
                }
            }

            return (vertices, colours);
        }
    }
}
