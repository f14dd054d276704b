namespace PeerLearning.Cohorts;

/// <summary>What makes one way of pairing better than another.</summary>
public enum PairMethod
{
    /// <summary>The most people paired, and among such pairings the highest total fit: the default.</summary>
    MostPeople,

    /// <summary>The highest total fit, whoever stays alone.</summary>
    HighestTotal,

    /// <summary>Stable: no two people would both rather have each other. Impossible when there is no such pairing, with the proof.</summary>
    Stable,
}
