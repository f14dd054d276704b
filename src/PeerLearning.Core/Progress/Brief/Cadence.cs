namespace PeerLearning.Progress;

/// <summary>How often a cohort is asked how it goes.</summary>
public enum Cadence
{
    /// <summary>Every week.</summary>
    Weekly,

    /// <summary>Every second week.</summary>
    Biweekly,
}
