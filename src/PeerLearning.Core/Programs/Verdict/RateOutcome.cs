namespace PeerLearning.Programs;

/// <summary>How many of how many people did.</summary>
public sealed record RateOutcome : CriterionOutcome
{
    /// <summary>The number of people who did.</summary>
    public required int Successes { get; init; }

    /// <summary>The number of people in all, those who left included.</summary>
    public required int Of { get; init; }
}
