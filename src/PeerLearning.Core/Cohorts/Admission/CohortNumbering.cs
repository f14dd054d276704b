using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Rounds a lottery to equally likely cohorts.</summary>
internal static class CohortNumbering
{
    public static NumberedCohorts Run(AdmissionChances chances, int count, ulong seed)
    {
        var model = chances.Model;
        int[] copies = Round(chances, count);
        var random = new SeededRandom(seed);
        int[][] order = new int[model.GroupCount][];
        int[] next = new int[model.GroupCount];
        int[] seats = new int[model.Pool.Length];
        var cohorts = new List<IReadOnlyList<PersonId>>(count);
        for (int g = 0; g < order.Length; g++)
        {
            var own = random.Fork((ulong)g + 1);
            order[g] = model.MembersOf(g).ToArray();
            own.Shuffle(order[g].AsSpan());
        }

        for (int c = 0; c < copies.Length; c++)
        {
            for (int copy = 0; copy < copies[c]; copy++)
            {
                var people = new List<int>();
                foreach (var places in chances.Cohorts[c].Places)
                {
                    int[] members = order[places.Profile];
                    for (int i = 0; i < places.Places; i++)
                    {
                        people.Add(members[next[places.Profile]]);
                        next[places.Profile] = (next[places.Profile] + 1) % members.Length;
                    }
                }

                people.Sort();
                foreach (int person in people) seats[model.Pool.BinarySearch(person)]++;
                cohorts.Add(ValueList.Copy(people.Select(chances.Workforce.IdAt)));
            }
        }

        double error = 0;
        for (int position = 0; position < seats.Length; position++)
        {
            error = Math.Max(error, Math.Abs(((double)seats[position] / count) - chances.Profiles[model.GroupOf[position]].Chance));
        }

        return new NumberedCohorts(cohorts, error, seed);
    }

    /// <summary>Copies of each cohort: floors first, then one by one where the squared distance of all chances falls most.</summary>
    private static int[] Round(AdmissionChances chances, int count)
    {
        var cohorts = chances.Cohorts;
        int[] copies = new int[cohorts.Count];
        double[] missing = new double[chances.Profiles.Count];
        int left = count;
        for (int c = 0; c < copies.Length; c++)
        {
            copies[c] = (int)Math.Floor((cohorts[c].Probability * count) + 1e-9);
            left -= copies[c];
            foreach (var places in cohorts[c].Places)
            {
                missing[places.Profile] += ((cohorts[c].Probability * count) - copies[c]) * places.Places / chances.Profiles[places.Profile].Applicants;
            }
        }

        for (; left > 0; left--)
        {
            int best = 0;
            double bestChange = double.PositiveInfinity;
            for (int c = 0; c < copies.Length; c++)
            {
                double change = 0;
                foreach (var places in cohorts[c].Places)
                {
                    double members = chances.Profiles[places.Profile].Applicants;
                    double step = places.Places / members;
                    change += members * step * (step - (2 * missing[places.Profile]));
                }

                if (change >= bestChange) continue;
                bestChange = change;
                best = c;
            }

            copies[best]++;
            foreach (var places in cohorts[best].Places) missing[places.Profile] -= (double)places.Places / chances.Profiles[places.Profile].Applicants;
        }

        return copies;
    }
}
