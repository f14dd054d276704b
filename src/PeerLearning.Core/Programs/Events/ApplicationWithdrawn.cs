namespace PeerLearning.Programs;

/// <summary>Somebody gives up an application, a place before the matching, or a place in the reserve.</summary>
public sealed record ApplicationWithdrawn : ProgramEvent
{
    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Recruiting | Stages.Matched | Stages.Running);
        refusals.NeedLearner(state, By, "By", LearnerStatuses.Applied | LearnerStatuses.Admitted | LearnerStatuses.Reserve);
    }

    internal override void Fold(ProgramState state) => state.Move(By, LearnerStatus.Withdrawn, At);
}
