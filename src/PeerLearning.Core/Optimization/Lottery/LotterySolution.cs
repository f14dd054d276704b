namespace PeerLearning.Optimization;

/// <summary>A lottery over integer points, with what proves it.</summary>
internal sealed class LotterySolution
{
    /// <summary>What is known.</summary>
    public required Proof Proof { get; init; }

    /// <summary>The points of the lottery.</summary>
    public IReadOnlyList<int[]> Points { get; init; } = [];

    /// <summary>The probability of each point; they add up to one.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>Per group the chance of each member.</summary>
    public double[] Share { get; init; } = [];

    /// <summary>The proven levels in rising order; for an unfinished run those that were finished; without any point the search that proves it.</summary>
    public IReadOnlyList<LotteryLevel> Levels { get; init; } = [];

    /// <summary>The smallest sum of past and present share is no larger in any lottery; infinite when nothing is known.</summary>
    public double Bound { get; init; } = double.PositiveInfinity;

    /// <summary>Nodes and pivots spent.</summary>
    public long Work { get; init; }
}

/// <summary>One level of a leximin lottery: these groups cannot get more without a group of this or a lower level getting less.</summary>
/// <param name="Share">The chance of a member on this level.</param>
/// <param name="Groups">The groups that the level settles.</param>
/// <param name="Profit">The price per unit of each variable: the weights of the weak duality argument.</param>
/// <param name="Search">The proof that no point earns more than the lottery does at these prices.</param>
internal sealed record LotteryLevel(double Share, int[] Groups, double[] Profit, BranchingProof Search)
{
    /// <summary>The level with the largest price as unit, so that its check on a grid is as sharp for large pools as for small ones.</summary>
    public LotteryLevel Normalised()
    {
        double most = Profit.Max();
        return most > 0 ? this with { Profit = Array.ConvertAll(Profit, price => price / most), Search = Search.Scaled(1 / most) } : this;
    }
}
