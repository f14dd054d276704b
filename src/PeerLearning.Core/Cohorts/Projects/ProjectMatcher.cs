using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Gives learners projects of mentors who take only so many learners over all their projects: student-project allocation.</summary>
/// <remarks>
/// <para>The allocation is stable: no learner and project could leave what they have for each other so that the learner likes the project better and its mentor loses nothing. Among the stable ones it is the best for every
/// learner at once, or for every mentor (D. Abraham, R. Irving and D. Manlove, "Two algorithms for the student-project allocation problem", Journal of Discrete Algorithms 5, 2007). Ties go to the ordinally
/// smaller id; the allocation is stable with ties as well. With ties broken so, every stable allocation places the same learners, and whoever stays out is out of all of them; other ways to break ties may place more.</para>
/// <para>Can it be gamed? Not by learners, when it is the best for them: nobody gains by other wishes than their own. When it favours mentors, learners can gain by a shorter list, and mentors always can by other
/// wishes or fewer places.</para>
/// </remarks>
/// <param name="options">How to work; null for the defaults.</param>
public sealed class ProjectMatcher(ProjectOptions? options = null)
{
    /// <summary>How the service works.</summary>
    public ProjectOptions Options { get; } = options ?? new();

    /// <summary>Gives learners projects.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">Who is to get a project, and which there are.</param>
    /// <returns>The allocation. Rows with problems are left out, and the problems stand in it.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ProjectMatch Match(Workforce workforce, ProjectRequest request)
    {
        var model = ProjectModel.Build(Guard.Against.Null(workforce), Guard.Against.Null(request));
        int[] matched = Options.FavoursMentors ? StudentProjects.LecturerOptimal(model.Market) : StudentProjects.StudentOptimal(model.Market);
        return new ProjectMatch(model, Options, matched);
    }
}
