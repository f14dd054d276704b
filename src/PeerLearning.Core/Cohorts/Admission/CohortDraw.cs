using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The draw: which cohort, then who of each profile, then the reserve.</summary>
internal static class CohortDraw
{
    public static (int Cohort, IReadOnlyList<PersonId> Admitted, IReadOnlyList<PersonId> Reserve) Run(AdmissionChances chances, ulong seed, int reserves)
    {
        if (chances.Cohorts.Count == 0) return (-1, ValueList<PersonId>.Empty, ValueList<PersonId>.Empty);
        var random = new SeededRandom(seed);
        int cohort = Pick(chances.Cohorts, random.NextDouble());
        var model = chances.Model;
        var admitted = new List<int>();
        var rest = new List<int>();
        var others = new List<int>();
        foreach (var places in chances.Cohorts[cohort].Places)
        {
            var own = random.Fork((ulong)places.Profile + 1);
            int[] members = model.MembersOf(places.Profile).ToArray();
            own.Shuffle(members.AsSpan());
            admitted.AddRange(members[..places.Places]);
            if (reserves > 0) rest.AddRange(members[places.Places..]);
        }

        if (reserves > 0)
        {
            // Whoever shares a profile with somebody admitted can follow without breaking a rule: they come first, in drawn order.
            admitted.Sort();
            var taken = new HashSet<int>(admitted);
            taken.UnionWith(rest);
            foreach (int person in model.Pool)
            {
                if (!taken.Contains(person)) others.Add(person);
            }

            var order = random.Fork(0);
            int[] first = [.. rest.Order()];
            int[] second = [.. others];
            order.Shuffle(first.AsSpan());
            order.Shuffle(second.AsSpan());
            rest = [.. first.Concat(second).Take(reserves)];
        }

        admitted.Sort();
        return (cohort, ValueList.Copy(admitted.Select(chances.Workforce.IdAt)), ValueList.Copy(rest.Take(reserves).Select(chances.Workforce.IdAt)));
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
