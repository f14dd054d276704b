using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>The decision at the end, as people took it.</summary>
public sealed record ProgramDecision
{
    /// <summary>What was decided.</summary>
    public required ScaleChoice Choice { get; init; }

    /// <summary>What the verdict advised.</summary>
    public required ScaleChoice Advised { get; init; }

    /// <summary>Who decided.</summary>
    public required PersonId DecidedBy { get; init; }

    /// <summary>When.</summary>
    public required Instant DecidedAt { get; init; }

    /// <summary>Why, in words; never blank where people decided otherwise than advised.</summary>
    public string Because { get; init; } = "";
}
