using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Somebody says what goes well or not.</summary>
public sealed record FeedbackGiven : ProgramEvent
{
    /// <summary>The id of the feedback.</summary>
    public required EntryId Feedback { get; init; }

    /// <summary>The person it is about; null for the programme.</summary>
    public PersonId? About { get; init; }

    /// <summary>What it says, in words.</summary>
    public required string What { get; init; }

    /// <summary>How good the programme is, from 1 to 5; null without a rating.</summary>
    public int? Rating { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating | Stages.Retrospective);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedNew(state.Feedback, Feedback, "Feedback");
        refusals.NeedText(What, "What");
        refusals.NeedGrade(Rating, "Rating");
    }

    internal override void Fold(ProgramState state) => state.EditFeedback().Set(Feedback, new ProgramFeedback { Id = Feedback, GivenBy = By, GiverRole = state.RoleOf(By), GivenAt = At, What = What });
}
