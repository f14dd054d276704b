namespace PeerLearning.Programs;

/// <summary>Somebody asked the learner.</summary>
public sealed record NudgeActedOn : ProgramEvent
{
    /// <summary>The id of the nudge.</summary>
    public required EntryId Nudge { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running);
        NudgeRules.NeedOpen(state, Nudge, By, refusals);
    }

    internal override void Fold(ProgramState state) => state.EditNudges().Set(Nudge, state.Nudges.Find(Nudge)! with { ActedAt = At });
}
