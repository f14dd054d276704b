namespace PeerLearning.Programs;

/// <summary>A sponsor stands behind the charter.</summary>
/// <remarks>The one who records it is the sponsor.</remarks>
public sealed record ProgramSponsored : ProgramEvent
{
    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Draft);
        if (By == state.Champion)
        {
            refusals.Add("By", "Find somebody else to sponsor it.", "program.sponsor.self", "{person} is the champion and cannot be the sponsor too.", Figure.Of("person", By));
        }
    }

    internal override void Fold(ProgramState state)
    {
        state.Sponsor = By;
        state.Stage = ProgramStage.Sponsored;
    }
}
