namespace PeerLearning.Programs;

/// <summary>A piece of feedback has had its effect.</summary>
public sealed record FeedbackClosed : ProgramEvent
{
    /// <summary>The id of the feedback.</summary>
    public required EntryId Feedback { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating | Stages.Retrospective);
        if (refusals.NeedKnown(state.Feedback, Feedback, "Feedback") is { } feedback)
        {
            if (feedback.ClosedAt is not null) refusals.Add("Feedback", "Close it once.", "program.feedback.closed", "It is closed already.");
            if (feedback.AnsweredAt is null) refusals.Add("Feedback", "Answer it first.", "program.feedback.open", "Nobody has acted on it.");
            if (By != feedback.GivenBy) refusals.NeedRole(state, By, Roles.Champion);
        }
    }

    internal override void Fold(ProgramState state) => state.EditFeedback().Set(Feedback, state.Feedback.Find(Feedback)! with { ClosedAt = At });
}
