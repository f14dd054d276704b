using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Tests.People;

namespace PeerLearning.Tests.Cohorts;

public class PeerPairerTests
{
    private static PairRequest Random(Workforce workforce, ref SeededRandom random, int count)
    {
        var peers = new List<Peer>();
        for (int i = 0; i < count; i++)
        {
            var wishes = new List<Preference>();
            for (int j = 0; j < count; j++)
            {
                if (j != i && random.Next(2) == 0) wishes.Add(new Preference(workforce.IdAt(j), random.Next(6) + 1));
            }

            peers.Add(new Peer { Person = workforce.IdAt(i), Preferences = wishes, EarlierPeers = random.Next(5) == 0 ? [workforce.IdAt((i + 1) % count)] : [] });
        }

        var rules = new List<Rule> { new ReportingLineRule { Depth = 1 } };
        if (random.Next(2) == 0) rules.Add(new ApartRule(workforce.IdAt(0), workforce.IdAt(1)));
        if (random.Next(4) == 0) rules.Add(new ExcludeRule(workforce.IdAt(2)));
        return new PairRequest { Peers = peers, Rules = rules };
    }

    [Theory]
    [InlineData(PairMethod.MostPeople)]
    [InlineData(PairMethod.HighestTotal)]
    public void Small_pairings_agree_with_brute_force_and_verify(PairMethod method)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            int n = 4 + random.Next(6);
            var workforce = Workforce.Create(Org.Random(12, seed));
            var request = Random(workforce, ref random, n);
            var options = new PairOptions { Method = method, MakesTrios = seed % 2 == 0 };
            var pairing = new PeerPairer(options).Pair(workforce, request);
            Assert.Empty(pairing.Verify(workforce, request));
            Assert.Equal(Proof.Optimal, pairing.Certificate.Proof);
            var model = PairModel.Build(workforce, request, options, default);
            bool hasTrio = pairing.Groups.Any(group => group.People.Count == 3);
            long[] best = [.. Enumerable.Repeat(long.MinValue, 1 << n)];
            best[0] = 0;
            long person = method == PairMethod.MostPeople ? 10_000_000 : 0;
            for (int set = 1; set < 1 << n; set++)
            {
                int i = System.Numerics.BitOperations.TrailingZeroCount(set), rest = set & ~(1 << i);
                best[set] = best[rest];
                for (int j = i + 1; j < n; j++)
                {
                    if ((rest >> j & 1) != 0 && model.PointsOf(i, j) >= 0) best[set] = Math.Max(best[set], best[rest & ~(1 << j)] + (2 * (model.PointsOf(i, j) + person)));
                }
            }

            long expected = best[^1];
            if (hasTrio)
            {
                expected = long.MinValue;
                for (int a = 0; a < n; a++)
                {
                    for (int b = a + 1; b < n; b++)
                    {
                        for (int c = b + 1; c < n; c++)
                        {
                            if (model.PointsOf(a, b) < 0 || model.PointsOf(b, c) < 0 || model.PointsOf(a, c) < 0) continue;
                            expected = Math.Max(expected, best[((1 << n) - 1) & ~(1 << a | 1 << b | 1 << c)] - (2 * person * ((n - 3) / 2)) + model.PointsOf(a, b) + model.PointsOf(b, c) + model.PointsOf(a, c));
                        }
                    }
                }
            }

