namespace PeerLearning.Progress;

/// <summary>Progress against the plan.</summary>
public sealed record CohortProgress
{
    /// <summary>The learners who belong to the cohort today.</summary>
    public required int Learners { get; init; }

    /// <summary>Those who gave up, were transferred, or completed.</summary>
    public required int Withdrawn { get; init; }

    /// <summary>Those who went on in another cohort.</summary>
    public required int Transferred { get; init; }

    /// <summary>Those who reached the goal, perhaps early.</summary>
    public required int Completed { get; init; }

    /// <summary>The share of the plan, by weight, that was due before today.</summary>
    public required Measured<double> Planned { get; init; }

    /// <summary>The share of the plan, by weight, that the learners have handed in, on average.</summary>
    public required Measured<double> Done { get; init; }

    /// <summary>The share of due learner-milestones that are handed in; what was due before a learner joined is not asked of them.</summary>
    public required Measured<double> HandedInOfDue { get; init; }

    /// <summary>The learners with nothing missing.</summary>
    public required int OnPlan { get; init; }

    /// <summary>The learners with at least one due milestone missing.</summary>
    public required int Behind { get; init; }

    /// <summary>The mean of the learners' own views of the share done.</summary>
    public required Measured<double> OwnView { get; init; }

    /// <summary>The mean of the mentors' views of the share done.</summary>
    public required Measured<double> MentorsView { get; init; }

    /// <summary>What the control chart of the share of active learners, week by week, says.</summary>
    public required ProgressState State { get; init; }

    /// <summary>The change of the share of active learners per week (Theil-Sen), as a share.</summary>
    public required Measured<double> Trend { get; init; }

    /// <summary>The forecast.</summary>
    public required Measured<CompletionForecast> Forecast { get; init; }

    /// <summary>The periods so far, in order; the last one may be under way.</summary>
    public required IReadOnlyList<PeriodFigures> Periods { get; init => field = ValueList.Copy(value); }

    /// <summary>The sentences.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }
}
