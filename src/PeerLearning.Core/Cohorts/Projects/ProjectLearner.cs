using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Somebody who is to get a project: a row that accepts anything; <see cref="ProjectMatcher"/> judges it.</summary>
public sealed record ProjectLearner
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The projects that the learner would take, with ranks; ties are equal ranks. Nobody gets a project that they do not name.</summary>
    public required IReadOnlyList<ProjectWish> Wishes { get; init => field = ValueList.Copy(value); }
}
