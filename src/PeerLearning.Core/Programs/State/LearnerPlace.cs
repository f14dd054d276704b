using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A learner as the programme knows them.</summary>
public sealed record LearnerPlace
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>Where the learner stands.</summary>
    public required LearnerStatus Status { get; init; }

    /// <summary>Since when.</summary>
    public required Instant Since { get; init; }

    /// <summary>The mentor who invited the learner; null for an application without invitation.</summary>
    public PersonId? InvitedBy { get; init; }

    /// <summary>The learner's mentor; null before the matching.</summary>
    public PersonId? Mentor { get; init; }

    /// <summary>The place in the reserve, from 1; 0 for someone who is not in the reserve.</summary>
    public int ReserveRank { get; init; }

    /// <summary>The number of milestones that the learner has reached.</summary>
    public int MilestonesReached { get; init; }
}
