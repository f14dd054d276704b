namespace PeerLearning.Programs;

/// <summary>The first event: a champion drafts a programme.</summary>
/// <remarks>The one who records it is the champion.</remarks>
public sealed record ProgramDrafted : ProgramEvent
{
    /// <summary>The id of the programme.</summary>
    public required ProgramId Program { get; init; }

    /// <summary>The charter.</summary>
    public required Charter Charter { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        if (state.Charter is not null) refusals.Add("", "Draft a programme once.", "program.drafted", "The programme is drafted already.");
        if (string.IsNullOrWhiteSpace(Program.Value)) refusals.Add("Program", "Give the programme an id.", "program.id.blank", "{field} is a blank id.", Figure.Of("field", "Program"));
        CharterRules.Judge(Charter, refusals);
    }

    internal override void Fold(ProgramState state)
    {
        state.Id = Program;
        state.Champion = By;
        state.Stage = ProgramStage.Draft;
        state.TakeCharter(Charter);
    }
}
