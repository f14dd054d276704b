using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>What one mentor promised and kept. Not a league table: mentors are listed by id, and small numbers are drawn to the mean.</summary>
[System.Diagnostics.DebuggerDisplay("{Mentor}: {Sessions.Kept} of {Sessions.Due} sessions")]
public sealed record MentorAccount
{
    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The learners who belong to the cohort today.</summary>
    public required int Learners { get; init; }

    /// <summary>The promised sessions whose day has passed, and those held.</summary>
    public required KeptShare Sessions { get; init; }

    /// <summary>The promises that were due, and those kept in time.</summary>
    public required KeptShare Promises { get; init; }

    /// <summary>The nudges they were asked to act on, and those they did; what they snoozed is not counted until the snooze is over.</summary>
    public required KeptShare Nudges { get; init; }

    /// <summary>The questions put to them, and those answered.</summary>
    public required KeptShare Answers { get; init; }

    /// <summary>The median time to an answer; unanswered questions count as still waiting (Kaplan and Meier, 1958).</summary>
    public required Measured<Duration> ResponseTime { get; init; }

    /// <summary>The mean of the latest ratings that learners gave about them, released as those of a <see cref="FeedbackReport"/>.</summary>
    public required Measured<double> Rating { get; init; }

    /// <summary>The mentor's own latest view of the share done, beside what was measured.</summary>
    public required Measured<double> OwnView { get; init; }

    /// <summary>The mentor's latest confidence, from 1 to 5.</summary>
    public required Measured<int> Confidence { get; init; }

    /// <summary>The sentences.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }
}
