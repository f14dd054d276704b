namespace PeerLearning.Optimization;

/// <summary>The smallest and largest value of a variable under equations between variables that are at least 0: the two-phase tableau simplex (Dantzig, 1951).</summary>
/// <remarks>For checks of some hundred variables, not for speed: dense, Bland's rule, deterministic.</remarks>
internal sealed class TableauSimplex
{
    private const double Tolerance = 1e-9;

    private readonly double[][] _rows;
    private readonly int[] _basis;
    private readonly int _variables;

    /// <summary>Finds a first vertex of { x >= 0 : coefficients x = right }.</summary>
    /// <param name="coefficients">One row of coefficients per equation.</param>
    /// <param name="right">The right-hand sides.</param>
    public TableauSimplex(double[][] coefficients, double[] right)
    {
        _variables = coefficients.Length == 0 ? 0 : coefficients[0].Length;
        int equations = coefficients.Length;
        var rows = new List<double[]>(equations);
        _basis = new int[equations];
        for (int i = 0; i < equations; i++)
        {
            double sign = right[i] < 0 ? -1 : 1;
            var row = new double[_variables + equations + 1];
            for (int j = 0; j < _variables; j++) row[j] = sign * coefficients[i][j];
            row[_variables + i] = 1;
            row[^1] = sign * right[i];
            rows.Add(row);
            _basis[i] = _variables + i;
        }

        _rows = rows.ToArray();
        var phaseOne = new double[_variables + equations];
        for (int i = 0; i < equations; i++) phaseOne[_variables + i] = 1;
        IsFeasible = Minimise(phaseOne, _variables + equations) is { } rest && rest <= 1e-6;

        // Artificial variables that stay in the basis at 0 leave it where they can; otherwise their equation is redundant.
        for (int i = 0; i < equations && IsFeasible; i++)
        {
            if (_basis[i] < _variables) continue;
            int column = Array.FindIndex(_rows[i], 0, _variables, value => Math.Abs(value) > Tolerance);
            if (column >= 0) Pivot(i, column);
        }
    }

    public bool IsFeasible { get; }

    /// <summary>The smallest value of a sum of variables; null when there is none below every bound.</summary>
    public double? Smallest(ReadOnlySpan<int> variables) => Optimise(variables, 1);

    /// <summary>The largest value of a sum of variables; null when there is none above every bound.</summary>
    public double? Largest(ReadOnlySpan<int> variables) => -Optimise(variables, -1);

    private double? Optimise(ReadOnlySpan<int> variables, double sign)
    {
        var cost = new double[_rows.Length + _variables];
        foreach (int variable in variables) cost[variable] += sign;
        return Minimise(cost, _variables);
    }

    private double? Minimise(double[] cost, int columns)
    {
        var reduced = new double[columns];
        while (true)
        {
            int entering = -1;
            for (int j = 0; j < columns && entering < 0; j++)
            {
                double value = cost[j];
                for (int i = 0; i < _rows.Length; i++) value -= cost[_basis[i]] * _rows[i][j];
                reduced[j] = value;
                if (value < -Tolerance) entering = j;
            }

            if (entering < 0) break;
            int leaving = -1;
            double smallest = double.PositiveInfinity;
            for (int i = 0; i < _rows.Length; i++)
            {
                double slope = _rows[i][entering];

                // An artificial variable left at 0 must not grow: its row leaves first.
                if (_basis[i] >= _variables && columns == _variables && Math.Abs(slope) > Tolerance)
                {
                    (leaving, smallest) = (i, 0);
                    break;
                }

                if (slope <= Tolerance) continue;
                double ratio = _rows[i][^1] / slope;
                if (ratio < smallest - 1e-12 || (ratio <= smallest + 1e-12 && leaving >= 0 && _basis[i] < _basis[leaving])) (leaving, smallest) = (i, ratio);
            }

            if (leaving < 0) return null;
            Pivot(leaving, entering);
        }

        double sum = 0;
        for (int i = 0; i < _rows.Length; i++) sum += cost[_basis[i]] * _rows[i][^1];
        return sum;
    }

    private void Pivot(int leaving, int entering)
    {
        var pivot = _rows[leaving];
        double scale = 1 / pivot[entering];
        for (int j = 0; j < pivot.Length; j++) pivot[j] *= scale;
        for (int i = 0; i < _rows.Length; i++)
        {
            if (i == leaving) continue;
            var row = _rows[i];
            double factor = row[entering];
            if (factor == 0) continue;
            for (int j = 0; j < row.Length; j++) row[j] -= factor * pivot[j];
        }

        _basis[leaving] = entering;
    }
}
