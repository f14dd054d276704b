namespace PeerLearning.Programs;

/// <summary>A round of a scaling plan.</summary>
public sealed record ScalingRound
{
    /// <summary>The number of the round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The mentors at hand when it begins.</summary>
    public required ScalingRange Mentors { get; init; }

    /// <summary>The cohorts; 0 in runs that have reached their goal.</summary>
    public required ScalingRange Cohorts { get; init; }

    /// <summary>The learners who begin.</summary>
    public required ScalingRange Learners { get; init; }

    /// <summary>The learners who have completed by its end, in all rounds together.</summary>
    public required ScalingRange GraduatesSoFar { get; init; }

    /// <summary>The chance, from 0 to 1, that the goal is reached by its end.</summary>
    public required double ChanceReached { get; init; }
}
