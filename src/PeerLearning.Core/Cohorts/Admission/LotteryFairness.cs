namespace PeerLearning.Cohorts;

/// <summary>What a fair lottery means.</summary>
public enum LotteryFairness
{
    /// <summary>The smallest chance as large as can be, then the second smallest, and so on (Flanigan and others, Nature 2021).</summary>
    Leximin,

    /// <summary>The smallest chance as large as can be. Answered by the leximin lottery, which is one of those and leaves nothing arbitrary.</summary>
    Maximin,

    /// <summary>The largest chance as small as can be: nobody can gain much by misstating a profile.</summary>
    Minimax,

    /// <summary>The product of all chances as large as can be (Nash welfare).</summary>
    Nash,

    /// <summary>
    /// Neither too small nor too large: the largest chance over the even chance, plus <see cref="AdmissionOptions.Gamma"/> times the even chance over
    /// the smallest (Baharav and Flanigan, "Fair, Manipulation-Robust, and Transparent Sortition", EC 2024).
    /// </summary>
    Goldilocks,
}
