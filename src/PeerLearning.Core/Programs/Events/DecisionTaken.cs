using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>The team decides on a proposal.</summary>
/// <remarks>What a champion decides alone is not the team's decision: it is imposed, and counted as such.</remarks>
public sealed record DecisionTaken : ProgramEvent
{
    /// <summary>The id of the decision.</summary>
    public required EntryId Decision { get; init; }

    /// <summary>Whether the proposal is accepted.</summary>
    public required bool IsAccepted { get; init; }

    /// <summary>Those who decided.</summary>
    public required IReadOnlyList<PersonId> DecidedBy { get; init => field = Carried.List(value); }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Team | Roles.Champion);
        AgencyRules.JudgeDeciders(state, Decision, DecidedBy, refusals);
    }

    internal override void Fold(ProgramState state) => AgencyRules.Decide(state, Decision, IsAccepted, DecidedBy, At);
}
