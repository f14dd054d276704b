using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A mentor plans to meet learners.</summary>
/// <remarks>What is planned is promised: the mentor's account compares it with what was held.</remarks>
public sealed record SessionPlanned : ProgramEvent
{
    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate PlannedOn { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Team);
        refusals.NeedMentor(state, Mentor, "Mentor", isPausedAllowed: true);
        refusals.NeedWithinDates(state, PlannedOn, "PlannedOn");
    }

    internal override void Fold(ProgramState state) => state.SessionsPlanned++;
}
