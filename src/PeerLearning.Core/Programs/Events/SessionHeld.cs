using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A mentor and learners met.</summary>
public sealed record SessionHeld : ProgramEvent
{
    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>The day for which it was planned; null when it was not planned.</summary>
    public LocalDate? PlannedOn { get; init; }

    /// <summary>The learners who came.</summary>
    public required IReadOnlyList<PersonId> Learners { get; init => field = Carried.List(value); }

    /// <summary>How long it took.</summary>
    public required Duration Length { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running);
        refusals.NeedNoPause(state);
        refusals.NeedRole(state, By, Roles.Team);
        refusals.NeedMentor(state, Mentor, "Mentor", isPausedAllowed: true);
        if (Learners.Count == 0) refusals.Add("Learners", "Name those who came.", "program.session.empty", "Nobody came to the session.");
        for (int i = 0; i < Learners.Count; i++) refusals.NeedLearner(state, Learners[i], "Learners", LearnerStatuses.Learning);
        if (Length <= Duration.Zero || Length > Duration.FromHours(24))
        {
            refusals.Add("Length", "Give the length of the session.", "program.session.length", "A session cannot take {hours:0.##} hours.", Figure.Of("hours", Length.TotalHours));
        }
    }

    internal override void Fold(ProgramState state) => state.SessionsHeld++;
}
