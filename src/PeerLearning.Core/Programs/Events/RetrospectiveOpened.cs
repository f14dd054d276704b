namespace PeerLearning.Programs;

/// <summary>The team begins to collect what it learned.</summary>
public sealed record RetrospectiveOpened : ProgramEvent
{
    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Celebrating);
        refusals.NeedRole(state, By, Roles.Leads);
        if (state.CelebratedAt is null) refusals.Add("", "Celebrate first.", "program.not-celebrated", "Nothing was celebrated yet.");
    }

    internal override void Fold(ProgramState state) => state.Stage = ProgramStage.Retrospective;
}
