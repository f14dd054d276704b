namespace PeerLearning.Statistics;

/// <summary>
/// Restricted maximum likelihood for the variance components of a crossed model by average information (Gilmour, Thompson and Cullis 1995):
/// exact where the reduced equations are small, with cavity variances in place of exact traces where they are not.
/// </summary>
internal sealed record CrossedReml(CrossedVariances Variances, CrossedPosterior Posterior, int Steps, bool Converged, double[] StandardErrors, double[,] Information)
{
    /// <summary>The largest number of raters and fixed effects whose equations are factored.</summary>
    public const int LargestExact = 250;

    public static Measured<CrossedReml> Fit(
        CrossedData data, CrossedVariances start, bool[]? isFixed = null, int largestExact = LargestExact, double tolerance = 1e-11, int mostSteps = 100, int carefulSteps = 2,
        double leastError = 0, CancellationToken cancellationToken = default)
    {
        bool exact = data.FixedEffects + data.Raters <= largestExact;
        double total = TotalVariance(data);
        if (!(total > 0) || !double.IsFinite(total)) return Undefined.NoVariation("All ratings are equal, or too large to square.");
        int n = start.Count, firstResidual = 1 + start.Rater.Length;
        double[] theta = start.ToArray(), floor = new double[n];
        for (int a = 0; a < n; a++)
        {
            // An error variance near 0 makes the equations lose their digits; where the caller knows better, it stays above.
            floor[a] = Math.Max(total * 1e-10, a >= firstResidual ? leastError : 0);
            theta[a] = isFixed?[a] == true ? Math.Max(theta[a], total * 1e-10) : Math.Max(theta[a], floor[a]);
        }

        CrossedPosterior? posterior = Evaluate(start.With(theta), null);
        if (posterior is null) return Undefined.NotIdentifiable("The fixed effects cannot be told apart.");
        double[] errors = new double[n];
        double[,] information = new double[n, n];
        double last = double.PositiveInfinity;
        bool converged = false;
        int step = 0;
        for (; step < mostSteps && !converged; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var variances = start.With(theta);
            var (score, em) = Score(data, variances, posterior);
            bool[] active = new bool[n];
            for (int a = 0; a < n; a++) active[a] = isFixed?[a] != true && !(theta[a] <= floor[a] * 1.0001 && score[a] <= 0);

            // Careful steps first: the moments may be far away, where average information overshoots. Near the end the information changes no more.
            double[]? change = null;
            if (step >= carefulSteps)
            {
                if (exact || last > 0.02) information = AverageInformation(data, variances, posterior, exact ? 0 : 1e-3);
                change = SolveActive(information, score, active, errors);
            }

            if (change is null)
            {
                change = new double[n];
                for (int a = 0; a < n; a++) change[a] = active[a] ? em[a] - theta[a] : 0;
            }

            double[] next = new double[n];
            CrossedPosterior? better = null;
            double length = 1;
            for (int halving = 0; halving < 30; halving++, length /= 2)
            {
                for (int a = 0; a < n; a++)
                {
                    next[a] = active[a] ? Math.Clamp(theta[a] + (length * change[a]), Math.Max(floor[a], theta[a] * 0.1), Math.Max(theta[a] * 10, floor[a] * 100)) : theta[a];
                }

                better = Evaluate(start.With(next), posterior.Solution);
                if (better is not null && (!exact || better.LogRestrictedLikelihood >= posterior.LogRestrictedLikelihood - (1e-10 * Math.Abs(posterior.LogRestrictedLikelihood!.Value)))) break;
                better = null;
            }

            if (better is null) break;
            double largest = 0;
            for (int a = 0; a < n; a++)
            {
                double scale = Math.Max(Math.Abs(next[a]), total * 1e-6);
                largest = Math.Max(largest, Math.Abs(next[a] - theta[a]) / scale);
            }

            theta = next;
            posterior = better;
            last = step < carefulSteps ? double.PositiveInfinity : largest;
            converged = step >= carefulSteps && largest < (exact ? tolerance : Math.Max(tolerance, 1e-4));
        }

        for (int a = 0; a < n; a++)
        {
            if (!double.IsFinite(theta[a])) return Undefined.OutOfRange("The ratings are too extreme to compute with.");
        }

        return new CrossedReml(start.With(theta), posterior, step, converged, errors, information);

        CrossedPosterior? Evaluate(CrossedVariances at, double[]? warm) =>
            exact ? CrossedPosterior.Exact(data, at) : CrossedPosterior.Linear(data, at, warm, 1e-7, withFit: true, rounds: 3);
    }

