using System.Globalization;
using PeerLearning.Cohorts;
using PeerLearning.Internal;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Evaluation.Areas;

/// <summary>
/// Pools of the size of published ones, which are withheld for privacy: same numbers of people, places and categories.
/// </summary>
/// <remarks>
/// <para>Per category 2 to 6 values. Population shares: weights uniform in [0.5, 1.5), normalised. Volunteers differ from the population: their
/// shares are the population's times exp(0.5 g) with g standard normal, normalised. Every applicant draws each category independently.</para>
/// <para>Quotas: population share x places, rounded by largest remainder, so that they add up; widened on both sides by a number that is drawn per
/// value from 0 to the given share of the places (at most 10 %; 0 makes them exact). A pool in which no cohort keeps the quotas is drawn again.</para>
/// <para>Everything comes from SplitMix64 with the seed, so any language can rebuild it.</para>
/// </remarks>
internal static class LotteryTwin
{
    public static (Workforce Workforce, AdmissionRequest Request, int Redrawn) Make(int people, int places, int[] values, double slack, ulong seed, double skew = 0.5)
    {
        var random = new SeededRandom(seed);
        for (int attempt = 0; attempt < 200; attempt++)
        {
            var population = new double[values.Length][];
            var volunteers = new double[values.Length][];
            for (int c = 0; c < values.Length; c++)
            {
                population[c] = new double[values[c]];
                volunteers[c] = new double[values[c]];
                for (int v = 0; v < values[c]; v++) population[c][v] = 0.5 + random.NextDouble();
                Normalise(population[c]);
                for (int v = 0; v < values[c]; v++) volunteers[c][v] = population[c][v] * Math.Exp(skew * random.NextNormal());
                Normalise(volunteers[c]);
            }

            var rows = new Person[people];
            var dimensions = Enumerable.Range(0, values.Length).Select(c => new Dimension($"Category{c}", DimensionClass.Organisational)).ToArray();
            var names = values.Select((count, c) => Enumerable.Range(0, count).Select(v => new DimensionValue(dimensions[c], $"c{c}v{v}")).ToArray()).ToArray();
            for (int p = 0; p < people; p++)
            {
                var own = new DimensionValue[values.Length];
                for (int c = 0; c < own.Length; c++) own[c] = names[c][Draw(volunteers[c], random.NextDouble())];
                rows[p] = new Person { Id = new PersonId(p.ToString("D7", CultureInfo.InvariantCulture)), Values = own };
            }

            var workforce = Workforce.Create(rows);
            var rules = new List<Rule>();
            for (int c = 0; c < values.Length; c++)
            {
                int[] quota = Apportion(population[c], places);
                for (int v = 0; v < quota.Length; v++)
                {
                    int width = random.Next((int)(slack * places) + 1);
                    rules.Add(new CountRule { Values = [names[c][v]], Minimum = Math.Max(0, quota[v] - width), Maximum = Math.Min(places, quota[v] + width) });
                }
            }

            var request = new AdmissionRequest { Places = places, Rules = rules };
            var model = AdmissionModel.Build(workforce, request);
            if (model.Problems.Count > 0) continue;
            if (new QuotaOptimizer(model.Program).Maximise(new double[model.Program.Variables], -1, 100_000, stopAtFirst: true).HasPoint) return (workforce, request, attempt);
        }

        throw new InvalidOperationException("No pool of this shape allows a cohort.");
    }

    /// <summary>Two to six values for each category.</summary>
    public static int[] Values(int categories, ulong seed)
    {
        var random = new SeededRandom(seed ^ 0xCA7E60);
        return [.. Enumerable.Range(0, categories).Select(_ => 2 + random.Next(5))];
    }

    private static void Normalise(double[] shares)
    {
        double sum = shares.Sum();
        for (int v = 0; v < shares.Length; v++) shares[v] /= sum;
    }

    private static int Draw(double[] shares, double ticket)
    {
        int v = 0;
        while (v < shares.Length - 1 && ticket >= shares[v]) ticket -= shares[v++];
        return v;
    }

    private static int[] Apportion(double[] shares, int places)
    {
        int[] quota = [.. shares.Select(share => (int)(share * places))];
        foreach (int v in Enumerable.Range(0, quota.Length).OrderByDescending(v => (shares[v] * places) - quota[v]).ThenBy(v => v).Take(places - quota.Sum())) quota[v]++;
        return quota;
    }
}
