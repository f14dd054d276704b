namespace PeerLearning.Fairness;

/// <summary>Whether a number of a table is published, and why not.</summary>
public enum CellState
{
    /// <summary>The number is published.</summary>
    Shown,

    /// <summary>The number is withheld because it is small.</summary>
    TooSmall,

    /// <summary>The number is withheld because a small one could be computed from it.</summary>
    Complementary,
}
