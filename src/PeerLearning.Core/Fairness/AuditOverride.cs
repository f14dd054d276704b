using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>A decision of a person against the answer, with the reason: people decide, and say why.</summary>
public sealed record AuditOverride
{
    /// <summary>Who decided.</summary>
    public required PersonId DecidedBy { get; init; }

    /// <summary>When.</summary>
    public required Instant DecidedAt { get; init; }

    /// <summary>What was changed, by ids, such as <c>p-17 in place of p-4</c>.</summary>
    public required string Change { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>Why.</summary>
    public required string Because { get; init => field = Guard.Against.NullOrWhiteSpace(value); }
}
