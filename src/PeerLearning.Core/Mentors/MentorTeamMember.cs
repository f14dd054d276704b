using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>A member of a team of lead mentors, and what this member brings.</summary>
[System.Diagnostics.DebuggerDisplay("{Person} level {Level}")]
public sealed record MentorTeamMember
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The level of proficiency, on the scale of the profiles.</summary>
    public required double Level { get; init; }

    /// <summary>The expertise that the score counts, from 0 to 1.</summary>
    public required double Expertise { get; init; }

    /// <summary>What the expertise of this member adds to the team's score.</summary>
    public required double ExpertisePart { get; init; }

    /// <summary>What the differences from the other members add to the team's score; each pair counts half for either member.</summary>
    public required double DifferencePart { get; init; }
}
