namespace PeerLearning;

/// <summary>What is known about an answer.</summary>
public enum Proof
{
    /// <summary>No answer was found before the work ran out, and none was excluded.</summary>
    None,

    /// <summary>The answer is the best possible: its bound meets its objective.</summary>
    Optimal,

    /// <summary>The answer is sound, and no better than its bound; the gap between them is open.</summary>
    Bounded,

    /// <summary>There is no answer that keeps all rules.</summary>
    Impossible,
}
