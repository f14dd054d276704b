namespace PeerLearning.Progress;

/// <summary>How often one group of learners is flagged, beside the others.</summary>
public sealed record GroupFlagRate
{
    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>The share of the group's learners who were ever flagged; withheld when the group is small.</summary>
    public required Measured<double> FlagRate { get; init; }

    /// <summary>The share of the group's learners who were flagged among those who needed help.</summary>
    public required Measured<double> Recall { get; init; }

    /// <summary>The share of the group's learners who were flagged among those who needed none.</summary>
    public required Measured<double> FalseAlarmRate { get; init; }

    /// <summary>The flag rate over the lowest flag rate of any group shown.</summary>
    public required Measured<double> RatioToLowest { get; init; }
}
