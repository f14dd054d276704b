namespace PeerLearning.Programs;

/// <summary>One gain per person, in the pilot and in a comparison group that did not take part.</summary>
public sealed record DifferenceOutcome : CriterionOutcome
{
    /// <summary>The gains of those who took part: the value after minus the value before.</summary>
    public required IReadOnlyList<double> PilotGains { get; init => field = Carried.List(value); }

    /// <summary>The gains of those who did not, over the same time.</summary>
    public required IReadOnlyList<double> ComparisonGains { get; init => field = Carried.List(value); }
}
