namespace PeerLearning.Programs;

/// <summary>Where a learner stands in a programme.</summary>
public enum LearnerStatus
{
    /// <summary>A mentor has asked; the answer is open.</summary>
    Invited,

    /// <summary>The learner wants a place.</summary>
    Applied,

    /// <summary>The learner has a place and no mentor yet.</summary>
    Admitted,

    /// <summary>The learner waits for a place that becomes free.</summary>
    Reserve,

    /// <summary>The learner has a mentor; the programme has not started.</summary>
    Matched,

    /// <summary>The learner is learning.</summary>
    Learning,

    /// <summary>The learner has reached the goal, at the end or before it.</summary>
    Completed,

    /// <summary>The programme ended before the learner reached the goal.</summary>
    NotCompleted,

    /// <summary>The learner left a matched or running programme.</summary>
    Left,

    /// <summary>The learner went on in another cohort, which is not leaving.</summary>
    Transferred,

    /// <summary>The learner said no to an invitation or withdrew before a place was given.</summary>
    Withdrawn,

    /// <summary>There was no place and no reserve for the learner.</summary>
    NotAdmitted,
}
