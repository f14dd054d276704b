namespace PeerLearning.Optimization;

/// <summary>What a lottery other than leximin optimises.</summary>
internal enum LotteryAim
{
    /// <summary>The smallest share as large as can be.</summary>
    Maximin,

    /// <summary>The largest share as small as can be.</summary>
    Minimax,

    /// <summary>The product of all shares as large as can be.</summary>
    Nash,

    /// <summary>Neither too small nor too large: largest share over the even share plus gamma times the even share over the smallest.</summary>
    Goldilocks,
}
