using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A lesson of the retrospective.</summary>
public sealed record Lesson
{
    /// <summary>Who brought it.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The person's role.</summary>
    public required ProgramRole Role { get; init; }

    /// <summary>What it asks for.</summary>
    public required LessonKind Kind { get; init; }

    /// <summary>The lesson, in words.</summary>
    public required string What { get; init; }
}
