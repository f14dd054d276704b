using System.Diagnostics;
using PeerLearning.Cohorts;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Pairs of peers: maximum-weight matchings on complete graphs, brute force on small ones, stable pairings with their proofs.</summary>
internal sealed class PairsArea : IArea
{
    // Optima of the generator's instances, found alike by NetworkX and LEMON.
    private static readonly (int N, long Optimum)[] Known = [(100, 4_946), (200, 9_970), (400, 19_996), (800, 39_999), (1000, 50_000), (2000, 100_000)];

    public string Name => "pairs";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        foreach (var (n, optimum) in Known) yield return new Case($"generated/mdgp-int {n} 1", () => Complete(n, MatchingInstances.Pairs(n, 1), optimum));
        for (ulong seed = 1; seed <= (ulong)options.Seeds; seed++)
        {
            ulong one = seed;
            yield return new Case($"generated/wide-weights 1000 {seed}", () => Complete(1000, Wide(1000, one), null));
            yield return new Case($"generated/stable 200 {seed}", () => Service(200, one, PairMethod.Stable));
            yield return new Case($"generated/trio 151 {seed}", () => Service(151, one, PairMethod.MostPeople));
        }

        yield return new Case("brute-force/weighted", () => BruteForce(20_000));
    }

    private static int[] Wide(int n, ulong seed)
    {
        int[] weight = new int[n * n];
        ulong t = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++) weight[(i * n) + j] = weight[(j * n) + i] = (int)(MatchingInstances.Random(seed, t++) % 1_000_001);
        }

        return weight;
    }

    private static CaseOutcome Complete(int n, int[] weight, long? optimum)
    {
        for (int i = 0; i < n; i++) weight[(i * n) + i] = -1;
        long bonus = (weight.Max() * (long)n) + 1;
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var solution = PairMatching.Solve(n, weight, bonus);
        double seconds = watch.Elapsed.TotalSeconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        long total = 0, twice = solution.TwiceDual.Sum();
        bool isSound = Array.TrueForAll(solution.TwiceDual, dual => dual >= 0);
        long[,] cover = new long[n, n];
        foreach (var (members, dual) in solution.Blossoms)
        {
            isSound &= dual >= 0 && members.Length % 2 == 1;
            twice += 2 * dual * (members.Length / 2);
            foreach (int a in members)
            {
                foreach (int b in members) cover[a, b] += 2 * dual;
            }
        }

        int pairs = 0;
        for (int i = 0; i < n; i++)
        {
            int mate = solution.Mate[i];
            isSound &= mate < 0 || solution.Mate[mate] == i;
            for (int j = i + 1; j < n; j++)
            {
                isSound &= weight[(i * n) + j] < 0 || solution.TwiceDual[i] + solution.TwiceDual[j] + cover[i, j] >= 2 * (weight[(i * n) + j] + bonus);
                if (mate != j) continue;
                total += weight[(i * n) + j];
                pairs++;
            }
        }

        double bound = (twice / 2.0) - (bonus * pairs);
        return new CaseOutcome
        {
            Ok = isSound && total == bound && (optimum is null || total == optimum),
            Value = total,
            Reference = optimum ?? bound,
            Gap = bound - total,
            Seconds = seconds,
            AllocatedBytes = bytes,
            Proven = total == bound,
            Verified = isSound && total == bound,
            Detail = $"{solution.DualChanges} dual changes, {solution.Blossoms.Count} blossoms",
        };
    }

    private static CaseOutcome Service(int n, ulong seed, PairMethod method)
    {
        var workforce = Workforce.Create(Enumerable.Range(0, n).Select(i => new Person { Id = new PersonId($"P{i:0000}") }));
        var fits = new List<PairFit>();
        ulong t = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++) fits.Add(new PairFit(workforce.IdAt(i), workforce.IdAt(j), (int)(MatchingInstances.Random(seed, t++) % 1001)));
        }

        var peers = Enumerable.Range(0, n).Select(i =>
        {
            var order = Enumerable.Range(0, n).Where(j => j != i).OrderBy(j => MatchingInstances.Random(seed ^ 77, (ulong)((i * n) + j))).Select(workforce.IdAt).ToArray();
            return new Peer { Person = workforce.IdAt(i), Preferences = method == PairMethod.Stable ? Preference.InOrder(order) : [] };
        });
        var request = new PairRequest { Peers = [.. peers], Fits = fits };
        var watch = Stopwatch.StartNew();
        var pairing = new PeerPairer(new PairOptions { Method = method }).Pair(workforce, request);
        double seconds = watch.Elapsed.TotalSeconds;
        var problems = pairing.Verify(workforce, request);
        var certificate = pairing.Certificate;
        return new CaseOutcome
        {
            Ok = problems.Count == 0,
            Value = certificate.Objective,
            Reference = certificate.Bound,
            Gap = certificate.Gap,
            Seconds = seconds,
            Proven = certificate.Proof is Proof.Optimal or Proof.Impossible,
            Verified = problems.Count == 0,
            Detail = problems.Count > 0 ? problems[0].ToString() : pairing.Reasons[^1].ToString(),
        };
    }

    private static CaseOutcome BruteForce(int count)
    {
        int equal = 0;
        ulong counter = 0;
        int Next(int bound) => (int)(MatchingInstances.Random(4, counter++) % (ulong)bound);
        for (int t = 0; t < count; t++)
        {
            int n = Next(9) + 2, range = Next(2) == 0 ? 5 : 500, density = Next(100);
            List<int> first = [], second = [];
            List<long> weight = [];
            long[,] table = new long[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = i + 1; j < n; j++)
                {
                    if (Next(100) > density) continue;
                    first.Add(i);
                    second.Add(j);
                    weight.Add(Next(range));
                    table[i, j] = table[j, i] = weight[^1];
                }
            }

            long[] best = new long[1 << n];
            for (int set = 1; set < 1 << n; set++)
            {
                int i = System.Numerics.BitOperations.TrailingZeroCount(set), rest = set & ~(1 << i);
                best[set] = best[rest];
                for (int j = i + 1; j < n; j++)
                {
                    if ((rest >> j & 1) != 0) best[set] = Math.Max(best[set], best[rest & ~(1 << j)] + table[i, j]);
                }
            }

            if (GeneralMatching.Solve(n, [.. first], [.. second], [.. weight]).Total == best[^1]) equal++;
        }

        return new CaseOutcome { Ok = equal == count, Value = equal, Reference = count, Gap = count - equal, Proven = true, Verified = equal == count, Detail = "random graphs whose optimum equals brute force" };
    }
}
