namespace PeerLearning.Programs;

/// <summary>The work is done, at the planned end or before it.</summary>
/// <remarks>Learners who have reached every milestone of the plan have completed; the others, those who completed earlier apart, have not.</remarks>
public sealed record ProgramFinished : ProgramEvent
{
    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running);
        refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedNoPause(state);
    }

    internal override void Fold(ProgramState state)
    {
        state.FinishedAt = At;
        state.Stage = ProgramStage.Celebrating;
        state.SettleLearners(At);
    }
}
