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

    /// <summary>What the expertise of this member adds to the team's score; an equal part for everybody where the weakest member counts.</summary>
    public required double ExpertisePart { get; init; }

    /// <summary>What the differences from the other members add to the team's score; each pair counts half for either member, and where the most similar pair counts everybody has an equal part.</summary>
    public required double DifferencePart { get; init; }
}
