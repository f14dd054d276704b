using PeerLearning.Cohorts;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Evaluation.Areas;

/// <summary>The generated instances of the matching comparisons: SplitMix64 in counter mode and integer arithmetic, the same in any language.</summary>
internal static class MatchingInstances
{
    public static ulong Random(ulong seed, ulong counter)
    {
        unchecked
        {
            ulong z = seed + ((counter + 1) * 0x9E3779B97F4A7C15UL);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary><c>lsa-int n seed max</c>: costs 1..max, row by row.</summary>
    public static int[] Dense(int n, ulong seed, ulong max)
    {
        var cost = new int[n * n];
        for (int t = 0; t < cost.Length; t++) cost[t] = (int)(Random(seed, (ulong)t) % max) + 1;
        return cost;
    }

    /// <summary><c>lsa-mw n</c>: Machol and Wien's worst case.</summary>
    public static int[] MacholWien(int n)
    {
        var cost = new int[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) cost[(i * n) + j] = (i + 1) * (j + 1);
        }

        return cost;
    }

    /// <summary><c>b2b</c> (slack) and <c>b2bt</c> (tight and skewed): learners with k candidate mentors each, 100,000 for staying out.</summary>
    public static AssignmentGraph Capacitated(int learners, int mentors, int candidates, ulong seed, bool tight)
    {
        int edges = 0;
        int[] start = new int[learners + 1], to = new int[learners * candidates], cost = new int[learners * candidates], capacity = new int[mentors];
        for (int i = 0; i < learners; i++)
        {
            for (int s = 0; s < candidates; s++)
            {
                var (mentor, price) = Slot(((long)i * candidates) + s, mentors, seed, tight);

                // The first of twins stands.
                if (to.AsSpan(start[i], edges - start[i]).Contains(mentor)) continue;
                to[edges] = mentor;
                cost[edges++] = price;
            }

            start[i + 1] = edges;
        }

        Array.Resize(ref to, edges);
        Array.Resize(ref cost, edges);
        for (int j = 0; j < mentors; j++) capacity[j] = Places(j, learners, mentors, seed, tight);
        var outCost = new long[learners];
        Array.Fill(outCost, 100_000);
        return new AssignmentGraph { LeftCount = learners, RightCount = mentors, Start = start, To = to, Cost = cost, Capacity = capacity, OutCost = outCost };
    }

    private static (int Mentor, int Cost) Slot(long slot, int mentors, ulong seed, bool tight)
    {
        ulong t = 1 + (2 * (ulong)slot), m = (ulong)mentors, mentor = Random(seed, t) % m;
        if (tight) mentor = mentor * (Random(seed ^ 0x5A5A, t) % m) / m;
        return ((int)mentor, (int)(Random(seed, t + 1) % 1000) + 1);
    }

    private static int Places(int mentor, int learners, int mentors, ulong seed, bool tight) =>
        ((learners + mentors - 1) / mentors) + (tight ? 0 : (int)(Random(seed ^ 0xC0FFEE, (ulong)mentor) % 3));

    /// <summary>The values that the instances' definition gives for a re-implementation to compare with: expected beside found.</summary>
    public static IEnumerable<(string What, string Expected, string Found)> Checksums()
    {
        yield return ("r(1,0) r(1,1) r(42,7)", "10451216379200822465 13757245211066428519 14769051326987775908", $"{Random(1, 0)} {Random(1, 1)} {Random(42, 7)}");
        foreach (var (n, real, whole) in new[] { (120, 357_474_138L, 359_598L), (960, 23_054_145_719L, 23_014_072L) })
        {
            ulong pairs = (ulong)n * (ulong)(n - 1) / 2;
            yield return ($"mdgp-real {n} seed 1: sum*1000", $"{real}", $"{Sum(pairs, t => Random(1, t) % 100_001)}");
            yield return ($"mdgp-int {n} seed 1: sum", $"{whole}", $"{Pairs(n, 1).Sum(weight => (long)weight) / 2}");
        }

        foreach (var (n, max, sum) in new[] { (1000, 1_000UL, 499_946_221L), (1000, 1_000_000UL, 500_163_106_221L), (3000, 1_000_000UL, 4_500_461_035_715L) })
        {
            yield return ($"lsa-int {n} seed 1 max {max}: sum", $"{sum}", $"{Dense(n, 1, max).Sum(cost => (long)cost)}");
        }

        foreach (var (tight, sums) in new[] { (false, "986249 9967645 1096"), (true, "474469 9967645 1000") })
        {
            var slots = Enumerable.Range(0, 20_000).Select(slot => Slot(slot, 100, 1, tight)).ToList();
            yield return ($"{(tight ? "b2bt" : "b2b")} 1000 100 20 1: sum mentor, cost, cap", sums, $"{slots.Sum(slot => slot.Mentor)} {slots.Sum(slot => slot.Cost)} {Enumerable.Range(0, 100).Sum(j => Places(j, 1000, 100, 1, tight))}");
        }

        yield return ("feat 1000 8 1: sum*1000", "39897345", $"{Sum(8000, t => Random(1, t) % 10_001)}");
        var (lists, keys) = Hospitals(100, 20, 1, 5);
        var first = Enumerable.Range(0, lists.Length).Where(e => lists[e] == 0).OrderBy(e => keys[e]).Take(8).Select(e => e / 5);
        yield return ("hr R=100 H=20 k=5 seed 1: resident 0, hospital 0", "[5, 9, 14, 15, 13] [17, 96, 27, 61, 8, 72, 81, 10]", $"[{string.Join(", ", lists[..5])}] [{string.Join(", ", first)}]");

        static ulong Sum(ulong count, Func<ulong, ulong> value)
        {
            ulong sum = 0;
            for (ulong t = 0; t < count; t++) sum += value(t);
            return sum;
        }
    }

    /// <summary><c>hr</c>: the residents' lists of k hospitals each, and the hospitals' keys for the residents who list them.</summary>
    public static (int[] Lists, ulong[] Keys) Hospitals(int residents, int hospitals, ulong seed, int choices)
    {
        int[] lists = new int[residents * choices], all = new int[hospitals], undo = new int[choices];
        for (int h = 0; h < hospitals; h++) all[h] = h;
        var keys = new ulong[lists.Length];
        for (int i = 0; i < residents; i++)
        {
            for (int s = 0; s < choices; s++)
            {
                int q = s + (int)(Random(seed, ((ulong)i * (ulong)choices) + (ulong)s) % (ulong)(hospitals - s));
                undo[s] = q;
                (all[s], all[q]) = (all[q], all[s]);
                lists[(i * choices) + s] = all[s];
                keys[(i * choices) + s] = Random(seed ^ 0xABCDEF, ((ulong)all[s] * (ulong)residents) + (ulong)i);
            }

            for (int s = choices - 1; s >= 0; s--) (all[s], all[undo[s]]) = (all[undo[s]], all[s]);
        }

        return (lists, keys);
    }

    /// <summary><c>mdgp-int n seed</c>: symmetric weights 0..100, pair by pair.</summary>
    public static int[] Pairs(int n, ulong seed)
    {
        var weight = new int[n * n];
        ulong t = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++) weight[(i * n) + j] = weight[(j * n) + i] = (int)(Random(seed, t++) % 101);
        }

