using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>What would have been decided without looking at one dimension.</summary>
public sealed record MentorCounterfactual
{
    /// <summary>The dimension that was left out of differences and rules.</summary>
    public required Dimension Dimension { get; init; }

    /// <summary>The answer without it.</summary>
    public required MentorSelection Selection { get; init; }

    /// <summary>The request without it, to verify that answer with.</summary>
    public required MentorTeamRequest Request { get; init; }

    /// <summary>Who is in the team only without the dimension.</summary>
    public required IReadOnlyList<PersonId> Joining { get; init => field = ValueList.Copy(value); }

    /// <summary>Who is in the team only with the dimension.</summary>
    public required IReadOnlyList<PersonId> Leaving { get; init => field = ValueList.Copy(value); }

    /// <summary>The mean expertise that the dimension costs: without it less with it; null if either has no team.</summary>
    public required double? ExpertiseCost { get; init; }
}
