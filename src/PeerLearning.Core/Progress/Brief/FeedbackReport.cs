namespace PeerLearning.Progress;

/// <summary>The feedback of learners and mentors, and what was done about it.</summary>
/// <remarks>
/// Means of ratings are shown every second week from the start of the cohort, whatever the cadence, and only when at least as many people as the smallest
/// group have rated since the last time: no two briefs of the same smallest group differ by the ratings of fewer, whichever days and cadences they are of.
/// </remarks>
public sealed record FeedbackReport
{
    /// <summary>The number of pieces of feedback.</summary>
    public required int Given { get; init; }

    /// <summary>How many led to an action.</summary>
    public required int ActedOn { get; init; }

    /// <summary>How many were closed: the giver knows what came of it.</summary>
    public required int Closed { get; init; }

    /// <summary>The mean of the learners' latest ratings of the programme, as of the last release.</summary>
    public required Measured<double> LearnersRating { get; init; }

    /// <summary>The mean of the mentors' latest ratings of the programme, as of the last release.</summary>
    public required Measured<double> MentorsRating { get; init; }

    /// <summary>The median of the days from feedback to action.</summary>
    public required Measured<double> DaysToAction { get; init; }

    /// <summary>What was done, the latest first.</summary>
    public required IReadOnlyList<FeedbackAction> Actions { get; init => field = ValueList.Copy(value); }

    /// <summary>What waits, the oldest first.</summary>
    public required IReadOnlyList<OpenFeedback> Open { get; init => field = ValueList.Copy(value); }

    /// <summary>The sentences.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }
}
