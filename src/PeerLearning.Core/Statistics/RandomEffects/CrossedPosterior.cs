namespace PeerLearning.Statistics;

/// <summary>Everything known about a crossed model under given variances: predictions, their variances, and the restricted likelihood where it is exact.</summary>
internal sealed class CrossedPosterior
{
    private readonly CrossedData _data;
    private double[]? _fixedCovariance;

    private CrossedPosterior(
        CrossedData data, CrossedEffects effects, double[] residuals, double[] personVariance, double[] raterVariance, double[]? fixedCovariance, double[] fitVariance,
        double? logLikelihood, CrossedSystem system, double[] solution, DenseCholesky? factor, double[]? inverse)
    {
        (_data, Effects, Residuals, PersonVariance, RaterVariance, _fixedCovariance, FitVariance, LogRestrictedLikelihood, System, Solution, Factor, Inverse) =
            (data, effects, residuals, personVariance, raterVariance, fixedCovariance, fitVariance, logLikelihood, system, solution, factor, inverse);
    }

    public CrossedEffects Effects { get; }

    public double[] Residuals { get; }

    /// <summary>Prediction error variance of every person's effect.</summary>
    public double[] PersonVariance { get; }

    public double[] RaterVariance { get; }

    /// <summary>Covariance of the fixed effects, row-major.</summary>
    public double[] FixedCovariance => _fixedCovariance ??= SolveFixedCovariance();

    /// <summary>Prediction error variance of every row's fitted value; empty unless asked for.</summary>
    public double[] FitVariance { get; }

    public double? LogRestrictedLikelihood { get; }

    public CrossedSystem System { get; }

    public double[] Solution { get; }

    /// <summary>The factor of the reduced equations where they were small enough.</summary>
    public DenseCholesky? Factor { get; }

    public double[]? Inverse { get; }

    public bool IsExact => Factor is not null;

    /// <summary>By factoring the reduced equations: exact, cubic in the number of raters. Null when they are singular.</summary>
    public static CrossedPosterior? Exact(CrossedData data, CrossedVariances variances)
    {
        var system = new CrossedSystem(data, variances);
        int n = system.Size, f = data.FixedEffects;
        var factor = DenseCholesky.Factor(Dense(system, data), n);
        if (factor is null) return null;
        var y = new DoubleColumn(data.Y);
        double[] solution = factor.Solve(system.RightHandSide(y));
        double[] persons = system.Persons(y, solution), residuals = system.Residuals(y, solution, persons);
        double[] inverse = factor.Inverse();
        double[] personVariance = new double[data.People], fit = new double[data.Rows], raterVariance = new double[data.Raters];
        for (int j = 0; j < data.Raters; j++) raterVariance[j] = inverse[((f + j) * n) + f + j];
        double logDeterminants = factor.LogDeterminant, squares = 0;
        var index = new List<int>();
        var shared = new List<double>();
        double[] own = new double[n];
        for (int i = 0; i < data.People; i++)
        {
            Gather(data, system, i, index, shared);
            double d = system.PersonPrecision[i];
            personVariance[i] = (1 / d) + Quadratic(inverse, n, index, shared);
            logDeterminants += Math.Log(d) + Math.Log(variances.Person);
            squares += persons[i] * persons[i] / variances.Person;
            for (int k = data.Start[i]; k < data.Start[i + 1]; k++)
            {
                // fitted = v_k + (sum w (y - v)) / d: the row's own unknowns less the shared part.
                for (int a = 0; a < index.Count; a++) own[index[a]] = -shared[a];
                double[] x = data.Kinds[data.Kind[k]].Design;
                for (int c = 0; c < f; c++) own[c] += x[c];
                if (data.Rater[k] >= 0) own[f + data.Rater[k]] += 1;
                double sum = 0;
                foreach (int a in index)
                {
                    foreach (int b in index) sum += own[a] * own[b] * inverse[(a * n) + b];
                }

                fit[k] = (1 / d) + sum;
                foreach (int a in index) own[a] = 0;
                squares += residuals[k] * residuals[k] * system.Precision[k];
                logDeterminants -= Math.Log(system.Precision[k]);
            }
        }

        for (int j = 0; j < data.Raters; j++)
        {
            double variance = variances.Rater[data.RaterClass[j]];
            logDeterminants += Math.Log(variance);
            squares += solution[f + j] * solution[f + j] / variance;
        }

        double[] covariance = new double[f * f];
        for (int a = 0; a < f; a++)
        {
            for (int b = 0; b < f; b++) covariance[(a * f) + b] = inverse[(a * n) + b];
        }

        double likelihood = -0.5 * (((data.Rows - f) * Math.Log(2 * Math.PI)) + logDeterminants + squares);
        return new CrossedPosterior(data, system.Effects(solution, persons), residuals, personVariance, raterVariance, covariance, fit, likelihood, system, solution, factor, inverse);
    }

