namespace PeerLearning.Statistics;

/// <summary>The side on which a test looks for the effect.</summary>
internal enum Alternative
{
    TwoSided,
    Greater,
    Less,
}
