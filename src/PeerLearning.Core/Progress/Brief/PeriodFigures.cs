namespace PeerLearning.Progress;

/// <summary>What happened in one period, over the learners who belong to the cohort today and had joined by its last day.</summary>
public sealed record PeriodFigures
{
    /// <summary>The period.</summary>
    public required BriefPeriod Period { get; init; }

    /// <summary>The learners who belonged to the cohort.</summary>
    public required int Learners { get; init; }

    /// <summary>How many of them were active at least once.</summary>
    public required Measured<int> Active { get; init; }

    /// <summary>How many of them checked in.</summary>
    public required int CheckedIn { get; init; }

    /// <summary>How many milestones they handed in, whenever due.</summary>
    public required int HandedIn { get; init; }

    /// <summary>How many learner-milestones fell due.</summary>
    public required int Due { get; init; }

    /// <summary>How many of those had been handed in by the end of their day.</summary>
    public required int DueInTime { get; init; }
}
