namespace PeerLearning.Programs;

/// <summary>People decide what comes after the pilot.</summary>
/// <remarks>A person decides; the verdict advises. "Cannot say yet" leaves the programme in its retrospective, so that it can be decided again on more evidence.</remarks>
public sealed record ProgramDecided : ProgramEvent
{
    /// <summary>What is decided.</summary>
    public required ScaleChoice Choice { get; init; }

    /// <summary>What the verdict advised.</summary>
    public required ScaleChoice Advised { get; init; }

    /// <summary>Why, in words; needed where the choice is not what was advised.</summary>
    /// <value>Blank unless said otherwise.</value>
    public string Because { get; init; } = "";

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Retrospective);
        refusals.NeedRole(state, By, Roles.Above);
        refusals.NeedDefined(Choice, "Choice");
        refusals.NeedDefined(Advised, "Advised");
        if (state.Outcomes is null) refusals.Add("", "Record the outcomes first.", "program.outcomes.none", "No outcome is recorded.");
        if (state.Lessons.Count == 0) refusals.Add("", "Collect lessons first.", "program.lessons.none", "No lesson is recorded.");
        if (Choice != Advised) refusals.NeedText(Because, "Because");
    }

    internal override void Fold(ProgramState state)
    {
        state.Decision = new ProgramDecision { Choice = Choice, Advised = Advised, DecidedBy = By, DecidedAt = At, Because = Because ?? "" };
        if (Choice != ScaleChoice.CannotSayYet) state.Stage = ProgramStage.Decided;
    }
}
