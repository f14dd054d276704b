using System.Runtime.CompilerServices;

namespace PeerLearning.Optimization;

/// <summary>
/// The Cholesky factor of a symmetric positive definite matrix that gains and loses rows (Golub and Van Loan, "Matrix Computations", 6.5): a row costs
/// the square of the size.
/// </summary>
internal sealed class CholeskyColumns
{
    /// <summary>A pivot below this share of the diagonal counts as dependent.</summary>
    private const double Dependent = 1e-13;

    private readonly List<double[]> _rows = [];

    public int Count => _rows.Count;

    /// <summary>Adds the last row and column; false when they depend on the others.</summary>
    /// <param name="products">The new row, without its diagonal.</param>
    /// <param name="diagonal">Its diagonal.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAppend(ReadOnlySpan<double> products, double diagonal)
    {
        double[] row = new double[_rows.Count + 1];
        for (int i = 0; i < _rows.Count; i++)
        {
            double[] other = _rows[i];
            row[i] = (products[i] - DenseKernel.Dot(row.AsSpan(0, i), other)) / other[i];
        }

        double pivot = diagonal - DenseKernel.Dot(row.AsSpan(0, _rows.Count), row);
        if (!(pivot > Dependent * diagonal)) return false;
        row[^1] = Math.Sqrt(pivot);
        _rows.Add(row);
        return true;
    }

    /// <summary>Drops a row and its column: rotations take the surplus column out of the rows below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Remove(int index)
    {
        _rows.RemoveAt(index);
        for (int i = index; i < _rows.Count; i++)
        {
            // Row i has i + 2 entries: columns i and i + 1 turn into one, in it and in every row below.
            double[] own = _rows[i];
            double length = Math.Sqrt((own[i] * own[i]) + (own[i + 1] * own[i + 1]));
            double cos = own[i] / length, sin = own[i + 1] / length;
            for (int below = i; below < _rows.Count; below++)
            {
                double[] row = _rows[below];
                (row[i], row[i + 1]) = ((cos * row[i]) + (sin * row[i + 1]), (cos * row[i + 1]) - (sin * row[i]));
            }

            _rows[i] = own[..(i + 1)];
        }
    }

    /// <summary>The solution for a right-hand side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double[] Solve(ReadOnlySpan<double> right)
    {
        double[] x = right.ToArray();
        for (int i = 0; i < x.Length; i++) x[i] = (x[i] - DenseKernel.Dot(x.AsSpan(0, i), _rows[i])) / _rows[i][i];
        for (int i = x.Length - 1; i >= 0; i--)
        {
            x[i] /= _rows[i][i];
            DenseKernel.AddScaled(x.AsSpan(0, i), _rows[i], -x[i]);
        }

        return x;
    }
}
