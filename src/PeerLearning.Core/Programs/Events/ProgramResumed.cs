namespace PeerLearning.Programs;

/// <summary>The programme goes on.</summary>
public sealed record ProgramResumed : ProgramEvent
{
    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Champion | Roles.Sponsor | Roles.Mentor);
        if (!state.IsPaused) refusals.Add("", "Leave it: it goes on.", "program.not-paused", "The programme is not paused.");
    }

    internal override void Fold(ProgramState state)
    {
        state.IsPaused = false;
        state.PausedFor += At - state.PausedAt;
    }
}
