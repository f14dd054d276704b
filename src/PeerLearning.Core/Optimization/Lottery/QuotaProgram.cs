namespace PeerLearning.Optimization;

/// <summary>
/// The integer points x with lower &lt;= x &lt;= upper and rowLower &lt;= A x &lt;= rowUpper, with a small integer matrix: how many are taken of each
/// group of interchangeable candidates, under quotas.
/// </summary>
internal sealed class QuotaProgram
{
    private readonly int[] _start;
    private readonly int[] _row;
    private readonly int[] _coefficient;

    /// <param name="lower">Lower bounds of the variables.</param>
    /// <param name="upper">Upper bounds of the variables.</param>
    /// <param name="rowLower">Lower bounds of the rows.</param>
    /// <param name="rowUpper">Upper bounds of the rows.</param>
    /// <param name="entries">The rows of each variable with their coefficient, one list per variable.</param>
    public QuotaProgram(int[] lower, int[] upper, int[] rowLower, int[] rowUpper, IReadOnlyList<IReadOnlyList<(int Row, int Coefficient)>> entries)
    {
        Lower = lower;
        Upper = upper;
        RowLower = rowLower;
        RowUpper = rowUpper;
        _start = new int[lower.Length + 1];
        for (int v = 0; v < lower.Length; v++) _start[v + 1] = _start[v] + entries[v].Count;
        _row = new int[_start[^1]];
        _coefficient = new int[_start[^1]];
        for (int v = 0; v < lower.Length; v++)
        {
            for (int e = 0; e < entries[v].Count; e++) (_row[_start[v] + e], _coefficient[_start[v] + e]) = entries[v][e];
        }
    }

    private QuotaProgram(QuotaProgram other)
    {
        Lower = [.. other.Lower];
        Upper = [.. other.Upper];
        RowLower = [.. other.RowLower];
        RowUpper = [.. other.RowUpper];
        _start = other._start;
        _row = other._row;
        _coefficient = other._coefficient;
    }

    public int Variables => Lower.Length;

    public int Rows => RowLower.Length;

    public int[] Lower { get; }

    public int[] Upper { get; }

    public int[] RowLower { get; }

    public int[] RowUpper { get; }

    public ReadOnlySpan<int> RowsOf(int variable) => _row.AsSpan(_start[variable], _start[variable + 1] - _start[variable]);

    public ReadOnlySpan<int> CoefficientsOf(int variable) => _coefficient.AsSpan(_start[variable], _start[variable + 1] - _start[variable]);

    /// <summary>The same matrix with bounds of its own.</summary>
    public QuotaProgram Copy() => new(this);

    /// <summary>Whether the point keeps every bound.</summary>
    public bool Contains(ReadOnlySpan<int> point)
    {
        var activity = new long[Rows];
        for (int v = 0; v < Variables; v++)
        {
            if (point[v] < Lower[v] || point[v] > Upper[v]) return false;
            var rows = RowsOf(v);
            var coefficients = CoefficientsOf(v);
            for (int e = 0; e < rows.Length; e++) activity[rows[e]] += (long)coefficients[e] * point[v];
        }

        for (int r = 0; r < Rows; r++)
        {
            if (activity[r] < RowLower[r] || activity[r] > RowUpper[r]) return false;
        }

        return true;
    }
}
