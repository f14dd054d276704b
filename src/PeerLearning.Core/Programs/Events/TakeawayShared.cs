namespace PeerLearning.Programs;

/// <summary>A mentor or learner says what they take along and what challenged them.</summary>
public sealed record TakeawayShared : ProgramEvent
{
    /// <summary>What they take along, in words.</summary>
    public required string What { get; init; }

    /// <summary>What challenged them, in words.</summary>
    /// <value>Blank unless said otherwise.</value>
    public string Challenge { get; init; } = "";

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running | Stages.Celebrating | Stages.Retrospective);
        refusals.NeedRole(state, By, Roles.Team);
        refusals.NeedText(What, "What");
    }

    internal override void Fold(ProgramState state) => state.Add(new Takeaway { Person = By, Role = state.RoleOf(By), What = What, Challenge = Challenge ?? "" });
}
