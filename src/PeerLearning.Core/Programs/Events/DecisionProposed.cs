namespace PeerLearning.Programs;

/// <summary>Somebody proposes how to do it.</summary>
public sealed record DecisionProposed : ProgramEvent
{
    /// <summary>The id of the decision.</summary>
    public required EntryId Decision { get; init; }

    /// <summary>The part of the how.</summary>
    public required DecisionTopic Topic { get; init; }

    /// <summary>What is proposed, in words.</summary>
    public required string What { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedNew(state.Decisions, Decision, "Decision");
        refusals.NeedText(What, "What");
        refusals.NeedDefined(Topic, "Topic");
    }

    internal override void Fold(ProgramState state)
    {
        state.EditDecisions().Set(Decision, new TeamDecision
        {
            Id = Decision,
            Topic = Topic,
            What = What,
            ProposedBy = By,
            ProposerRole = state.RoleOf(By),
            ProposedAt = At,
        });
    }
}
