namespace PeerLearning.Programs;

/// <summary>What became of the promises of a role.</summary>
public sealed record PromiseAccount
{
    /// <summary>The role of the owners when they promised.</summary>
    public required ProgramRole Role { get; init; }

    /// <summary>The number of promises.</summary>
    public required int Made { get; init; }

    /// <summary>The number that were kept by their day.</summary>
    public required int KeptInTime { get; init; }

    /// <summary>The number that were kept after their day.</summary>
    public required int KeptLate { get; init; }

    /// <summary>The number that were not kept.</summary>
    public required int Broken { get; init; }

    /// <summary>The number from which the owner was released.</summary>
    public required int Released { get; init; }

    /// <summary>The number that are open and not yet due.</summary>
    public required int Open { get; init; }

    /// <summary>The number that are open after their day.</summary>
    public required int Overdue { get; init; }
}
