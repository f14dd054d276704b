namespace PeerLearning.Progress;

/// <summary>When the cohort will have handed in everything, if every coming week is like one of the past weeks.</summary>
/// <remarks>The distribution is exact (the throughput of a week convolved and capped at the remaining work), not simulated.</remarks>
public sealed record CompletionForecast
{
    /// <summary>The learner-milestones that are left; what was due before a learner joined is not asked of them.</summary>
    public required int Remaining { get; init; }

    /// <summary>The weeks of history that the forecast rests on.</summary>
    public required int WeeksOfHistory { get; init; }

    /// <summary>The day by which it is done with chance 50 %.</summary>
    public required Measured<LocalDate> P50 { get; init; }

    /// <summary>The day by which it is done with chance 85 %.</summary>
    public required Measured<LocalDate> P85 { get; init; }

    /// <summary>The day by which it is done with chance 95 %.</summary>
    public required Measured<LocalDate> P95 { get; init; }

    /// <summary>The past weeks from which the work of the four weeks after them was forecast in the same way.</summary>
    public required int PastForecasts { get; init; }

    /// <summary>The share of past forecasts with chance 50 % that held; about 0.5 when the pace is what it was.</summary>
    public required Measured<double> P50Held { get; init; }

    /// <summary>The share of past forecasts with chance 85 % that held.</summary>
    public required Measured<double> P85Held { get; init; }

    /// <summary>The chance that it is done by the last day of the programme.</summary>
    public required double ChanceByEnd { get; init; }
}
