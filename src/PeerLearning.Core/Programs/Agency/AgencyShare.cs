namespace PeerLearning.Programs;

/// <summary>How much of the how a role proposed and decided.</summary>
public sealed record AgencyShare
{
    /// <summary>The role.</summary>
    public required ProgramRole Role { get; init; }

    /// <summary>The number of proposals that came from the role.</summary>
    public required int Proposed { get; init; }

    /// <summary>The number of decisions in which somebody of the role took part, or which the role imposed.</summary>
    public required int Decided { get; init; }

    /// <summary>The share of all decisions, from 0 to 1, in which the role took part; the shares of several roles add up to more than 1.</summary>
    public required Measured<double> Share { get; init; }

    /// <summary>The number of changes to the plan of milestones that the role recorded.</summary>
    public required int PlanChanges { get; init; }
}
