namespace PeerLearning.Progress;

/// <summary>All that a host knows about a running programme, as rows that accept anything; <see cref="ProgressFacts"/> judges them.</summary>
/// <remarks>A host brings what it has. What it does not have is answered with "not in the data", never guessed.</remarks>
public sealed record ProgressRows
{
    /// <summary>The plan.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Milestone> Milestones { get; init => field = Guard.Against.Null(value); } = [];

    /// <summary>What was reached or handed in.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Submission> Submissions { get; init => field = Guard.Against.Null(value); } = [];

    /// <summary>The days on which learners worked.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<ActivityDay> Activity { get; init => field = Guard.Against.Null(value); } = [];

    /// <summary>The answers of learners and mentors.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<CheckIn> CheckIns { get; init => field = Guard.Against.Null(value); } = [];

    /// <summary>The sessions that mentors promised.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Session> Sessions { get; init => field = Guard.Against.Null(value); } = [];

    /// <summary>What is or was in the way.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Obstacle> Obstacles { get; init => field = Guard.Against.Null(value); } = [];

    /// <summary>The promises.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Promise> Promises { get; init => field = Guard.Against.Null(value); } = [];

    /// <summary>The questions put to mentors.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<HelpRequest> HelpRequests { get; init => field = Guard.Against.Null(value); } = [];

    /// <summary>The feedback of learners and mentors.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Feedback> Feedback { get; init => field = Guard.Against.Null(value); } = [];

    /// <summary>The nudges of earlier briefs.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<GivenNudge> Nudges { get; init => field = Guard.Against.Null(value); } = [];

    /// <summary>Who joined late or left early.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Enrolment> Enrolments { get; init => field = Guard.Against.Null(value); } = [];
}
