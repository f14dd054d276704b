using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>A learner and the project that they got.</summary>
[System.Diagnostics.DebuggerDisplay("{ToString(),nq}")]
public sealed record ProjectPlace
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>The mentor who offers it.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The number of the project among the learner's choices, 1 for the first; ties share it.</summary>
    public required int Choice { get; init; }

    /// <summary>The learner, the project and the mentor.</summary>
    /// <returns>For example <c>L1 on Compiler with M7</c>.</returns>
    public override string ToString() => $"{Learner} on {Project} with {Mentor}";
}
