namespace PeerLearning.Progress;

/// <summary>The signals of one learner at one moment, with the raw figures they come from. NaN stands for "not known yet" and never leaves.</summary>
internal record struct LearnerSignals
{
    public double CreditNotEarned;
    public double MissedInARow;
    public double HandsInLate;
    public double MarksBelow;
    public double DaysIdle;
    public double FewActiveDays;
    public bool HasActivity;

    /// <summary>Whether the two standings are against the cohort; otherwise against the plan.</summary>
    public bool AgainstCohort;

    /// <summary>Milestones due before today and since the learner joined, and how many of them are missing.</summary>
    public int Due;
    public int Missing;

    /// <summary>The same with those due before the learner joined: for the fixed rules of an evaluation only.</summary>
    public int AllDue;
    public int AllMissing;

    /// <summary>Everything handed in, also ahead of time, and how many of it late.</summary>
    public int HandedIn;
    public int Late;
    public double MeanMark;
    public int Marks;

    /// <summary>
    /// Mean days between handing in and due date, at most a week late; what is missing counts as a week late where anything was handed in. Carried-over
    /// results and what was due before the learner joined do not count.
    /// </summary>
    public double MeanLead;

    /// <summary>Days with activity: of the last 7, of the 7 before, of the last 28.</summary>
    public int ActiveLast7;
    public int ActivePrevious7;
    public int ActiveLast28;

    /// <summary>The last days, at most 28 and no holidays, on which activity could have been seen.</summary>
    public int DaysSeen;

    /// <summary>The share of the cohort that was active on more of the last 28 days: for the fixed rules of an evaluation only.</summary>
    public double LessActive;

    /// <summary>The weight due so far, the weight handed in of it, and the credit earned.</summary>
    public double WeightDue;
    public double WeightHandedIn;

    /// <summary>The last day with activity; <see cref="int.MinValue"/> for none.</summary>
    public int LastActive;

    public readonly double this[NudgeSignal signal] => signal switch
    {
        NudgeSignal.CreditNotEarned => CreditNotEarned,
        NudgeSignal.MissedInARow => MissedInARow,
        NudgeSignal.HandsInLate => HandsInLate,
        NudgeSignal.MarksBelow => MarksBelow,
        NudgeSignal.DaysIdle => DaysIdle,
        _ => FewActiveDays,
    };
}
