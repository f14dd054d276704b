namespace PeerLearning.Progress;

/// <summary>Would they recommend the programme? The net promoter score of one role, with the interval that small groups deserve.</summary>
public sealed record Recommendation
{
    /// <summary>The answers that count.</summary>
    public required int Answers { get; init; }

    /// <summary>The share of 9 and 10 less the share of 0 to 6, in points from -100 to 100.</summary>
    public required Measured<double> Score { get; init; }

    /// <summary>The lower 95 % limit (score interval, Tango, 1998).</summary>
    public required Measured<double> Lower { get; init; }

    /// <summary>The upper 95 % limit.</summary>
    public required Measured<double> Upper { get; init; }

    /// <summary>The sentence.</summary>
    public required Reason Because { get; init; }

    /// <summary>What is wrong with the answers.</summary>
    public required IReadOnlyList<Problem> Problems { get; init => field = ValueList.Copy(value); }
}