        return weight;
    }

    /// <summary><c>hr</c> as a market: hospitals of equal size rank the residents who list them by their keys.</summary>
    public static StableGraph Market(int residents, int hospitals, int places, int choices)
    {
        var (lists, keys) = Hospitals(residents, hospitals, 1, choices);
        int[] start = new int[residents + 1], leftRank = new int[lists.Length], order = new int[lists.Length], rightRank = new int[lists.Length], capacity = new int[hospitals];
        for (int i = 0; i < residents; i++) start[i + 1] = (i + 1) * choices;
        for (int e = 0; e < lists.Length; e++) (leftRank[e], order[e]) = (e % choices, e);
        Array.Sort(keys, order);
        for (int k = 0; k < order.Length; k++) rightRank[order[k]] = k;
        Array.Fill(capacity, places);
        return new StableGraph { LeftCount = residents, RightCount = hospitals, Start = start, To = lists, LeftRank = leftRank, RightRank = rightRank, Capacity = capacity };
    }

    /// <summary>The slack capacitated instance as a request whose host brings the fits: 1001 less the cost.</summary>
    public static (Workforce Workforce, MatchRequest Request) Hosted(int learners, int mentors, int candidates)
    {
        var graph = Capacitated(learners, mentors, candidates, 1, tight: false);
        var workforce = Workforce.Create(Enumerable.Range(0, learners + mentors).Select(i => new Person { Id = new PersonId($"P{i:0000000}") }));
        var fits = new PairFit[graph.EdgeCount];
        for (int i = 0; i < learners; i++)
        {
            for (int e = graph.Start[i]; e < graph.Start[i + 1]; e++) fits[e] = new PairFit(workforce.IdAt(i), workforce.IdAt(learners + graph.To[e]), 1001 - graph.Cost[e]);
        }

        return (workforce, new MatchRequest
        {
            Learners = [.. Enumerable.Range(0, learners).Select(i => new Learner { Person = workforce.IdAt(i) })],
            MentorPlaces = [.. Enumerable.Range(0, mentors).Select(j => new MentorPlace { Person = workforce.IdAt(learners + j), Places = graph.Capacity[j] })],
            Fits = fits,
        });
    }

    /// <summary>An organisation with reporting lines, units, languages and time zones, and a request with all kinds of rules.</summary>
    public static (Workforce Workforce, MatchRequest Request) Organisation(int learners, int mentors)
    {
        ulong counter = 0;
        int Next(int bound) => (int)(Random(5, counter++) % (ulong)bound);
        string[] zones = ["Europe/Paris", "Europe/London", "America/New_York", "America/Chicago", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Singapore", "Australia/Sydney"];
        int count = learners + mentors;
        var people = new List<Person>(count);
        for (int i = 0; i < count; i++)
        {
            people.Add(new Person
            {
                Id = new PersonId($"P{i:0000000}"),
                BusinessUnit = $"Unit {Next(12)}",
                TimeZone = zones[Next(zones.Length)],
                Manager = i == 0 ? null : new PersonId($"P{Next(Math.Max(1, i / 10)):0000000}"),
                Languages = Next(3) == 0 ? ["English"] : ["English", $"Language {Next(4)}"],
            });
        }

        var workforce = Workforce.Create(people);
        bool[] isMentor = new bool[count];
        for (int k = 0; k < mentors;)
        {
            int one = Next(count);
            if (isMentor[one]) continue;
            isMentor[one] = true;
            k++;
        }

        int[] mentorAt = [.. Enumerable.Range(0, count).Where(i => isMentor[i])], learnerAt = [.. Enumerable.Range(0, count).Where(i => !isMentor[i])];
        PersonId Mentor() => workforce.IdAt(mentorAt[Next(mentors)]);
        return (workforce, new MatchRequest
        {
            Learners = [.. learnerAt.Select(i => new Learner { Person = workforce.IdAt(i), Preferences = Next(3) == 0 ? [new Preference(Mentor(), 1)] : [], EarlierMentors = Next(5) == 0 ? [Mentor()] : [] })],
            MentorPlaces = [.. mentorAt.Select(i => new MentorPlace { Person = workforce.IdAt(i), Places = (learners / mentors) - 1 + Next(4) })],
            Rules =
            [
                new ReportingLineRule { SeparatesTeams = true }, new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 },
                new OverlapRule { MinimumPerWeek = NodaTime.Duration.FromHours(10), Dates = new NodaTime.DateInterval(new NodaTime.LocalDate(2026, 3, 2), new NodaTime.LocalDate(2026, 5, 22)) },
            ],
        });
    }
}
