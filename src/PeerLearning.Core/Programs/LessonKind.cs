namespace PeerLearning.Programs;

/// <summary>What a lesson of the retrospective asks for.</summary>
public enum LessonKind
{
    /// <summary>Do it again.</summary>
    Keep,

    /// <summary>Do it differently.</summary>
    Change,

    /// <summary>Do it no more.</summary>
    Stop,

    /// <summary>Begin to do it.</summary>
    Start,
}
