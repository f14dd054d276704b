namespace PeerLearning.Mentors;

/// <summary>The names of the figures in a certificate that are no prices.</summary>
internal static class MentorCertificate
{
    /// <summary>What a score of 1 is worth in whole numbers.</summary>
    public const string Unit = "worth of a full score";

    /// <summary>The bound that the prices give.</summary>
    public const string Bound = "bound by prices";

    /// <summary>Where the least counts, the floors that the prices behind them belong to: thousandths of expertise, and the worth of a pair.</summary>
    public static readonly string[] Floors = ["least expertise from", "least expertise to", "least difference from", "least difference to"];
}
