namespace PeerLearning.Progress;

/// <summary>A milestone of the plan: what every learner of the cohort is to reach by a date. A row; <see cref="ProgressFacts"/> judges it.</summary>
public sealed record Milestone
{
    /// <summary>The id, unique within the facts.</summary>
    public required MilestoneId Id { get; init; }

    /// <summary>The last day on which reaching it is in time.</summary>
    public required LocalDate Due { get; init; }

    /// <summary>How much it counts in the plan, relative to the others; 0 for one that is offered but does not count.</summary>
    /// <value>1 unless said otherwise.</value>
    public double Weight { get; init; } = 1;

    /// <summary>What is to be reached, in the words of the team; null when the id says enough.</summary>
    public string? Title { get; init; }
}
