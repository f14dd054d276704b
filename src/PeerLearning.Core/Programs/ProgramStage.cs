namespace PeerLearning.Programs;

/// <summary>Where a programme stands on its way from an idea to a decision.</summary>
/// <remarks>
/// The order of the values is the order of the way. A pause is not a stage: a paused programme stays where it is. A programme that reaches its
/// goal before the planned end is celebrated like any other; only one that never started can be called off.
/// </remarks>
public enum ProgramStage
{
    /// <summary>The champion writes the charter.</summary>
    Draft,

    /// <summary>A sponsor stands behind the charter and gives time, budget and top cover.</summary>
    Sponsored,

    /// <summary>The lead mentors have taken the programme over: the how is theirs from here on.</summary>
    MentorsEmpowered,

    /// <summary>Mentors invite and learners apply.</summary>
    Recruiting,

    /// <summary>Every learner with a place has a mentor.</summary>
    Matched,

    /// <summary>The cohort learns.</summary>
    Running,

    /// <summary>The work is done and what was contributed is being recognised.</summary>
    Celebrating,

    /// <summary>Lessons and outcomes are collected.</summary>
    Retrospective,

    /// <summary>It is decided whether to scale, to adapt or to stop.</summary>
    Decided,

    /// <summary>The programme ended before it started.</summary>
    CalledOff,
}
