namespace PeerLearning.Programs;

/// <summary>An invited person says yes or no.</summary>
public sealed record InvitationAnswered : ProgramEvent
{
    /// <summary>Whether the answer is yes; yes is an application.</summary>
    public required bool Accepts { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Recruiting);
        refusals.NeedNoPause(state);
        refusals.NeedLearner(state, By, "By", LearnerStatuses.Invited);
    }

    internal override void Fold(ProgramState state) => state.Move(By, Accepts ? LearnerStatus.Applied : LearnerStatus.Withdrawn, At);
}
