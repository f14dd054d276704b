using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>What a mentor or learner takes along, and what challenged them.</summary>
public sealed record Takeaway
{
    /// <summary>Who says it.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The person's role.</summary>
    public required ProgramRole Role { get; init; }

    /// <summary>What they take along, in words.</summary>
    public required string What { get; init; }

    /// <summary>What challenged them, in words; blank when they did not say.</summary>
    public string Challenge { get; init; } = "";
}
