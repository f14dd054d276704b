namespace PeerLearning.Statistics;

/// <summary>
/// Henderson's mixed model equations of a crossed model with the persons eliminated: what remains has one unknown per fixed effect and rater, and
/// one multiplication by it is one pass over the ratings. Solved by preconditioned conjugate gradients (Hestenes and Stiefel 1952).
/// </summary>
internal sealed class CrossedSystem
{
    private readonly CrossedData _data;
    private readonly double[] _precision;
    private readonly double[] _personPrecision;
    private readonly double[] _diagonal;
    private readonly int _fixed;

    public CrossedSystem(CrossedData data, CrossedVariances variances)
    {
        _data = data;
        Variances = variances;
        _fixed = data.FixedEffects;
        Precision = _precision = new double[data.Rows];
        _personPrecision = new double[data.People];
        Size = _fixed + data.Raters;
        _diagonal = new double[Size];
        double[] classPrecision = new double[data.Kinds.Length];
        double[] classVariance = new double[data.Kinds.Length];
        for (int kind = 0; kind < classPrecision.Length; kind++)
        {
            classVariance[kind] = variances.Residual[data.Kinds[kind].ResidualClass];
            classPrecision[kind] = 1 / classVariance[kind];
        }

        for (int j = 0; j < data.Raters; j++) _diagonal[_fixed + j] = 1 / variances.Rater[data.RaterClass[j]];
        double own = 1 / variances.Person;
        for (int i = 0; i < data.People; i++)
        {
            double sum = own;
            int from = data.Start[i], to = data.Start[i + 1];
            for (int k = from; k < to; k++)
            {
                double w = data.Extra is null ? classPrecision[data.Kind[k]] : 1 / (classVariance[data.Kind[k]] + data.Extra[k]);
                _precision[k] = w;
                sum += w;
            }

            _personPrecision[i] = sum;
            for (int k = from; k < to; k++)
            {
                double left = _precision[k] * (1 - (_precision[k] / sum));
                if (data.Rater[k] >= 0) _diagonal[_fixed + data.Rater[k]] += left;
                double[] x = data.Kinds[data.Kind[k]].Design;
                for (int f = 0; f < _fixed; f++) _diagonal[f] += left * x[f] * x[f];
            }
        }

        for (int f = 0; f < _fixed; f++)
        {
            if (_diagonal[f] == 0) _diagonal[f] = 1;
        }
    }

    public CrossedVariances Variances { get; }

    /// <summary>The number of unknowns: fixed effects first, then raters.</summary>
    public int Size { get; }

    /// <summary>1 / (residual variance + extra) per row.</summary>
    public double[] Precision { get; }

    /// <summary>Prior and ratings together, per person.</summary>
    public double[] PersonPrecision => _personPrecision;

    /// <summary>An entry of the diagonal of the reduced matrix.</summary>
    public double Diagonal(int unknown) => _diagonal[unknown];

    /// <summary>The right-hand side for the given column: W' R⁻¹ y with the persons eliminated.</summary>
    public double[] RightHandSide<T>(T column)
        where T : struct, IColumn
    {
        double[] result = new double[Size];
        for (int i = 0; i < _data.People; i++)
        {
            int from = _data.Start[i], to = _data.Start[i + 1];
            double sum = 0;
            for (int k = from; k < to; k++) sum += _precision[k] * column[k];
            double mean = sum / _personPrecision[i];
            for (int k = from; k < to; k++) Scatter(result, k, _precision[k] * (column[k] - mean));
        }

        return result;
    }

    /// <summary>Multiplies by the reduced matrix.</summary>
    public void Multiply(double[] v, double[] result)
    {
        var data = _data;
        double[] kindValue = KindValues(v), perKind = new double[data.Kinds.Length];

        // Raters one place further, and nobody at place 0 with an effect of 0: the loops over the ratings need no branch. A rater's effect and sum stand side by
        // side, since fetching them is what takes the time.
        var raters = new (double Effect, double Sum)[data.Raters + 1];
        for (int j = 0; j < data.Raters; j++) raters[j + 1].Effect = v[_fixed + j];
        int[] start = data.Start, rater = data.Rater;
        byte[] kind = data.Kind;
        double[] precision = _precision;
        for (int i = 0; i < data.People; i++)
        {
            int from = start[i], to = start[i + 1];
            double sum = 0;
            for (int k = from; k < to; k++) sum += precision[k] * (kindValue[kind[k]] + raters[rater[k] + 1].Effect);
            double mean = sum / _personPrecision[i];
            for (int k = from; k < to; k++)
            {
                double value = precision[k] * (kindValue[kind[k]] + raters[rater[k] + 1].Effect - mean);
                perKind[kind[k]] += value;
                raters[rater[k] + 1].Sum += value;
            }
        }

        Array.Clear(result, 0, _fixed);
        for (int j = 0; j < data.Raters; j++) result[_fixed + j] = (v[_fixed + j] / Variances.Rater[data.RaterClass[j]]) + raters[j + 1].Sum;
        for (int c = 0; c < perKind.Length; c++)
        {
            double[] x = data.Kinds[c].Design;
            for (int f = 0; f < _fixed; f++) result[f] += x[f] * perKind[c];
        }
    }

