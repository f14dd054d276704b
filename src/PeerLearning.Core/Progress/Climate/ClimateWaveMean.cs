namespace PeerLearning.Progress;

/// <summary>The mean of one wave.</summary>
public sealed record ClimateWaveMean
{
    /// <summary>The day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The complete answers; withheld when they are few.</summary>
    public required Measured<int> Respondents { get; init; }

    /// <summary>The mean, on the answer scale; withheld for few people, and when fewer changed since a wave that is shown.</summary>
    public required Measured<double> Mean { get; init; }
}
