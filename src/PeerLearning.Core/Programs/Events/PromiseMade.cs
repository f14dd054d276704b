using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Somebody promises something by a day.</summary>
/// <remarks>The one who records it is the owner: nobody promises for others.</remarks>
public sealed record PromiseMade : ProgramEvent
{
    /// <summary>The id of the promise.</summary>
    public required EntryId Promise { get; init; }

    /// <summary>To whom it is promised; null for everybody.</summary>
    public PersonId? To { get; init; }

    /// <summary>What is promised, in words.</summary>
    public required string What { get; init; }

    /// <summary>The day by which it is to be kept.</summary>
    public required LocalDate DueOn { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Open);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedNew(state.Promises, Promise, "Promise");
        refusals.NeedText(What, "What");
        if (DueOn < state.DateOf(At)) refusals.Add("DueOn", "Promise for a day to come.", "program.promise.past", "The day {day} is over.", Figure.Of("day", DueOn));
    }

    internal override void Fold(ProgramState state)
    {
        state.EditPromises().Set(Promise, new ProgramPromise
        {
            Id = Promise,
            Owner = By,
            To = To,
            OwnerRole = state.RoleOf(By),
            What = What,
            MadeAt = At,
            DueOn = DueOn,
        });
    }
}
