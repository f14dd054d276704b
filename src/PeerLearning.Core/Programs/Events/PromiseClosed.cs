namespace PeerLearning.Programs;

/// <summary>It is known what became of a promise.</summary>
public sealed record PromiseClosed : ProgramEvent
{
    /// <summary>The id of the promise.</summary>
    public required EntryId Promise { get; init; }

    /// <summary>What became of it.</summary>
    public required PromiseOutcome Outcome { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Open);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedDefined(Outcome, "Outcome");
        if (Outcome == PromiseOutcome.Open) refusals.Add("Outcome", "Say what became of it.", "program.promise.outcome", "An open promise is not closed.");
        if (refusals.NeedKnown(state.Promises, Promise, "Promise") is { } promise)
        {
            if (promise.Outcome != PromiseOutcome.Open) refusals.Add("Promise", "Close it once.", "program.promise.closed", "It is closed already.");
            if (Outcome == PromiseOutcome.Released && promise.Owner == By)
            {
                refusals.Add("By", "Let the one to whom it was promised release you.", "program.promise.self-release", "Nobody releases themselves from a promise.");
            }
        }
    }

    internal override void Fold(ProgramState state)
    {
        var promise = state.Promises.Find(Promise)!;
        state.EditPromises().Set(Promise, promise with
        {
            Outcome = Outcome,
            ClosedAt = At,
            IsLate = Outcome == PromiseOutcome.Kept && state.DateOf(At) > promise.DueOn,
        });
    }
}
