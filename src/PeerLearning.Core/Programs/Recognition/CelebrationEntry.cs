using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A line of the celebration: who, for what, by whom, on what evidence, with which manager.</summary>
public sealed record CelebrationEntry
{
    /// <summary>The recognition.</summary>
    public required Recognition Recognition { get; init; }

    /// <summary>The events that show the contribution.</summary>
    public required IReadOnlyList<ProgramEvent> Evidence { get; init => field = ValueList.Copy(value); }

    /// <summary>The direct manager who is invited, or should be; null when nobody is known.</summary>
    public required PersonId? Manager { get; init; }

    /// <summary>Whether the manager still has to be invited.</summary>
    public required bool IsInvitationDue { get; init; }
}
