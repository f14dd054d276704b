namespace PeerLearning.Progress;

/// <summary>What was done about a piece of feedback, and whether the giver knows. It does not say who gave it.</summary>
public sealed record FeedbackAction
{
    /// <summary>The day of the action.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The days from the feedback to the action.</summary>
    public required int Days { get; init; }

    /// <summary>What was done; null when it was not recorded.</summary>
    public string? Action { get; init; }

    /// <summary>Whether the giver was told what came of it.</summary>
    public required bool IsClosed { get; init; }

    /// <summary>The sentence.</summary>
    public required Reason Because { get; init; }
}