    /// <summary>Solves the reduced system; <paramref name="start"/> is overwritten by the solution.</summary>
    /// <returns>The number of steps taken.</returns>
    public int Solve(double[] rightHandSide, double[] start, double tolerance, int mostSteps)
    {
        int n = Size;
        double[] r = new double[n], p = new double[n], product = new double[n];
        if (start.AsSpan().ContainsAnyExcept(0)) Multiply(start, product);
        double norm = 0, rz = 0;
        for (int i = 0; i < n; i++)
        {
            r[i] = rightHandSide[i] - product[i];
            p[i] = r[i] / _diagonal[i];
            rz += r[i] * p[i];
            norm += rightHandSide[i] * rightHandSide[i] / _diagonal[i];
        }

        double goal = tolerance * tolerance * norm;
        for (int step = 0; step < mostSteps; step++)
        {
            if (!(rz > goal)) return step;
            Multiply(p, product);
            double curvature = 0;
            for (int i = 0; i < n; i++) curvature += p[i] * product[i];
            if (!(curvature > 0)) return step;
            double length = rz / curvature, next = 0;
            for (int i = 0; i < n; i++)
            {
                start[i] += length * p[i];
                r[i] -= length * product[i];
                next += r[i] * r[i] / _diagonal[i];
            }

            double beta = next / rz;
            for (int i = 0; i < n; i++) p[i] = (r[i] / _diagonal[i]) + (beta * p[i]);
            rz = next;
        }

        return mostSteps;
    }

    /// <summary>The persons' effects for a solution of the reduced system.</summary>
    public double[] Persons<T>(T column, double[] solution)
        where T : struct, IColumn
    {
        double[] kindValue = KindValues(solution);
        double[] persons = new double[_data.People];
        for (int i = 0; i < persons.Length; i++)
        {
            double sum = 0;
            for (int k = _data.Start[i]; k < _data.Start[i + 1]; k++) sum += _precision[k] * (column[k] - Value(kindValue, solution, k));
            persons[i] = sum / _personPrecision[i];
        }

        return persons;
    }

    /// <summary>column - W solution, per row.</summary>
    public double[] Residuals<T>(T column, double[] solution, double[] persons)
        where T : struct, IColumn
    {
        double[] kindValue = KindValues(solution);
        double[] residuals = new double[_data.Rows];
        for (int i = 0; i < persons.Length; i++)
        {
            for (int k = _data.Start[i]; k < _data.Start[i + 1]; k++) residuals[k] = column[k] - Value(kindValue, solution, k) - persons[i];
        }

        return residuals;
    }

    public CrossedEffects Effects(double[] solution, double[] persons) => new(solution[.._fixed], persons, solution[_fixed..]);

    /// <summary>What the fixed effects add to a rating of every kind.</summary>
    private double[] KindValues(double[] v)
    {
        double[] values = new double[_data.Kinds.Length];
        for (int c = 0; c < values.Length; c++)
        {
            double[] x = _data.Kinds[c].Design;
            for (int f = 0; f < _fixed; f++) values[c] += x[f] * v[f];
        }

        return values;
    }

    private double Value(double[] kindValue, double[] v, int row)
    {
        int j = _data.Rater[row];
        return kindValue[_data.Kind[row]] + (j >= 0 ? v[_fixed + j] : 0);
    }

    private void Scatter(double[] result, int row, double value)
    {
        int j = _data.Rater[row];
        if (j >= 0) result[_fixed + j] += value;
        double[] x = _data.Kinds[_data.Kind[row]].Design;
        for (int f = 0; f < _fixed; f++) result[f] += value * x[f];
    }
}

/// <summary>A column of one number per row, inlined by the compiler.</summary>
internal interface IColumn
{
    double this[int row] { get; }
}

internal readonly struct DoubleColumn(double[] values) : IColumn
{
    public double this[int row] => values[row];
}
