namespace PeerLearning.Programs;

/// <summary>A learner is back on the way.</summary>
public sealed record NudgeCleared : ProgramEvent
{
    /// <summary>The id of the nudge.</summary>
    public required EntryId Nudge { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running);
        NudgeRules.NeedOpen(state, Nudge, By, refusals);
    }

    internal override void Fold(ProgramState state) => state.EditNudges().Set(Nudge, state.Nudges.Find(Nudge)! with { ClearedAt = At });
}
