namespace PeerLearning.Progress;

/// <summary>The answers to a scale on one occasion.</summary>
public sealed record ClimateWave
{
    /// <summary>The day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The answers.</summary>
    public required IReadOnlyList<ClimateAnswer> Answers { get; init => field = Guard.Against.Null(value); }
}
