using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A decision about the how: who proposed it, who decided it, and whether it came from above.</summary>
public sealed record TeamDecision
{
    /// <summary>The id.</summary>
    public required EntryId Id { get; init; }

    /// <summary>The part of the how.</summary>
    public required DecisionTopic Topic { get; init; }

    /// <summary>What was proposed or imposed, in words.</summary>
    public required string What { get; init; }

    /// <summary>Who proposed or imposed it.</summary>
    public required PersonId ProposedBy { get; init; }

    /// <summary>The proposer's role at that time.</summary>
    public required ProgramRole ProposerRole { get; init; }

    /// <summary>When it was proposed or imposed.</summary>
    public required Instant ProposedAt { get; init; }

    /// <summary>Whether it was imposed from above rather than decided by the team.</summary>
    public bool IsImposed { get; init; }

    /// <summary>When it was decided; null while it is open.</summary>
    public Instant? DecidedAt { get; init; }

    /// <summary>Whether the proposal was accepted; null while it is open.</summary>
    public bool? IsAccepted { get; init; }

    /// <summary>The mentors among those who decided.</summary>
    public int MentorsDeciding { get; init; }

    /// <summary>The learners among those who decided.</summary>
    public int LearnersDeciding { get; init; }

    /// <summary>The champion and the sponsor among those who decided.</summary>
    public int OthersDeciding { get; init; }
}
