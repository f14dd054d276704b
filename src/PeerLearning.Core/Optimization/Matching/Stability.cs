namespace PeerLearning.Optimization;

/// <summary>How ties are read when it is asked whether a pair blocks a matching (R. Irving, Discrete Applied Mathematics 48, 1994).</summary>
internal enum Stability
{
    /// <summary>A pair blocks when both would gain.</summary>
    Weak,

    /// <summary>A pair blocks when one would gain and the other would not lose.</summary>
    Strong,

    /// <summary>A pair blocks when neither would lose.</summary>
    Super,
}
