namespace PeerLearning.Programs;

/// <summary>What became of a promise.</summary>
public enum PromiseOutcome
{
    /// <summary>Nothing yet.</summary>
    Open,

    /// <summary>It was kept.</summary>
    Kept,

    /// <summary>It was not kept.</summary>
    Broken,

    /// <summary>The one to whom it was made released the owner from it.</summary>
    Released,
}
