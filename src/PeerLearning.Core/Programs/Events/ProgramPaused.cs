namespace PeerLearning.Programs;

/// <summary>The programme rests.</summary>
public sealed record ProgramPaused : ProgramEvent
{
    /// <summary>Why, in words.</summary>
    public required string Because { get; init; }

    /// <summary>The day on which it is to go on; null when nobody knows.</summary>
    public LocalDate? ResumesOn { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Champion | Roles.Sponsor | Roles.Mentor);
        refusals.NeedNoPause(state);
        refusals.NeedText(Because, "Because");
    }

    internal override void Fold(ProgramState state)
    {
        state.IsPaused = true;
        state.PausedAt = At;
    }
}
