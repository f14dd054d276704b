namespace PeerLearning.Progress;

/// <summary>Logistic regression with non-negative weights and a ridge, after some free intercepts; a projected Newton method with an exact inner solver.</summary>
internal static class MonotoneLogistic
{
    /// <summary>A trace of ridge on the intercepts, so that the bound holds for them too.</summary>
    private const double FreeRidge = 1e-3;

    private const int MostRounds = 60, MostSweeps = 2_000;

    public static (double[] Weights, double Loss, double Bound, int Rounds) Fit(List<float[]> rows, List<bool> labels, int free, double ridge, CancellationToken cancellationToken)
    {
        int m = rows[0].Length;
        var weights = new double[m];
        var gradient = new double[m];
        var curvature = new double[m, m];
        double loss = Loss(rows, labels, weights, free, ridge);
        int round = 0;
        double bound = double.NegativeInfinity;
        for (; round < MostRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Derivatives(rows, labels, weights, free, ridge, gradient, curvature);
            bound = Math.Max(bound, loss - Slack(weights, gradient, free, ridge));
            if (loss - bound <= 1e-9 * Math.Max(1, loss)) break;
            var step = Step(weights, gradient, curvature, free);
            double length = 1;
            double[] next = weights;
            double nextLoss = loss;
            for (int halving = 0; halving < 40; halving++, length /= 2)
            {
                next = new double[m];
                for (int a = 0; a < m; a++) next[a] = a < free ? weights[a] + (length * step[a]) : Math.Max(0, weights[a] + (length * step[a]));
                nextLoss = Loss(rows, labels, next, free, ridge);
                if (nextLoss < loss) break;
            }

            if (!(nextLoss < loss)) break;
            (weights, loss) = (next, nextLoss);
        }

        return (weights, loss, bound, round);
    }

    private static double Loss(List<float[]> rows, List<bool> labels, double[] weights, int free, double ridge)
    {
        double loss = 0;
        for (int a = 0; a < weights.Length; a++) loss += 0.5 * (a < free ? FreeRidge : ridge) * weights[a] * weights[a];
        for (int i = 0; i < rows.Count; i++)
        {
            double z = Dot(rows[i], weights);
            loss += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (labels[i] ? z : 0);
        }

        return loss;
    }

    private static void Derivatives(List<float[]> rows, List<bool> labels, double[] weights, int free, double ridge, double[] gradient, double[,] curvature)
    {
        int m = weights.Length;
        Array.Clear(gradient);
        Array.Clear(curvature);
        var used = new int[m];
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            double chance = 1 / (1 + Math.Exp(-Dot(row, weights)));
            double rest = chance - (labels[i] ? 1 : 0), weight = chance * (1 - chance);
            int count = 0;
            for (int a = 0; a < m; a++)
            {
                if (row[a] != 0) used[count++] = a;
            }

            for (int j = 0; j < count; j++)
            {
                int a = used[j];
                gradient[a] += rest * row[a];
                double scaled = weight * row[a];
                for (int k = 0; k <= j; k++) curvature[a, used[k]] += scaled * row[used[k]];
            }
        }

        for (int a = 0; a < m; a++)
        {
            double own = a < free ? FreeRidge : ridge;
            gradient[a] += own * weights[a];
            curvature[a, a] += own;
            for (int b = 0; b < a; b++) curvature[b, a] = curvature[a, b];
        }
    }

    /// <summary>How much the loss could still fall: it lies above a parabola with the ridge as curvature, whose least value under the bounds is known.</summary>
    private static double Slack(double[] weights, double[] gradient, int free, double ridge)
    {
        double slack = 0;
        for (int a = 0; a < weights.Length; a++)
        {
            double own = a < free ? FreeRidge : ridge;
            double move = -gradient[a] / own;
            if (a >= free) move = Math.Max(move, -weights[a]);
            slack -= (gradient[a] * move) + (0.5 * own * move * move);
        }

        return slack;
    }

    /// <summary>The least of the quadratic model under the bounds, by coordinate descent.</summary>
    private static double[] Step(double[] weights, double[] gradient, double[,] curvature, int free)
    {
        int m = weights.Length;
        var step = new double[m];
        var slope = (double[])gradient.Clone();
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            double largest = 0;
            for (int a = 0; a < m; a++)
            {
                double target = step[a] - (slope[a] / curvature[a, a]);
                if (a >= free) target = Math.Max(target, -weights[a]);
                double change = target - step[a];
                if (change == 0) continue;
                step[a] = target;
                for (int b = 0; b < m; b++) slope[b] += curvature[b, a] * change;
                largest = Math.Max(largest, Math.Abs(change));
            }

            if (largest < 1e-12) break;
        }

        return step;
    }

    private static double Dot(float[] row, double[] weights)
    {
        double sum = 0;
        for (int a = 0; a < row.Length; a++) sum += row[a] * weights[a];
        return sum;
    }
}
