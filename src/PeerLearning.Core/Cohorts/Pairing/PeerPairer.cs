using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Puts peers into pairs, and one trio where somebody is left over.</summary>
/// <remarks>
/// <para>Pairs are a maximum-weight matching on a general graph, proven by dual values; a stable pairing is Irving's, and when there is none the answer says so with an odd circle of people.
/// Preferences of a stable pairing are the stated ranks, then the fit; ties go to the ordinally smaller id.</para>
/// <para>The best pairing with a trio is found by trying every trio for at most 15 people; for more, as many trios as the budget allows are tried, the most promising first, and prices of people bound what the others could give.</para>
/// <para>Can it be gamed? Yes, by stating other wishes: no stable or optimal rule of pairing is strategy-proof. A short list earns nothing.</para>
/// </remarks>
/// <param name="options">How to work; null for the defaults.</param>
public sealed class PeerPairer(PairOptions? options = null)
{
    /// <summary>How the service works.</summary>
    public PairOptions Options { get; } = options ?? new();

    /// <summary>Pairs people.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">Who is to be paired, under which rules.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The pairing. Rows with problems are left out, and the problems stand in it.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public PeerPairing Pair(Workforce workforce, PairRequest request, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        var model = PairModel.Build(workforce, request, Options, cancellationToken);
        return Options.Method == PairMethod.Stable ? Stable(model) : Best(model, cancellationToken);
    }

    private static PeerPairing Stable(PairModel model)
    {
        var (successor, hasOddCycle) = StableRoommates.Solve(Lists(model));
        var certificate = new Certificate { Proof = hasOddCycle ? Proof.Impossible : Proof.Optimal, Method = "Irving's stable roommates with Tan's stable partition", WorkSpent = model.Points.Length };
        var groups = new List<int[]>();
        var odd = new List<OddSet>();
        bool[] isSeen = new bool[model.Count];
        for (int i = 0; i < model.Count; i++)
        {
            if (isSeen[i]) continue;
            var cycle = new List<int>();
            for (int at = i; !isSeen[at]; at = successor[at])
            {
                isSeen[at] = true;
                cycle.Add(at);
            }

            if (cycle.Count == 2) groups.Add([.. cycle]);
            else if (cycle.Count > 2) odd.Add(new OddSet { People = ValueList.Copy(cycle.Select(model.IdOf)) });
        }

        certificate = certificate with { Objective = 2 * groups.Count, Bound = 2 * groups.Count };
        return new PeerPairing(model, groups, certificate, odd, successor);
    }

    private static PeerPairing Best(PairModel model, CancellationToken cancellationToken)
    {
        int n = model.Count;
        long most = Math.Max(1, model.Points.Length == 0 ? 0 : model.Points.Max()), bonus = model.Options.Method == PairMethod.MostPeople ? (most * Math.Max(1, n)) + 1 : 0;
        var solution = PairMatching.Solve(n, model.Points, bonus, cancellationToken);
        var groups = new List<int[]>();
        for (int i = 0; i < n; i++)
        {
            if (solution.Mate[i] > i) groups.Add([i, solution.Mate[i]]);
        }

        var certificate = new Certificate
        {
            Proof = Proof.Optimal,
            Method = "weighted blossoms, priced out on all pairs",
            Objective = solution.Total,
            Bound = solution.Total,
            WorkSpent = solution.DualChanges,
            Prices = ValueList.Copy(Enumerable.Range(0, n).Where(i => solution.TwiceDual[i] != 0).Select(i => Figure.Of(model.IdOf(i).Value, solution.TwiceDual[i] / 2.0))),
        };
        var odd = solution.Blossoms.Select(blossom => new OddSet { People = ValueList.Copy(blossom.Members.Select(model.IdOf)), Price = blossom.Dual }).ToList();
        if (model.Options.MakesTrios && model.Options.Method == PairMethod.MostPeople && n % 2 == 1 && groups.Count == n / 2 && n >= 3)
        {
            if (PeerTrios.Find(model, groups, solution, bonus, cancellationToken) is { } withTrio) return withTrio;
        }

        return new PeerPairing(model, groups, certificate, odd, null);
    }

    private static int[][] Lists(PairModel model)
    {
        int n = model.Count;
        var lists = new int[n][];
        for (int i = 0; i < n; i++)
        {
            var ranks = new Dictionary<int, int>();
            foreach (var wish in model.Input.Learners[i].Preferences)
            {
                int other = model.Input.LearnerAt(wish.Person);
                if (other >= 0 && other != i && wish.Rank >= 1) ranks.TryAdd(other, wish.Rank);
            }

            int peer = i;
            lists[i] = [.. Enumerable.Range(0, n).Where(j => j != peer && model.PointsOf(peer, j) >= 0).OrderBy(j => MatchRanks.Key(ranks.GetValueOrDefault(j), model.PointsOf(peer, j))).ThenBy(j => j)];
        }

        return lists;
    }
}
