using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A lead mentor and the number of learners they take.</summary>
public sealed record EmpoweredMentor
{
    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The number of learners that the mentor takes, at least 1.</summary>
    public required int Places { get; init; }
}
