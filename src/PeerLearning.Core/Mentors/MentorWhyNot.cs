using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>Why a person is not in the team, and what would have been enough.</summary>
[System.Diagnostics.DebuggerDisplay("{Person}: {Reasons.Count} reasons")]
public sealed record MentorWhyNot
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>Whether the person is in the team after all.</summary>
    public bool IsMember { get; init; }

    /// <summary>The reasons.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }

    /// <summary>The best team that has the person; null if there is none.</summary>
    public MentorTeam? BestTeamWith { get; init; }

    /// <summary>The expertise from which on the person would be selected, in thousandths from 0 to 1; null if no expertise would do.</summary>
    /// <remarks>Confirmed by solving again: with this expertise the person is selected, with a thousandth less not.</remarks>
    public double? NeededExpertise { get; init; }

    /// <summary>Whether the needed expertise was confirmed both ways by solving again.</summary>
    public bool IsConfirmed { get; init; }
}
