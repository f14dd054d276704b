using System.Numerics;

namespace PeerLearning.Cohorts;

/// <summary>Whether any chain of moves makes an assignment better: an exact check of optimality from nothing but the assignment and what each pair is worth.</summary>
/// <remarks>
/// An assignment is optimal if and only if no cycle of moves gains (M. Klein, Management Science 14, 1967): a learner goes from one mentor to another, whose learner goes on, until a place is empty, somebody is out, or the circle closes.
/// Cycles are looked for by Bellman and Ford's method over mentors and one node for everybody and every place that is out. Several counts that come one after another are one large whole number.
/// Shares nothing with the engines that solve. O(mentors^2) memory; O(learners x mentors + mentors^3) a cycle.
/// </remarks>
internal sealed class PlainOptimum
{
    private readonly int _learners;
    private readonly int _mentors;
    private readonly int[] _places;
    private readonly int[] _minimum;

    public PlainOptimum(int learners, int[] places, int[] minimum)
    {
        _learners = learners;
        _mentors = places.Length;
        _places = places;
        _minimum = minimum;
    }

    /// <summary>Gains until no cycle does.</summary>
    /// <param name="mentorOf">The mentor of each learner, -1 for none; stays as it is.</param>
    /// <param name="isAllowed">Whether a learner and a mentor may be matched.</param>
    /// <param name="counts">What a pair adds to each count; the first count comes first. Filling minimum places comes before all of them.</param>
    /// <returns>An optimal assignment, and whether it is better than the one given.</returns>
    public (int[] MentorOf, bool IsBetter) Improve(int[] mentorOf, Func<int, int, bool> isAllowed, params ReadOnlySpan<Func<int, int, long>> counts)
    {
        var (worth, fill) = Weigh(isAllowed, counts);
        int[] now = [.. mentorOf];
        bool any = false;
        while (Cycle(now, worth, fill) is { } cycle)
        {
            // All moves of a cycle are made at once.
            foreach (var (learner, to) in cycle) now[learner] = to;
            any = true;
        }

        return (now, any);
    }

    private (BigInteger?[,] Worth, BigInteger Fill) Weigh(Func<int, int, bool> isAllowed, ReadOnlySpan<Func<int, int, long>> counts)
    {
        var worth = new BigInteger?[_learners, _mentors];
        var unit = BigInteger.One;
        for (int k = counts.Length - 1; k >= 0; k--)
        {
            long largest = 0;
            for (int l = 0; l < _learners; l++)
            {
                for (int m = 0; m < _mentors; m++)
                {
                    if (!isAllowed(l, m)) continue;
                    long count = counts[k](l, m);
                    largest = Math.Max(largest, Math.Abs(count));
                    worth[l, m] = (worth[l, m] ?? 0) + (count * unit);
                }
            }

            // More than everybody's share of this count together, gained and lost.
            unit *= (2 * new BigInteger(largest) * (_learners + 1)) + 1;
        }

        return (worth, unit);
    }

    /// <summary>A cycle that gains, as moves of learners to mentors or, with -1, out; null when there is none.</summary>
    private List<(int Learner, int To)>? Cycle(int[] mentorOf, BigInteger?[,] worth, BigInteger fill)
    {
        // Node 0 is out: of people, and of places.
        int nodes = _mentors + 1;
        int[] load = new int[_mentors];
        var gain = new BigInteger?[nodes, nodes];
        int[,] mover = new int[nodes, nodes];
        void Offer(int from, int to, BigInteger value, int learner)
        {
            if (gain[from, to] is { } known && known >= value) return;
            gain[from, to] = value;
            mover[from, to] = learner;
        }

        for (int l = 0; l < _learners; l++)
        {
            int from = mentorOf[l] + 1;
            BigInteger here = from == 0 ? 0 : worth[l, from - 1] ?? 0;
            if (from > 0)
            {
                load[from - 1]++;
                Offer(from, 0, -here, l);
            }

            for (int m = 0; m < _mentors; m++)
            {
                if (m + 1 != from && worth[l, m] is { } there) Offer(from, m + 1, there - here, l);
            }
        }

        for (int m = 0; m < _mentors; m++)
        {
            if (load[m] < _places[m]) Offer(m + 1, 0, load[m] < _minimum[m] ? fill : 0, -1);
            if (load[m] > 0) Offer(0, m + 1, load[m] <= _minimum[m] ? -fill : 0, -1);
        }

        var best = new BigInteger[nodes];
        int[] before = new int[nodes];
        Array.Fill(before, -1);
        int changed = -1;
        for (int round = 0; round <= nodes; round++)
        {
            changed = -1;
            for (int from = 0; from < nodes; from++)
            {
                for (int to = 0; to < nodes; to++)
                {
                    if (gain[from, to] is not { } value || best[from] + value <= best[to]) continue;
                    best[to] = best[from] + value;
                    before[to] = from;
                    changed = to;
                }
            }

            if (changed < 0) return null;
        }

        for (int back = 0; back < nodes; back++) changed = before[changed];
        var moves = new List<(int, int)>();
        int node = changed;
        do
        {
            int from = before[node];
            if (mover[from, node] >= 0) moves.Add((mover[from, node], node - 1));
            node = from;
        }
        while (node != changed);
        return moves;
    }
}
