namespace PeerLearning.Cohorts;

/// <summary>What is given way to, so that a match becomes possible.</summary>
public enum RelaxationKind
{
    /// <summary>A mentor takes more learners than they have places.</summary>
    MorePlaces,

    /// <summary>A mentor gets fewer learners than their minimum.</summary>
    LowerMinimum,

    /// <summary>A learner and a mentor are matched in spite of a rule, an option or an earlier time together.</summary>
    Waiver,
}
