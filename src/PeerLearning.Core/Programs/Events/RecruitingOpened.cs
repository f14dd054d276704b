namespace PeerLearning.Programs;

/// <summary>The mentors begin to look for learners.</summary>
public sealed record RecruitingOpened : ProgramEvent
{
    /// <summary>The last day for applications; null when it is open.</summary>
    public LocalDate? ClosesOn { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Empowered);
        refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedNoPause(state);
        if (ClosesOn is { } day && day > state.EndsOn) refusals.NeedWithinDates(state, day, "ClosesOn");
    }

    internal override void Fold(ProgramState state)
    {
        state.RecruitingClosesOn = ClosesOn;
        state.Stage = ProgramStage.Recruiting;
    }
}
