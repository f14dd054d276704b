namespace PeerLearning.Programs;

/// <summary>A request for help is answered.</summary>
public sealed record HelpAnswered : ProgramEvent
{
    /// <summary>The id of the request.</summary>
    public required EntryId Request { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating);
        if (refusals.NeedKnown(state.HelpRequests, Request, "Request") is { } request)
        {
            if (request.AnsweredAt is not null) refusals.Add("Request", "Answer it once.", "program.help.answered", "It is answered already.");
            if (By != request.To) refusals.NeedRole(state, By, Roles.Leads);
        }
    }

    internal override void Fold(ProgramState state) => state.EditHelpRequests().Set(Request, state.HelpRequests.Find(Request)! with { AnsweredAt = At });
}
