using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A lead mentor is back.</summary>
public sealed record MentorResumed : ProgramEvent
{
    /// <summary>The mentor.</summary>
    public required PersonId Mentor { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        if (By != Mentor) refusals.NeedRole(state, By, Roles.Leads);
        if (refusals.NeedMentor(state, Mentor, "Mentor", isPausedAllowed: true) is { IsPaused: false })
        {
            refusals.Add("Mentor", "Leave it: the mentor is there.", "program.mentor.not-paused", "The mentor {person} is not paused.", Figure.Of("person", Mentor));
        }
    }

    internal override void Fold(ProgramState state) => state.EditMentors().Set(Mentor, state.Mentors.Find(Mentor)! with { IsPaused = false });
}