    /// <summary>By conjugate gradients and cavity variances: linear in the number of ratings.</summary>
    public static CrossedPosterior Linear(
        CrossedData data, CrossedVariances variances, double[]? warmStart = null, double tolerance = 1e-8, bool withFit = false, int rounds = 2)
    {
        var system = new CrossedSystem(data, variances);
        var y = new DoubleColumn(data.Y);
        double[] solution = warmStart is { } warm && warm.Length == system.Size ? [.. warm] : new double[system.Size];
        system.Solve(system.RightHandSide(y), solution, tolerance, 500);
        double[] persons = system.Persons(y, solution), residuals = withFit ? system.Residuals(y, solution, persons) : [];
        var cavity = CavityVariances.Of(system, data, rounds, withFit);
        return new CrossedPosterior(data, system.Effects(solution, persons), residuals, cavity.Person, cavity.Rater, null, cavity.Sum, null, system, solution, null, null);
    }

    /// <summary>The predictions from other ratings of the same design under the same variances: what does not depend on the ratings is kept.</summary>
    public CrossedPosterior With(CrossedData data, double tolerance)
    {
        var y = new DoubleColumn(data.Y);
        double[] solution = new double[System.Size], right = System.RightHandSide(y);
        if (Factor is { } factor) solution = factor.Solve(right);
        else System.Solve(right, solution, tolerance, 500);
        double[] persons = System.Persons(y, solution), residuals = System.Residuals(y, solution, persons);
        return new CrossedPosterior(data, System.Effects(solution, persons), residuals, PersonVariance, RaterVariance, _fixedCovariance, FitVariance, null, System, solution, Factor, Inverse);
    }

    /// <summary>Exact where the reduced equations are small, linear where they are not.</summary>
    public static CrossedPosterior? Of(CrossedData data, CrossedVariances variances, int largestExact) =>
        data.FixedEffects + data.Raters <= largestExact ? Exact(data, variances) : Linear(data, variances, withFit: true);

    /// <summary>The prediction error variance of x0'beta + person, for every person: the variance of the level, the uncertainty of the fixed effects included.</summary>
    public double[] LevelVariances(CrossedData data, double[] design)
    {
        int f = data.FixedEffects, n = System.Size;
        double[] result = new double[data.People];
        var index = new List<int>();
        var shared = new List<double>();
        double[] gap = new double[f];
        for (int i = 0; i < result.Length; i++)
        {
            double d = System.PersonPrecision[i];
            if (Inverse is { } inverse)
            {
                Gather(data, System, i, index, shared);
                for (int a = 0; a < index.Count; a++) shared[a] = (index[a] < f ? design[index[a]] : 0) - shared[a];
                result[i] = (1 / d) + Quadratic(inverse, n, index, shared);
                continue;
            }

            design.CopyTo(gap.AsSpan());
            for (int k = data.Start[i]; k < data.Start[i + 1]; k++)
            {
                double[] x = data.Kinds[data.Kind[k]].Design;
                for (int c = 0; c < f; c++) gap[c] -= System.Precision[k] / d * x[c];
            }

            double sum = 0;
            for (int a = 0; a < f; a++)
            {
                for (int b = 0; b < f; b++) sum += gap[a] * gap[b] * FixedCovariance[(a * f) + b];
            }

            result[i] = PersonVariance[i] + Math.Max(0, sum);
        }

        return result;
    }

