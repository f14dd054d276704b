namespace PeerLearning.Progress;

/// <summary>How a scale developed over several waves.</summary>
public sealed record ClimateTrend
{
    /// <summary>The scale.</summary>
    public required ClimateScale Scale { get; init; }

    /// <summary>The waves, in the order of their days.</summary>
    public required IReadOnlyList<ClimateWaveMean> Waves { get; init => field = ValueList.Copy(value); }

    /// <summary>The change of the mean in 30 days: the median of the slopes between all pairs of waves (Theil, 1950; Sen, 1968).</summary>
    public required Measured<double> ChangePer30Days { get; init; }

    /// <summary>The lower 95 % limit of the change.</summary>
    public required Measured<double> Lower { get; init; }

    /// <summary>The upper 95 % limit of the change.</summary>
    public required Measured<double> Upper { get; init; }

    /// <summary>The sentences.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }

    /// <summary>What is wrong with the answers, over all waves.</summary>
    public required IReadOnlyList<Problem> Problems { get; init => field = ValueList.Copy(value); }
}
