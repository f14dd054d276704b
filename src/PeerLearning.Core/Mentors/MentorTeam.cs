namespace PeerLearning.Mentors;

/// <summary>A team of lead mentors with its score.</summary>
[System.Diagnostics.DebuggerDisplay("{Members.Count} members, score {Score}")]
public sealed record MentorTeam
{
    /// <summary>The members, in ordinal order of their ids.</summary>
    public required IReadOnlyList<MentorTeamMember> Members { get; init => field = ValueList.Copy(value); }

    /// <summary>The objective in whole numbers: what teams are compared by.</summary>
    public required long Objective { get; init; }

    /// <summary>The score from 0 to 1: the shares of expertise and difference added up.</summary>
    public required double Score { get; init; }

    /// <summary>The expertise of the team, from 0 to 1: the mean of the members', or that of the weakest, as the request has it.</summary>
    public required double Expertise { get; init; }

    /// <summary>The weighted difference of the pairs, from 0 to 1: the mean, or that of the most similar pair, as the request has it; 0 for a team of one.</summary>
    public required double Difference { get; init; }
}
