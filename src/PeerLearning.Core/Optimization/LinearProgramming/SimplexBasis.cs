namespace PeerLearning.Optimization;

/// <summary>Where a <see cref="BoundedSimplex"/> stood, to come back to after a detour.</summary>
internal sealed class SimplexBasis
{
    public int[] Basis { get; set; } = [];

    public double[] Inverse { get; set; } = [];

    /// <summary>The value of every activity and column.</summary>
    public double[] Values { get; set; } = [];

    /// <summary>The prices of the rows and the reduced costs; meaningful when <see cref="IsPriced"/>.</summary>
    public double[] Prices { get; set; } = [];

    public double[] Reduced { get; set; } = [];

    public bool IsPriced { get; set; }

    /// <summary>Pivots since the inverse was computed afresh.</summary>
    public int Updates { get; set; }

    public bool IsFactored { get; set; }
}
