namespace PeerLearning.Programs;

/// <summary>A nudge waits until a day.</summary>
public sealed record NudgeSnoozed : ProgramEvent
{
    /// <summary>The id of the nudge.</summary>
    public required EntryId Nudge { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate Until { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running);
        NudgeRules.NeedOpen(state, Nudge, By, refusals);
        if (Until < state.DateOf(At)) refusals.Add("Until", "Choose a day to come.", "program.nudge.past", "The day {day} is over.", Figure.Of("day", Until));
    }

    internal override void Fold(ProgramState state) => state.EditNudges().Set(Nudge, state.Nudges.Find(Nudge)! with { SnoozedUntil = Until });
}
