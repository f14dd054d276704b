using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>A milestone of the programme as it is planned now.</summary>
public sealed record PlannedMilestone
{
    /// <summary>The id.</summary>
    public required MilestoneId Id { get; init; }

    /// <summary>What is reached, in words.</summary>
    public required string Title { get; init; }

    /// <summary>The day by which it is to be reached.</summary>
    public required LocalDate DueOn { get; init; }

    /// <summary>Whether it was taken out of the plan.</summary>
    public bool IsDropped { get; init; }

    /// <summary>The number of learners who have reached it.</summary>
    public int ReachedBy { get; init; }

    /// <summary>How often its day was moved.</summary>
    public int Moves { get; init; }
}
