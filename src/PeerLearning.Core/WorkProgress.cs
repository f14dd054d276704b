namespace PeerLearning;

/// <summary>A report from long work under way.</summary>
public readonly record struct WorkProgress
{
    /// <summary>The work done so far, in the unit of the service's <see cref="WorkBudget"/>.</summary>
    public required long Done { get; init; }

    /// <summary>The work that is allowed in all.</summary>
    public required long Budget { get; init; }

    /// <summary>The best objective so far, if there is an answer.</summary>
    public double? Objective { get; init; }

    /// <summary>The bound so far, if there is one.</summary>
    public double? Bound { get; init; }
}
