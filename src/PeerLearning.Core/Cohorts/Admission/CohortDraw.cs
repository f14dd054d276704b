using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The draw: which cohort, then who of each profile, then the reserve.</summary>
internal static class CohortDraw
{
    public static (int Cohort, IReadOnlyList<PersonId> Admitted, IReadOnlyList<PersonId> Reserve) Run(
        AdmissionChances chances, ulong seed, int reserves, double dropOutRate)
    {
        if (chances.Cohorts.Count == 0) return (-1, ValueList<PersonId>.Empty, ValueList<PersonId>.Empty);
        var random = new SeededRandom(seed);
        int cohort = Pick(chances.Cohorts, random.NextDouble());
        var model = chances.Model;
        var drawn = chances.Cohorts[cohort].Places;
        var admitted = new List<int>();
        var rest = new List<int[]>();
        foreach (var places in drawn)
        {
            var own = random.Fork((ulong)places.Profile + 1);
            int[] members = model.MembersOf(places.Profile).ToArray();
            own.Shuffle(members.AsSpan());
            admitted.AddRange(members[..places.Places]);
            rest.Add(members[places.Places..]);
        }

        admitted.Sort();
        var reserve = new List<int>();
        if (reserves > 0)
        {
            var calls = Order([.. drawn.Select(places => places.Places)], [.. rest.Select(people => people.Length)], reserves, dropOutRate);
            int[] used = new int[rest.Count];
            foreach (int at in calls) reserve.Add(rest[at][used[at]++]);
            if (reserve.Count < reserves) FillUp(model, admitted, reserve, reserves, random.Fork(0));
        }

        return (cohort, ValueList.Copy(admitted.Select(chances.Workforce.IdAt)), ValueList.Copy(reserve.Select(chances.Workforce.IdAt)));
    }

    /// <summary>
    /// Greedy by the probability that the next reserve of a profile is needed: with n admitted who drop out independently, P(drop-outs &gt; reserves so far).
    /// Expected cover is separable and concave, so greedy is optimal (Fox, "Discrete optimization via marginal analysis", Management Science 1966).
    /// </summary>
    internal static List<int> Order(int[] places, int[] available, int reserves, double rate)
    {
        var calls = new List<int>();
        double[] needed = new double[places.Length];
        double[] mass = new double[places.Length];
        int[] taken = new int[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            mass[i] = Math.Pow(1 - rate, places[i]);
            needed[i] = 1 - mass[i];
        }

        while (calls.Count < reserves)
        {
            int best = -1;
            for (int i = 0; i < places.Length; i++)
            {
                if (taken[i] < available[i] && (best < 0 || needed[i] > needed[best])) best = i;
            }

            if (best < 0) break;
            calls.Add(best);
            int r = ++taken[best];

            // The next binomial probability from the last: C(n, r) p^r (1-p)^(n-r).
            mass[best] = rate >= 1 ? (r == places[best] ? 1 : 0) : mass[best] * rate / (1 - rate) * Math.Max(0, places[best] - r + 1) / r;
            needed[best] = r >= places[best] ? 0 : Math.Max(0, needed[best] - mass[best]);
        }

        return calls;
    }

    private static void FillUp(AdmissionModel model, List<int> admitted, List<int> reserve, int reserves, SeededRandom random)
    {
        var known = new HashSet<int>(admitted);
        known.UnionWith(reserve);
        var others = new List<int>();
        foreach (int person in model.Pool)
        {
            if (!known.Contains(person)) others.Add(person);
        }

        int[] order = [.. others];
        random.Shuffle(order.AsSpan());
        reserve.AddRange(order.Take(reserves - reserve.Count));
    }

    private static int Pick(IReadOnlyList<PossibleCohort> cohorts, double ticket)
    {
        double sum = 0;
        for (int c = 0; c < cohorts.Count; c++)
        {
            sum += cohorts[c].Probability;
            if (ticket < sum) return c;
        }

        return cohorts.Count - 1;
    }
}
