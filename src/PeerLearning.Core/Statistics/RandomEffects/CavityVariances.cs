namespace PeerLearning.Statistics;

/// <summary>
/// Posterior variances of persons and raters in linear time: the variance of a rater without this rating, then of the person, passed along the ratings
/// (belief propagation, Pearl 1988; exact where the ratings form no cycles, and close where cycles are long).
/// </summary>
internal sealed class CavityVariances
{
    private CavityVariances(double[] person, double[] rater, double[] row)
    {
        Person = person;
        Rater = rater;
        Sum = row;
    }

    public double[] Person { get; }

    public double[] Rater { get; }

    /// <summary>Posterior variance of person + rater, per row; empty when not asked for.</summary>
    public double[] Sum { get; }

    /// <param name="system">The equations, for the precision of every row.</param>
    /// <param name="data">The ratings.</param>
    /// <param name="rounds">How often messages pass from persons to raters and back; 2 suffice for sparse ratings.</param>
    /// <param name="withSums">Whether the variance of every row's sum is needed.</param>
    public static CavityVariances Of(CrossedSystem system, CrossedData data, int rounds = 2, bool withSums = false)
    {
        var variances = system.Variances;
        int rows = data.Rows;
        double[] precision = system.Precision, priorRater = new double[data.RaterClasses], before = new double[data.Raters], after = new double[data.Raters];
        for (int c = 0; c < priorRater.Length; c++) priorRater[c] = 1 / variances.Rater[c];
        double priorPerson = 1 / variances.Person;
        float[] toPerson = new float[rows], toRater = new float[rows];
        double[] person = new double[data.People], rater = new double[data.Raters], sums = withSums ? new double[rows] : [];
        for (int round = 0; round <= rounds; round++)
        {
            bool isLast = round == rounds;
            for (int j = 0; j < after.Length; j++) after[j] = priorRater[data.RaterClass[j]];
            for (int i = 0; i < person.Length; i++)
            {
                // What the raters of this person say, from everything but this rating: precisions in series are p q / (p + q).
                int from = data.Start[i], to = data.Start[i + 1];
                double sum = priorPerson;
                for (int k = from; k < to; k++)
                {
                    int j = data.Rater[k];
                    double p = precision[k];
                    if (j >= 0)
                    {
                        double q = round == 0 ? priorRater[data.RaterClass[j]] : before[j] - toRater[k];
                        p = p * q / (p + q);
                    }

                    toPerson[k] = (float)p;
                    sum += toPerson[k];
                }

                if (isLast)
                {
                    person[i] = 1 / sum;
                    for (int k = from; k < to && withSums; k++)
                    {
                        int j = data.Rater[k];
                        double cavity = (1 / (sum - toPerson[k])) + (j >= 0 ? 1 / (before[j] - toRater[k]) : 0);
                        sums[k] = 1 / ((1 / cavity) + precision[k]);
                    }

                    continue;
                }

                for (int k = from; k < to; k++)
                {
                    int j = data.Rater[k];
                    if (j < 0) continue;
                    double p = precision[k], q = sum - toPerson[k];
                    toRater[k] = (float)(p * q / (p + q));
                    after[j] += toRater[k];
                }
            }

            if (!isLast) (before, after) = (after, before);
        }

        for (int j = 0; j < rater.Length; j++) rater[j] = 1 / (rounds > 0 ? before[j] : priorRater[data.RaterClass[j]]);
        return new CavityVariances(person, rater, sums);
    }
}
