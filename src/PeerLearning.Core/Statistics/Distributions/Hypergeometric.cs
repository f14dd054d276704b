namespace PeerLearning.Statistics;

/// <summary>The distribution of the first cell of a 2 x 2 table with given margins, when rows and columns are independent.</summary>
/// <remarks>Masses by ratios outwards from the mode, divided by their sum. Time and memory grow with the number of possible tables.</remarks>
internal sealed class Hypergeometric
{
    private readonly double[] _mass;

    /// <summary>Builds the distribution.</summary>
    /// <param name="firstRow">The first row's total.</param>
    /// <param name="secondRow">The second row's total.</param>
    /// <param name="firstColumn">The first column's total.</param>
    public Hypergeometric(int firstRow, int secondRow, int firstColumn)
    {
        Lowest = Math.Max(0, firstColumn - secondRow);
        Highest = Math.Min(firstRow, firstColumn);
        _mass = new double[Highest - Lowest + 1];
        long mode = (long)(((double)firstRow + 1) * ((double)firstColumn + 1) / ((double)firstRow + secondRow + 2));
        int peak = (int)Math.Clamp(mode, Lowest, Highest);
        _mass[peak - Lowest] = 1;
        for (int k = peak; k < Highest; k++)
        {
            _mass[k + 1 - Lowest] = _mass[k - Lowest] * ((firstRow - k) / (k + 1.0)) * ((firstColumn - k) / ((double)secondRow - firstColumn + k + 1));
        }

        for (int k = peak; k > Lowest; k--)
        {
            _mass[k - 1 - Lowest] = _mass[k - Lowest] * (k / (firstRow - k + 1.0)) * (((double)secondRow - firstColumn + k) / (firstColumn - k + 1.0));
        }

        double sum = 0;
        foreach (double mass in _mass) sum += mass;
        for (int i = 0; i < _mass.Length; i++) _mass[i] /= sum;
    }

    /// <summary>The smallest possible first cell.</summary>
    public int Lowest { get; }

    /// <summary>The largest possible first cell.</summary>
    public int Highest { get; }

    /// <summary>P(first cell = k).</summary>
    public double Mass(int k) => k < Lowest || k > Highest ? 0 : _mass[k - Lowest];

    /// <summary>P(first cell &lt;= k).</summary>
    public double Lower(int k)
    {
        double sum = 0;
        for (int i = Lowest; i <= Math.Min(k, Highest); i++) sum += _mass[i - Lowest];
        return Math.Min(1, sum);
    }

    /// <summary>P(first cell >= k).</summary>
    public double AtLeast(int k)
    {
        double sum = 0;
        for (int i = Highest; i >= Math.Max(k, Lowest); i--) sum += _mass[i - Lowest];
        return Math.Min(1, sum);
    }
}
