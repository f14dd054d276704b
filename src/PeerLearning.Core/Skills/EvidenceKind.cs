namespace PeerLearning.Skills;

/// <summary>Where a piece of evidence about somebody's level comes from.</summary>
public enum EvidenceKind
{
    /// <summary>The person's own rating.</summary>
    Self,

    /// <summary>A colleague's rating.</summary>
    Peer,

    /// <summary>The manager's rating.</summary>
    Manager,

    /// <summary>A test or observed task with a stated result.</summary>
    Assessment,

    /// <summary>A certificate, as the level that it vouches for.</summary>
    Certification,

    /// <summary>What projects show, as the level that the host reads out of them.</summary>
    ProjectHistory,
}
