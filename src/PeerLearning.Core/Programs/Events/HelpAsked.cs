using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Somebody asks somebody for help.</summary>
public sealed record HelpAsked : ProgramEvent
{
    /// <summary>The id of the request.</summary>
    public required EntryId Request { get; init; }

    /// <summary>Who is asked.</summary>
    public required PersonId To { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedNew(state.HelpRequests, Request, "Request");
        refusals.NeedPerson(To, "To");
        if (By == To) refusals.Add("To", "Ask somebody else.", "program.help.self", "Nobody asks themselves.");
    }

    internal override void Fold(ProgramState state) => state.EditHelpRequests().Set(Request, new ProgramHelpRequest { Id = Request, From = By, To = To, AskedAt = At });
}
