namespace PeerLearning.Progress;

/// <summary>What alerts cost and bring when they are decided every week.</summary>
[System.Diagnostics.DebuggerDisplay("{Rule}: {AlertsPerLearner} alerts a learner, recall {Recall}")]
public sealed record AlertBurden
{
    /// <summary>The rule: <c>points</c> with its hysteresis, or a fixed rule to compare with.</summary>
    public required string Rule { get; init; }

    /// <summary>The learners who belonged to a cohort in at least one week.</summary>
    public required int Learners { get; init; }

    /// <summary>The share of learner-weeks with an alert up.</summary>
    public required Measured<double> FlaggedShare { get; init; }

    /// <summary>New alerts per learner.</summary>
    public required Measured<double> AlertsPerLearner { get; init; }

    /// <summary>The share of learners who needed help among those ever flagged.</summary>
    public required Measured<double> Precision { get; init; }

    /// <summary>The share of learners ever flagged among those who needed help.</summary>
    public required Measured<double> Recall { get; init; }

    /// <summary>The share of those who left after week 2 who had been flagged at least 14 days before.</summary>
    public required Measured<double> LeaversFlagged14DaysBefore { get; init; }

    /// <summary>The median days from the first flag to leaving, over flagged leavers.</summary>
    public required Measured<double> MedianLeadDays { get; init; }
}
