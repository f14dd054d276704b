using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Something to learn by doing that a mentor offers: a row that accepts anything; <see cref="ProjectMatcher"/> judges it.</summary>
public sealed record Project
{
    /// <summary>The project.</summary>
    public required ProjectId Id { get; init; }

    /// <summary>The mentor who offers it.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The most learners who work on it.</summary>
    /// <value>1 unless said otherwise.</value>
    public int Places { get; init; } = 1;
}
