using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>The judged facts as columns. Person <c>i</c> owns the slices <c>[Start[i], Start[i + 1])</c>, each sorted by day.</summary>
internal sealed record FactColumns
{
    public required PersonId[] People { get; init; }

    public required int[] ActivityStart { get; init; }

    public required int[] ActivityDay { get; init; }

    public required int[] ActivityAmount { get; init; }

    /// <summary>Whether the host brought anything from which activity can be seen.</summary>
    public required bool HasActivity { get; init; }

    public required int[] SubmissionStart { get; init; }

    /// <summary>The index of the milestone in <see cref="Milestones"/>.</summary>
    public required int[] SubmissionMilestone { get; init; }

    public required int[] SubmissionDay { get; init; }

    /// <summary>The mark, or NaN for none; inside only.</summary>
    public required double[] SubmissionMark { get; init; }

    public required bool[] SubmissionCarried { get; init; }

    public required int[] MilestoneDue { get; init; }

    public required double[] MilestoneWeight { get; init; }

    public required ValueList<Milestone> Milestones { get; init; }

    public required ValueList<CheckIn> CheckIns { get; init; }

    public required ValueList<Session> Sessions { get; init; }

    public required ValueList<Obstacle> Obstacles { get; init; }

    public required ValueList<Promise> Promises { get; init; }

    public required ValueList<HelpRequest> HelpRequests { get; init; }

    public required ValueList<Feedback> Feedback { get; init; }

    public required ValueList<GivenNudge> Nudges { get; init; }

    public required ValueList<Enrolment> Enrolments { get; init; }

    /// <summary>Joined and left by person, as days; <see cref="int.MinValue"/> and <see cref="int.MaxValue"/> where not said.</summary>
    public required Dictionary<PersonId, (int Joined, int Left, Ending Ending)> EnrolmentOf { get; init; }
}
