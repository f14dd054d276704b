namespace PeerLearning.Progress;

/// <summary>Feedback that waits for the champion's action, or for the giver to hear of it. It does not say who gave it.</summary>
public sealed record OpenFeedback
{
    /// <summary>The day on which it was given.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The days since then.</summary>
    public required int AgeInDays { get; init; }

    /// <summary>Whether something was done, and only the answer to the giver is missing.</summary>
    public required bool IsActedOn { get; init; }

    /// <summary>The sentence.</summary>
    public required Reason Because { get; init; }
}