    /// <summary>One step of expectation-maximisation in linear time, for data too large for average information.</summary>
    public static CrossedVariances EmStep(CrossedData data, CrossedVariances variances, CrossedPosterior posterior) =>
        variances.With(Score(data, variances, posterior).Em);

    /// <summary>The standard error of the logarithm of one component over the sum of others (delta method from the average information); none when the component is at its floor.</summary>
    public Measured<double> LogRatioError(int top, ReadOnlySpan<int> bottom)
    {
        if (StandardErrors[top] == 0) return Undefined.NoVariation("The spread is estimated to be nothing, which has no error.");
        int n = Variances.Count;
        double sum = 0;
        foreach (int a in bottom) sum += Variances[a];
        double[] gradient = new double[n];
        gradient[top] = 1 / Variances[top];
        foreach (int a in bottom) gradient[a] -= 1 / sum;
        bool[] active = new bool[n];
        for (int a = 0; a < n; a++) active[a] = StandardErrors[a] > 0;
        double[]? solved = SolveActive(Information, gradient, active, new double[n]);
        double variance = solved is null ? double.NaN : DenseCholesky.Dot(gradient, solved);
        return variance > 0 && double.IsFinite(variance) ? Math.Sqrt(variance) : Undefined.NotIdentifiable("The components cannot be told apart well enough for an interval.");
    }

    /// <summary>
    /// The variances that other ratings of the same design show, drawn near this fit: one step of scoring, which is as precise as the likelihood's maximum to
    /// first order (Le Cam 1956).
    /// </summary>
    public CrossedVariances Rescore(CrossedData data, CrossedPosterior posterior, bool[]? isFixed)
    {
        int n = Variances.Count;
        var (score, em) = Score(data, Variances, posterior);
        bool[] active = new bool[n];
        for (int a = 0; a < n; a++) active[a] = isFixed?[a] != true;
        double[]? change = SolveActive(Information, score, active, new double[n]);
        double[] next = Variances.ToArray();
        for (int a = 0; a < n; a++)
        {
            if (active[a]) next[a] = change is null ? em[a] : Math.Clamp(next[a] + change[a], next[a] * 0.1, next[a] * 10);
        }

        return Variances.With(next);
    }

    /// <summary>The fit to such ratings.</summary>
    public CrossedPosterior? Again(CrossedData data, bool[]? isFixed, double tolerance)
    {
        var at = Rescore(data, Posterior.With(data, tolerance), isFixed);
        return Posterior.IsExact ? CrossedPosterior.Exact(data, at) : CrossedPosterior.Linear(data, at, Posterior.Solution, tolerance, rounds: 3);
    }

    private static double TotalVariance(CrossedData data)
    {
        double mean = 0, squares = 0;
        foreach (double y in data.Y) mean += y / data.Rows;
        foreach (double y in data.Y) squares += (y - mean) * (y - mean);
        return data.Rows > 1 ? squares / (data.Rows - 1) : 0;
    }

