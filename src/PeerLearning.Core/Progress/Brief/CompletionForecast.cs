namespace PeerLearning.Progress;

/// <summary>When the cohort will have handed in everything, if every coming week is like one of the past weeks.</summary>
/// <remarks>The distribution is exact (the throughput of a week convolved and capped at the remaining work), not simulated.</remarks>
public sealed record CompletionForecast
{
    /// <summary>The learner-milestones that are left.</summary>
    public required int Remaining { get; init; }

    /// <summary>The weeks of history that the forecast rests on.</summary>
    public required int WeeksOfHistory { get; init; }

    /// <summary>The day by which it is done with chance 50 %.</summary>
    public required Measured<LocalDate> P50 { get; init; }

    /// <summary>The day by which it is done with chance 85 %.</summary>
    public required Measured<LocalDate> P85 { get; init; }

    /// <summary>The chance that it is done by the last day of the programme.</summary>
    public required double ChanceByEnd { get; init; }
}
