namespace PeerLearning.Mentors;

/// <summary>The most different team among those whose expertise is as good as the best, up to a band; and what that difference costs.</summary>
public sealed record MeritBandSelection
{
    /// <summary>The team with the best expertise alone.</summary>
    public required MentorSelection Best { get; init; }

    /// <summary>The team that difference chose within the band; null if there is no best team.</summary>
    public required MentorSelection? Chosen { get; init; }

    /// <summary>The request that <see cref="Chosen"/> answers, to verify it with.</summary>
    public required MentorTeamRequest? ChosenRequest { get; init; }

    /// <summary>The price of diversity: the expertise given up, from 0 to the band; null if there is no team.</summary>
    public required double? ExpertiseGivenUp { get; init; }
}