    /// <summary>The derivative of the restricted log-likelihood, and where expectation-maximisation would go.</summary>
    private static (double[] Score, double[] Em) Score(CrossedData data, CrossedVariances variances, CrossedPosterior posterior)
    {
        int n = variances.Count, raterClasses = variances.Rater.Length;
        double[] score = new double[n], em = new double[n];
        double sum = 0;
        int rated = 0;
        for (int i = 0; i < data.People; i++)
        {
            if (data.Start[i] == data.Start[i + 1]) continue;
            rated++;
            sum += (posterior.Effects.Person[i] * posterior.Effects.Person[i]) + posterior.PersonVariance[i];
        }

        score[0] = -0.5 * ((rated / variances.Person) - (sum / variances.Person / variances.Person));
        em[0] = rated > 0 ? sum / rated : variances.Person;
        double[] raterSum = new double[raterClasses], raterCount = new double[raterClasses];
        for (int j = 0; j < data.Raters; j++)
        {
            int c = data.RaterClass[j];
            raterCount[c]++;
            raterSum[c] += (posterior.Effects.Rater[j] * posterior.Effects.Rater[j]) + posterior.RaterVariance[j];
        }

        for (int c = 0; c < raterClasses; c++)
        {
            double variance = variances.Rater[c];
            score[1 + c] = -0.5 * ((raterCount[c] / variance) - (raterSum[c] / variance / variance));
            em[1 + c] = raterCount[c] > 0 ? raterSum[c] / raterCount[c] : variance;
        }

        double[] weighted = new double[variances.Residual.Length], top = new double[variances.Residual.Length];
        for (int k = 0; k < data.Rows; k++)
        {
            int c = data.Kinds[data.Kind[k]].ResidualClass;
            double w = posterior.System.Precision[k], square = (posterior.Residuals[k] * posterior.Residuals[k]) + posterior.FitVariance[k];
            score[1 + raterClasses + c] -= 0.5 * (w - (w * w * square));
            weighted[c] += w;
            top[c] += w * w * square;
        }

        for (int c = 0; c < weighted.Length; c++)
        {
            em[1 + raterClasses + c] = weighted[c] > 0 ? variances.Residual[c] * top[c] / weighted[c] : variances.Residual[c];
        }

        return (score, em);
    }

    /// <summary>half f_a' P f_b with f_a the derivative of V times P y.</summary>
    private static double[,] AverageInformation(CrossedData data, CrossedVariances variances, CrossedPosterior posterior, double tolerance)
    {
        int n = variances.Count, raterClasses = variances.Rater.Length;
        double[][] working = new double[n][], projected = new double[n][];
        for (int a = 0; a < n; a++)
        {
            working[a] = new double[data.Rows];
        }

        for (int i = 0; i < data.People; i++)
        {
            for (int k = data.Start[i]; k < data.Start[i + 1]; k++)
            {
                working[0][k] = posterior.Effects.Person[i] / variances.Person;
                int j = data.Rater[k];
                if (j >= 0) working[1 + data.RaterClass[j]][k] = posterior.Effects.Rater[j] / variances.Rater[data.RaterClass[j]];
                working[1 + raterClasses + data.Kinds[data.Kind[k]].ResidualClass][k] = posterior.System.Precision[k] * posterior.Residuals[k];
            }
        }

        var system = posterior.System;
        for (int a = 0; a < n; a++)
        {
            var column = new DoubleColumn(working[a]);
            double[] right = system.RightHandSide(column), solution;
            if (posterior.Factor is { } factor)
            {
                solution = factor.Solve(right);
            }
            else
            {
                solution = new double[system.Size];
                system.Solve(right, solution, tolerance, 100);
            }

            double[] rest = system.Residuals(column, solution, system.Persons(column, solution));
            for (int k = 0; k < rest.Length; k++) rest[k] *= system.Precision[k];
            projected[a] = rest;
        }

        double[,] information = new double[n, n];
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b <= a; b++) information[a, b] = information[b, a] = 0.5 * DenseCholesky.Dot(working[a], projected[b]);
        }

        return information;
    }

    private static double[]? SolveActive(double[,] information, double[] score, bool[] active, double[] errors)
    {
        int[] index = [.. Enumerable.Range(0, score.Length).Where(a => active[a])];
        int m = index.Length;
        if (m == 0) return new double[score.Length];
        double[] matrix = new double[m * m], right = new double[m];
        for (int a = 0; a < m; a++)
        {
            right[a] = score[index[a]];
            for (int b = 0; b < m; b++) matrix[(a * m) + b] = information[index[a], index[b]];
        }

        var factor = DenseCholesky.Factor(matrix, m);
        if (factor is null) return null;
        double[] step = factor.Solve(right), inverse = factor.Inverse(), full = new double[score.Length];
        Array.Clear(errors);
        for (int a = 0; a < m; a++)
        {
            full[index[a]] = step[a];
            errors[index[a]] = Math.Sqrt(Math.Max(0, inverse[(a * m) + a]));
        }

        return full;
    }
}
