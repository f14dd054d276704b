namespace PeerLearning.Progress;

/// <summary>What one team answered.</summary>
public sealed record TeamClimate
{
    /// <summary>The team; blank when all are one.</summary>
    public required string Team { get; init; }

    /// <summary>The complete answers; withheld when the group is small.</summary>
    public required Measured<int> Respondents { get; init; }

    /// <summary>How far the members agree (r*wg of Lindell, Brandt and Whitney, 1999): 1 is full agreement; negative values are kept.</summary>
    public required Measured<double> Agreement { get; init; }

    /// <summary>The mean, on the answer scale; withheld for a small group, and for a scale of the team also without enough agreement.</summary>
    public required Measured<double> Mean { get; init; }
}
