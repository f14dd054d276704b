namespace PeerLearning.Programs;

/// <summary>The champion rewrites the charter while the programme is a draft.</summary>
public sealed record CharterRevised : ProgramEvent
{
    /// <summary>The new charter.</summary>
    public required Charter Charter { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Draft);
        refusals.NeedRole(state, By, Roles.Champion);
        CharterRules.Judge(Charter, refusals);
        refusals.NeedSameCriteria(state, Charter?.Criteria);
    }

    internal override void Fold(ProgramState state) => state.TakeCharter(Charter);
}
