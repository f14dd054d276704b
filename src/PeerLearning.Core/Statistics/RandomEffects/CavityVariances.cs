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
        float[] toPerson = new float[rows];
        double[] precision = system.Precision;
        double[] raterSum = new double[data.Raters];
        double[] priorRater = new double[data.RaterClasses];
        for (int c = 0; c < priorRater.Length; c++) priorRater[c] = 1 / variances.Rater[c];
        double priorPerson = 1 / variances.Person;
        for (int k = 0; k < rows; k++)
        {
            int j = data.Rater[k];
            toPerson[k] = (float)(1 / ((1 / precision[k]) + (j >= 0 ? variances.Rater[data.RaterClass[j]] : 0)));
        }

        float[] toRater = new float[rows];
        for (int round = 0; round < rounds; round++)
        {
            for (int j = 0; j < raterSum.Length; j++) raterSum[j] = priorRater[data.RaterClass[j]];
            for (int i = 0; i < data.People; i++)
            {
                int from = data.Start[i], to = data.Start[i + 1];
                double sum = priorPerson;
                for (int k = from; k < to; k++) sum += toPerson[k];
                for (int k = from; k < to; k++)
                {
                    int j = data.Rater[k];
                    if (j < 0) continue;
                    double message = 1 / ((1 / precision[k]) + (1 / (sum - toPerson[k])));
                    toRater[k] = (float)message;
                    raterSum[j] += toRater[k];
                }
            }

            for (int k = 0; k < rows; k++)
            {
                int j = data.Rater[k];
                if (j >= 0) toPerson[k] = (float)(1 / ((1 / precision[k]) + (1 / (raterSum[j] - toRater[k]))));
            }
        }

        double[] person = new double[data.People], rater = new double[data.Raters];
        double[] sums = withSums ? new double[rows] : [];
        for (int i = 0; i < person.Length; i++)
        {
            double sum = priorPerson;
            int from = data.Start[i], to = data.Start[i + 1];
            for (int k = from; k < to; k++) sum += toPerson[k];
            person[i] = 1 / sum;
            if (!withSums) continue;
            for (int k = from; k < to; k++)
            {
                int j = data.Rater[k];
                double cavity = (1 / (sum - toPerson[k])) + (j >= 0 ? 1 / (raterSum[j] - toRater[k]) : 0);
                sums[k] = 1 / ((1 / cavity) + precision[k]);
            }
        }

        for (int j = 0; j < rater.Length; j++) rater[j] = 1 / (rounds > 0 ? raterSum[j] : priorRater[data.RaterClass[j]]);
        return new CavityVariances(person, rater, sums);
    }
}