            long twice = (long)(2 * pairing.Certificate.Objective);
            if (!hasTrio) twice += 2 * pairing.Groups.Count * (person - pairing.PointsPerPair);
            Assert.Equal((seed, expected), (seed, twice));
        }
    }

    [Fact]
    public void Stable_pairings_agree_with_brute_force_and_prove_when_there_is_none()
    {
        int none = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new SeededRandom((ulong)seed);
            int n = 4 + random.Next(4);
            var workforce = Workforce.Create(Org.Random(10, seed));
            var request = Random(workforce, ref random, n) with { Rules = [] };
            var options = new PairOptions { Method = PairMethod.Stable, OnlyPreferred = random.Next(2) == 0 };
            var pairing = new PeerPairer(options).Pair(workforce, request);
            Assert.Empty(pairing.Verify(workforce, request));
            var model = PairModel.Build(workforce, request, options, default);
            var fit = new PlainFit(workforce, PairModel.AsMatch(request), PairModel.AsMatch(options));
            long[,] key = new long[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++) key[i, j] = model.PointsOf(i, j) < 0 ? long.MaxValue : (fit.LearnerKey(model.IdOf(i), model.IdOf(j)) * 100) + j;
            }

            int[] mate = [.. Enumerable.Repeat(-1, n)];
            bool exists = Try(0);
            if (!exists) none++;
            Assert.Equal((seed, exists), (seed, pairing.Certificate.Proof == Proof.Optimal));
            Assert.Equal(exists, pairing.OddSets.Count == 0);

            bool Try(int i)
            {
                if (i == n)
                {
                    for (int a = 0; a < n; a++)
                    {
                        for (int b = a + 1; b < n; b++)
                        {
                            if (key[a, b] == long.MaxValue || mate[a] == b) continue;
                            if ((mate[a] < 0 || key[a, b] < key[a, mate[a]]) && (mate[b] < 0 || key[b, a] < key[b, mate[b]])) return false;
                        }
                    }

                    return true;
                }

                if (mate[i] >= 0) return Try(i + 1);
                if (Try(i + 1)) return true;
                for (int j = i + 1; j < n; j++)
                {
                    if (mate[j] >= 0 || key[i, j] == long.MaxValue) continue;
                    (mate[i], mate[j]) = (j, i);
                    if (Try(i + 1)) return true;
                    (mate[i], mate[j]) = (-1, -1);
                }

                return false;
            }
        }

        Assert.True(none > 5);
    }

    [Fact]
    public void The_order_of_the_input_changes_nothing_and_a_tampered_request_is_noticed()
    {
        var people = Org.Random(41, 2);
        var workforce = Workforce.Create(people);
        var random = new SeededRandom(2);
        var request = Random(workforce, ref random, 41);
        foreach (var method in Enum.GetValues<PairMethod>())
        {
            var pairer = new PeerPairer(new PairOptions { Method = method });
            var pairing = pairer.Pair(workforce, request);
            Assert.Empty(pairing.Verify(workforce, request));
            var shuffled = request.Peers.ToArray();
            random.Shuffle<Peer>(shuffled);
            Assert.Equal(pairing.Groups.Select(group => group.ToString()), pairer.Pair(workforce, request with { Peers = shuffled }).Groups.Select(group => group.ToString()));
            var first = pairing.Groups[0].People;
            Assert.NotEmpty(pairing.Verify(workforce, request with { Rules = [.. request.Rules, new ApartRule(first[0], first[1])] }));
            Assert.NotEmpty(pairing.Verify(workforce, request with { Peers = [.. request.Peers.Skip(1)] }));
        }
    }

    [Fact]
    public void Every_problem_of_the_rows_is_reported_at_once()
    {
        var workforce = Workforce.Create([Org.Person("a"), Org.Person("b"), Org.Person("c")]);
        PairRequest request = new()
        {
            Peers = [new() { Person = new("a"), Preferences = [new(new("a"), 1), new(new("x"), 1), new(new("b"), 0)] }, new() { Person = new("b") }, new() { Person = new("b") }, null!, new() { Person = default }, new() { Person = new("y") }],
            Rules = [new IncludeRule(new PersonId("a"))],
        };
        var pairing = new PeerPairer().Pair(workforce, request);
        Assert.Equal(
            ["pair.peer.blank", "pair.peer.duplicate", "pair.peer.missing", "pair.peer.preference.rank", "pair.peer.preference.self", "pair.peer.preference.unknown", "pair.peer.unknown", "pair.rule.include"],
            pairing.Problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));
        Assert.Equal(["a", "b"], Assert.Single(pairing.Groups).People.Select(person => person.Value));
    }
}
