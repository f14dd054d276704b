namespace PeerLearning.Programs;

/// <summary>Somebody acts on a piece of feedback.</summary>
public sealed record FeedbackAnswered : ProgramEvent
{
    /// <summary>The id of the feedback.</summary>
    public required EntryId Feedback { get; init; }

    /// <summary>What is done about it, in words.</summary>
    public required string Action { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating | Stages.Retrospective);
        refusals.NeedRole(state, By, Roles.Leads | Roles.Sponsor);
        refusals.NeedText(Action, "Action");
        if (refusals.NeedKnown(state.Feedback, Feedback, "Feedback") is { ClosedAt: not null })
        {
            refusals.Add("Feedback", "Leave it: it is closed.", "program.feedback.closed", "It is closed already.");
        }
    }

    internal override void Fold(ProgramState state)
    {
        var feedback = state.Feedback.Find(Feedback)!;
        state.EditFeedback().Set(Feedback, feedback with { AnsweredAt = feedback.AnsweredAt ?? At, AnsweredBy = feedback.AnsweredBy ?? By });
    }
}
