namespace PeerLearning.Mentors;

/// <summary>How hard a <see cref="MentorTeamSelector"/> may work.</summary>
public sealed record MentorTeamOptions
{
    /// <summary>The search nodes that one question may visit.</summary>
    /// <value>Calibrated unless said otherwise: 5,000,000, some seconds.</value>
    public WorkBudget Budget { get; init; }
}
