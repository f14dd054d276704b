namespace PeerLearning.Programs;

/// <summary>An invited manager says whether they come.</summary>
public sealed record ManagerReplied : ProgramEvent
{
    /// <summary>The id of the recognition.</summary>
    public required EntryId Recognition { get; init; }

    /// <summary>Whether they come.</summary>
    public required bool Comes { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating);
        if (refusals.NeedKnown(state.Recognitions, Recognition, "Recognition") is { } recognition && recognition.Manager is null)
        {
            refusals.Add("Recognition", "Invite the manager first.", "program.manager.not-invited", "No manager is invited.");
        }
    }

    internal override void Fold(ProgramState state) => state.EditRecognitions().Set(Recognition, state.Recognitions.Find(Recognition)! with { ManagerComes = Comes });
}
