using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A lead mentor is away for a while.</summary>
public sealed record MentorPaused : ProgramEvent
{
    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>Why, in words.</summary>
    /// <value>Blank unless said otherwise.</value>
    public string Because { get; init; } = "";

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        if (By != Mentor) refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedMentor(state, Mentor, "Mentor");
    }

    internal override void Fold(ProgramState state) => state.EditMentors().Set(Mentor, state.Mentors.Find(Mentor)! with { IsPaused = true });
}
