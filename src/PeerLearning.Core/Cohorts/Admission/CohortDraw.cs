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
        var rates = new List<double[]>();
        foreach (var places in drawn)
        {
            var own = random.Fork((ulong)places.Profile + 1);
            int[] members = model.MembersOf(places.Profile).ToArray();
            own.Shuffle(members.AsSpan());
            admitted.AddRange(members[..places.Places]);
            rest.Add(members[places.Places..]);
            rates.Add([.. members[..places.Places].Select(person => model.DropOuts.TryGetValue(person, out double rate) ? rate : dropOutRate)]);
        }

        admitted.Sort();
        var reserve = new List<int>();
        if (reserves > 0)
        {
            var calls = Order(rates, [.. rest.Select(people => people.Length)], reserves);
            int[] used = new int[rest.Count];
            foreach (int at in calls) reserve.Add(rest[at][used[at]++]);
            if (reserve.Count < reserves) FillUp(model, admitted, reserve, reserves, random.Fork(0));
        }

        return (cohort, ValueList.Copy(admitted.Select(chances.Workforce.IdAt)), ValueList.Copy(reserve.Select(chances.Workforce.IdAt)));
    }

    /// <summary>
    /// Greedy by the probability that the next reserve of a profile is needed: P(drop-outs &gt; reserves so far), with independent drop-outs. Expected
    /// cover is separable and concave, so greedy is optimal (Fox, "Discrete optimization via marginal analysis", Management Science 1966).
    /// </summary>
    /// <param name="rates">Per profile the drop-out chance of everybody admitted.</param>
    /// <param name="available">Per profile how many could follow.</param>
    /// <param name="reserves">The length of the list.</param>
    internal static List<int> Order(IReadOnlyList<double[]> rates, int[] available, int reserves)
    {
        var calls = new List<int>();
        double[][] mass = [.. rates.Select(DropOuts)];
        double[] needed = [.. mass.Select(own => 1 - own[0])];
        int[] taken = new int[mass.Length];
        while (calls.Count < reserves)
        {
            int best = -1;
            for (int i = 0; i < mass.Length; i++)
            {
                if (taken[i] < available[i] && (best < 0 || needed[i] > needed[best])) best = i;
            }

            if (best < 0) break;
            calls.Add(best);
            int r = ++taken[best];
            needed[best] = r >= rates[best].Length ? 0 : Math.Max(0, needed[best] - mass[best][r]);
        }

        return calls;
    }

    /// <summary>The distribution of the number of drop-outs among people with chances of their own (Poisson binomial, by adding one after the other).</summary>
    private static double[] DropOuts(double[] rates)
    {
        double[] mass = new double[rates.Length + 1];
        mass[0] = 1;
        for (int i = 0; i < rates.Length; i++)
        {
            for (int count = i + 1; count >= 0; count--) mass[count] = (mass[count] * (1 - rates[i])) + (count > 0 ? mass[count - 1] * rates[i] : 0);
        }

        return mass;
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