    /// <summary>Variances of the random effects as if the fixed effects were known; exact only.</summary>
    public (double[] Person, double[] Rater) ConditionalVariances(CrossedData data)
    {
        int f = data.FixedEffects, n = System.Size, r = n - f;
        double[] dense = Dense(System, data), part = new double[r * r];
        for (int a = 0; a < r; a++)
        {
            for (int b = 0; b < r; b++) part[(a * r) + b] = dense[((f + a) * n) + f + b];
        }

        double[] inverse = DenseCholesky.Factor(part, r)!.Inverse();
        double[] rater = new double[r], person = new double[data.People];
        for (int j = 0; j < r; j++) rater[j] = inverse[(j * r) + j];
        var index = new List<int>();
        var shared = new List<double>();
        for (int i = 0; i < person.Length; i++)
        {
            Gather(data, System, i, index, shared);
            for (int a = index.Count - 1; a >= 0; a--)
            {
                if (index[a] < f)
                {
                    index.RemoveAt(a);
                    shared.RemoveAt(a);
                }
                else
                {
                    index[a] -= f;
                }
            }

            person[i] = (1 / System.PersonPrecision[i]) + Quadratic(inverse, r, index, shared);
        }

        return (person, rater);
    }

    private double[] SolveFixedCovariance()
    {
        int f = _data.FixedEffects;
        double[] covariance = new double[f * f];
        for (int a = 0; a < f; a++)
        {
            // Among millions of ratings the error of a mean is nothing beside that of a person.
            if (_data.Rows > 500_000)
            {
                covariance[(a * f) + a] = 1 / System.Diagonal(a);
                continue;
            }

            double[] unit = new double[System.Size], column = new double[System.Size];
            unit[a] = 1;
            System.Solve(unit, column, 1e-2, 30);
            for (int b = 0; b < f; b++) covariance[(a * f) + b] = column[b];
        }

        return covariance;
    }

    /// <summary>The reduced matrix, row-major.</summary>
    private static double[] Dense(CrossedSystem system, CrossedData data)
    {
        int n = system.Size, f = data.FixedEffects;
        double[] matrix = new double[n * n];
        for (int j = 0; j < data.Raters; j++) matrix[((f + j) * n) + f + j] = 1 / system.Variances.Rater[data.RaterClass[j]];
        var index = new List<int>();
        var shared = new List<double>();
        for (int i = 0; i < data.People; i++)
        {
            Gather(data, system, i, index, shared);
            double d = system.PersonPrecision[i];
            for (int a = 0; a < index.Count; a++)
            {
                for (int b = 0; b < index.Count; b++) matrix[(index[a] * n) + index[b]] -= d * shared[a] * shared[b];
            }

            for (int k = data.Start[i]; k < data.Start[i + 1]; k++)
            {
                double w = system.Precision[k];
                double[] x = data.Kinds[data.Kind[k]].Design;
                int j = data.Rater[k];
                for (int a = 0; a < f; a++)
                {
                    for (int b = 0; b < f; b++) matrix[(a * n) + b] += w * x[a] * x[b];
                    if (j < 0) continue;
                    matrix[(a * n) + f + j] += w * x[a];
                    matrix[((f + j) * n) + a] += w * x[a];
                }

                if (j >= 0) matrix[((f + j) * n) + f + j] += w;
            }
        }

        return matrix;
    }

    /// <summary>The unknowns that one person's ratings touch, and sum w v / d for each of them.</summary>
    private static void Gather(CrossedData data, CrossedSystem system, int person, List<int> index, List<double> shared)
    {
        index.Clear();
        shared.Clear();
        int f = data.FixedEffects;
        double d = system.PersonPrecision[person];
        for (int c = 0; c < f; c++)
        {
            index.Add(c);
            shared.Add(0);
        }

        for (int k = data.Start[person]; k < data.Start[person + 1]; k++)
        {
            double part = system.Precision[k] / d;
            double[] x = data.Kinds[data.Kind[k]].Design;
            for (int c = 0; c < f; c++) shared[c] += part * x[c];
            if (data.Rater[k] < 0) continue;
            int at = index.IndexOf(f + data.Rater[k], f);
            if (at >= 0)
            {
                shared[at] += part;
            }
            else
            {
                index.Add(f + data.Rater[k]);
                shared.Add(part);
            }
        }
    }

    private static double Quadratic(double[] inverse, int n, List<int> index, List<double> v)
    {
        double sum = 0;
        for (int a = 0; a < index.Count; a++)
        {
            double row = 0;
            for (int b = 0; b < index.Count; b++) row += v[b] * inverse[(index[a] * n) + index[b]];
            sum += v[a] * row;
        }

        return sum;
    }
}
