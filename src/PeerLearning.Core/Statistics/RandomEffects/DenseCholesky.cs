using System.Numerics;
using System.Runtime.InteropServices;

namespace PeerLearning.Statistics;

/// <summary>The Cholesky factor of a symmetric positive definite matrix, row by row, with solves, inverse and log-determinant.</summary>
internal sealed class DenseCholesky
{
    private readonly double[] _factor;

    private DenseCholesky(double[] factor, int size)
    {
        _factor = factor;
        Size = size;
    }

    public int Size { get; }

    /// <summary>Factors the lower triangle of a row-major matrix in place.</summary>
    /// <returns>Null when the matrix is not positive definite.</returns>
    public static DenseCholesky? Factor(double[] matrix, int size)
    {
        for (int i = 0; i < size; i++)
        {
            var rowI = matrix.AsSpan(i * size, size);
            for (int j = 0; j < i; j++)
            {
                var rowJ = matrix.AsSpan(j * size, j + 1);
                rowI[j] = (rowI[j] - Dot(rowI[..j], rowJ[..j])) / rowJ[j];
            }

            double pivot = rowI[i] - Dot(rowI[..i], rowI[..i]);
            if (!(pivot > 0) || !double.IsFinite(pivot)) return null;
            rowI[i] = Math.Sqrt(pivot);
        }

        return new DenseCholesky(matrix, size);
    }

    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Size; i++) sum += 2 * Math.Log(_factor[(i * Size) + i]);
            return sum;
        }
    }

    public double[] Solve(ReadOnlySpan<double> rightHandSide)
    {
        double[] x = rightHandSide.ToArray();
        for (int i = 0; i < Size; i++) x[i] = (x[i] - Dot(_factor.AsSpan(i * Size, i), x.AsSpan(0, i))) / _factor[(i * Size) + i];
        for (int i = Size - 1; i >= 0; i--)
        {
            x[i] /= _factor[(i * Size) + i];
            for (int j = 0; j < i; j++) x[j] -= _factor[(i * Size) + j] * x[i];
        }

        return x;
    }

    /// <summary>The full inverse, row-major and symmetric.</summary>
    public double[] Inverse()
    {
        int n = Size;

        // Rows of the transposed inverse factor, so that every inner loop runs along memory.
        double[] columns = new double[n * n];
        for (int c = 0; c < n; c++)
        {
            var column = columns.AsSpan(c * n, n);
            column[c] = 1 / _factor[(c * n) + c];
            for (int i = c + 1; i < n; i++)
            {
                column[i] = -Dot(_factor.AsSpan((i * n) + c, i - c), column[c..i]) / _factor[(i * n) + i];
            }
        }

        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double value = Dot(columns.AsSpan((i * n) + i, n - i), columns.AsSpan((j * n) + i, n - i));
                inverse[(i * n) + j] = value;
                inverse[(j * n) + i] = value;
            }
        }

        return inverse;
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        int i = 0;
        double sum = 0;
        if (a.Length >= 2 * Vector<double>.Count)
        {
            var va = MemoryMarshal.Cast<double, Vector<double>>(a);
            var vb = MemoryMarshal.Cast<double, Vector<double>>(b);
            var total = Vector<double>.Zero;
            for (int v = 0; v < va.Length; v++) total += va[v] * vb[v];
            sum = Vector.Sum(total);
            i = va.Length * Vector<double>.Count;
        }

        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
