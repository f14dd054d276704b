namespace PeerLearning.Cohorts;

/// <summary>A project that a learner would like, and how much: a rank from 1, the most wanted.</summary>
/// <remarks>Equal ranks are a tie. Whether the project exists and the rank is at least 1 is judged at the door of <see cref="ProjectMatcher"/>. The default value names no project.</remarks>
public readonly record struct ProjectWish
{
    /// <summary>Initialises a wish.</summary>
    /// <param name="project">What is wanted.</param>
    /// <param name="rank">The rank, 1 for the most wanted; equal ranks are a tie.</param>
    public ProjectWish(ProjectId project, int rank)
    {
        Project = project;
        Rank = rank;
    }

    /// <summary>What is wanted.</summary>
    public ProjectId Project { get; }

    /// <summary>The rank, 1 for the most wanted.</summary>
    public int Rank { get; }

    /// <summary>The project and the rank.</summary>
    /// <returns>For example <c>Compiler (1)</c>.</returns>
    public override string ToString() => $"{Project} ({Rank.ToString(System.Globalization.CultureInfo.InvariantCulture)})";
}
