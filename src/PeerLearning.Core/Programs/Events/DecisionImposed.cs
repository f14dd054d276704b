namespace PeerLearning.Programs;

/// <summary>The champion or sponsor decides something that is the team's to decide.</summary>
/// <remarks>It happens, and so it is recorded; the agency report counts it.</remarks>
public sealed record DecisionImposed : ProgramEvent
{
    /// <summary>The id of the decision.</summary>
    public required EntryId Decision { get; init; }

    /// <summary>The part of the how.</summary>
    public required DecisionTopic Topic { get; init; }

    /// <summary>What is imposed, in words.</summary>
    public required string What { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Because { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Above);
        refusals.NeedNew(state.Decisions, Decision, "Decision");
        refusals.NeedText(What, "What");
        refusals.NeedText(Because, "Because");
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
            IsImposed = true,
            DecidedAt = At,
            IsAccepted = true,
            OthersDeciding = 1,
        });
    }
}
