namespace PeerLearning.Skills;

/// <summary>A coefficient of reliability with its interval.</summary>
public readonly record struct ReliabilityFigure
{
    /// <summary>The coefficient; negative ones are reported as they are.</summary>
    public required Measured<double> Value { get; init; }

    /// <summary>The lower end of the 95% interval.</summary>
    public required Measured<double> Lower { get; init; }

    /// <summary>The upper end of the 95% interval.</summary>
    public required Measured<double> Upper { get; init; }
}
