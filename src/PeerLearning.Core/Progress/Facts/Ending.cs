namespace PeerLearning.Progress;

/// <summary>How a learner's time in a cohort ended.</summary>
public enum Ending
{
    /// <summary>The learner gave up.</summary>
    Withdrawn,

    /// <summary>The learner went on in another cohort: not a dropout.</summary>
    Transferred,

    /// <summary>The learner reached the goal, perhaps early.</summary>
    Completed,
}
