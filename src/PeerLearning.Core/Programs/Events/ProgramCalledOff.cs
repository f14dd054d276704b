namespace PeerLearning.Programs;

/// <summary>The programme ends before it started.</summary>
/// <remarks>A programme that has started is finished, not called off: what was learned counts.</remarks>
public sealed record ProgramCalledOff : ProgramEvent
{
    /// <summary>Why, in words.</summary>
    public required string Because { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.BeforeStart);
        refusals.NeedRole(state, By, Roles.Above);
        refusals.NeedText(Because, "Because");
    }

    internal override void Fold(ProgramState state) => state.Stage = ProgramStage.CalledOff;
}
