using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Who is to get a project, which projects there are, and how many learners each mentor takes over all of theirs.</summary>
public sealed record ProjectRequest
{
    /// <summary>The learners, each once.</summary>
    public required IReadOnlyList<ProjectLearner> Learners { get; init => field = ValueList.Copy(value); }

    /// <summary>The projects, each once.</summary>
    public required IReadOnlyList<Project> Projects { get; init => field = ValueList.Copy(value); }

    /// <summary>The mentors, each once: their places over all their projects together, and whom they would like. A learner not listed comes after those listed; ties go to the ordinally smaller id.</summary>
    /// <remarks><see cref="MentorPlace.MinimumPlaces"/> has no meaning here: a stable allocation cannot promise it.</remarks>
    public required IReadOnlyList<MentorPlace> Mentors { get; init => field = ValueList.Copy(value); }

    /// <summary>The rules, each read of the learner and the mentor of a project as a group of two.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Rule> Rules { get; init => field = ValueList.Copy(value); } = ValueList<Rule>.Empty;
}
