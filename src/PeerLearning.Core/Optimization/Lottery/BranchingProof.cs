namespace PeerLearning.Optimization;

/// <summary>
/// A finished branch and bound search as something that can be checked: the nodes in depth-first order, each with the row prices whose Lagrangian
/// bound closes it or tightens it.
/// </summary>
internal sealed class BranchingProof(int rows)
{
    /// <summary>The variable that a node branches on; -1 for a leaf closed by its prices, -2 for a leaf closed as infeasible by its prices.</summary>
    public List<int> Variables { get; } = [];

    /// <summary>The first branch has variable &lt;= split, the second variable &gt;= split + 1; unless <see cref="UpFirst"/>.</summary>
    public List<int> Splits { get; } = [];

    /// <summary>Whether the branch with the larger values comes first.</summary>
    public List<bool> UpFirst { get; } = [];

    /// <summary>The prices, <see cref="Rows"/> per node.</summary>
    public List<double> Prices { get; } = [];

    /// <summary>The number of row prices per node.</summary>
    public int Rows { get; private set; } = rows;

    public int Count => Variables.Count;

    public void Clear(int rows = 0)
    {
        Rows = rows;
        Variables.Clear();
        Splits.Clear();
        UpFirst.Clear();
        Prices.Clear();
    }

    public BranchingProof Clone() => Scaled(1);

    /// <summary>The same search for profits times a positive factor.</summary>
    public BranchingProof Scaled(double factor)
    {
        var copy = new BranchingProof(Rows);
        copy.Variables.AddRange(Variables);
        copy.Splits.AddRange(Splits);
        copy.UpFirst.AddRange(UpFirst);
        foreach (double price in Prices) copy.Prices.Add(price * factor);
        return copy;
    }

    /// <summary>Adds the nodes of another search after these.</summary>
    public void Append(BranchingProof other)
    {
        Variables.AddRange(other.Variables);
        Splits.AddRange(other.Splits);
        UpFirst.AddRange(other.UpFirst);
        Prices.AddRange(other.Prices);
    }

    public void Add(int variable, int split, bool upFirst, ReadOnlySpan<double> prices, double scale = 1)
    {
        Variables.Add(variable);
        Splits.Add(split);
        UpFirst.Add(upFirst);
        foreach (double price in prices) Prices.Add(price * scale);
    }
}
