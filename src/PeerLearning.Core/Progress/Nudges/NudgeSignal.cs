namespace PeerLearning.Progress;

/// <summary>What a nudge can rest on: how somebody takes part, never who they are.</summary>
/// <remarks>Every signal runs from good to bad: a larger value never lowers the score. No dimension of a person is one.</remarks>
public enum NudgeSignal
{
    /// <summary>The share, 0 to 1, of the credit that could have been earned so far and was not; a missed milestone earns none.</summary>
    CreditNotEarned,

    /// <summary>The number of milestones missed since the learner last handed one in that was due; none that was due before the learner joined.</summary>
    MissedInARow,

    /// <summary>
    /// The share of the cohort, 0 to 1, that hands in earlier before the due dates on average. A week late is the latest, and what is missing counts as a week late
    /// where anything was handed in: so handing it in never raises the score.
    /// </summary>
    HandsInLate,

    /// <summary>The share of the cohort, 0 to 1, with better marks.</summary>
    MarksBelow,

    /// <summary>The number of full days without activity up to yesterday, holidays not counted.</summary>
    DaysIdle,

    /// <summary>The share, 0 to 1, of three active days a week that is lacking over the last 28 days, or since the learner joined; holidays ask for nothing.</summary>
    FewActiveDays,
}
