namespace PeerLearning.Programs;

/// <summary>The champion or sponsor changes the frame.</summary>
public sealed record FrameChanged : ProgramEvent
{
    /// <summary>The new frame.</summary>
    public required ProgramFrame Frame { get; init; }

    /// <summary>The new day by which it is done.</summary>
    public required LocalDate EndsOn { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Because { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Sponsored | Stages.Working);
        refusals.NeedRole(state, By, Roles.Above);
        refusals.NeedText(Because, "Because");
        CharterRules.JudgeFrame(Frame, refusals, "Frame");
        if (EndsOn < state.StartsOn || EndsOn < state.DateOf(At))
        {
            refusals.Add("EndsOn", "Choose a day to come.", "program.end.past", "The programme cannot end on {day}.", Figure.Of("day", EndsOn));
        }
    }

    internal override void Fold(ProgramState state)
    {
        state.Frame = Frame;
        state.EndsOn = EndsOn;
        state.FrameChanges++;
    }
}
