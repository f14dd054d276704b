namespace PeerLearning.Mentors;

/// <summary>A change of one demand that is enough to make a team possible.</summary>
public sealed record MentorRelaxation
{
    /// <summary>The place of the demand in the request, such as <c>Rules[2]</c> or <c>MinimumLevel</c>.</summary>
    public required string Demand { get; init => field = Guard.Against.NullOrWhiteSpace(value); }

    /// <summary>The change in plain words, with its figures.</summary>
    public required Reason Change { get; init => field = Guard.Against.Null(value); }
}
