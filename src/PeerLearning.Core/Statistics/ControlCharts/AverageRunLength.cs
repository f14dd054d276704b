namespace PeerLearning.Statistics;

/// <summary>How many points pass on average until a chart signals, so that a user can choose "one false alarm a year".</summary>
/// <remarks>The integral equations of Page (1954) and Crowder (1987), by Nystroem's method with Gauss-Legendre nodes.</remarks>
internal static class AverageRunLength
{
    private static readonly GaussLegendre Rule = new(80);

    /// <summary>The one-sided CUSUM that starts at 0; all figures in sigmas.</summary>
    public static Measured<double> Cusum(double k, double h, double shift)
    {
        if (!(h > 0) || !double.IsFinite(k + h + shift)) return Undefined.OutOfRange("The decision limit is positive and all figures are finite.");

        // Unknowns: the run length at 0 (where the sum is held) and at each node.
        int n = Rule.Nodes.Length;
        var matrix = new double[n + 1, n + 1];
        var right = new double[n + 1];
        for (int i = 0; i <= n; i++)
        {
            double start = i == 0 ? 0 : Node(i - 1);
            right[i] = 1;
            matrix[i, i] = 1;
            matrix[i, 0] -= NormalDistribution.Lower(k - start - shift);
            for (int j = 0; j < n; j++) matrix[i, j + 1] -= 0.5 * h * Rule.Weights[j] * NormalDistribution.Density(Node(j) + k - start - shift);
        }

        return Positive(Solve(matrix, right)[0]);
        double Node(int j) => 0.5 * h * (1 + Rule.Nodes[j]);
    }

    /// <summary>The two-sided EWMA with asymptotic limits that starts at the target; all figures in sigmas.</summary>
    public static Measured<double> Ewma(double lambda, double width, double shift)
    {
        if (!(lambda > 0 && lambda <= 1) || !(width > 0) || !double.IsFinite(width + shift)) return Undefined.OutOfRange("Needs 0 < lambda <= 1 and a positive width.");
        double limit = width * Math.Sqrt(lambda / (2 - lambda));
        int n = Rule.Nodes.Length;
        var matrix = new double[n, n];
        var right = new double[n];
        double Kernel(double start, double end) => NormalDistribution.Density(((end - ((1 - lambda) * start)) / lambda) - shift) / lambda;
        for (int i = 0; i < n; i++)
        {
            right[i] = 1;
            matrix[i, i] = 1;
            for (int j = 0; j < n; j++) matrix[i, j] -= limit * Rule.Weights[j] * Kernel(limit * Rule.Nodes[i], limit * Rule.Nodes[j]);
        }

        var lengths = Solve(matrix, right);
        double length = 1;
        for (int j = 0; j < n; j++) length += limit * Rule.Weights[j] * Kernel(0, limit * Rule.Nodes[j]) * lengths[j];
        return Positive(length);
    }

    private static Measured<double> Positive(double length) =>
        double.IsFinite(length) && length >= 1 ? length : Undefined.NotReached("The chart signals so seldom that the run length cannot be computed.");

    // Gaussian elimination with partial pivoting.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        int n = right.Length;
        for (int column = 0; column < n; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < n; row++)
            {
                if (Math.Abs(matrix[row, column]) > Math.Abs(matrix[pivot, column])) pivot = row;
            }

            if (pivot != column)
            {
                for (int k = column; k < n; k++) (matrix[column, k], matrix[pivot, k]) = (matrix[pivot, k], matrix[column, k]);
                (right[column], right[pivot]) = (right[pivot], right[column]);
            }

            for (int row = column + 1; row < n; row++)
            {
                double factor = matrix[row, column] / matrix[column, column];
                if (factor == 0) continue;
                for (int k = column; k < n; k++) matrix[row, k] -= factor * matrix[column, k];
                right[row] -= factor * right[column];
            }
        }

        for (int row = n - 1; row >= 0; row--)
        {
            for (int k = row + 1; k < n; k++) right[row] -= matrix[row, k] * right[k];
            right[row] /= matrix[row, row];
        }

        return right;
    }
}
