namespace PeerLearning.Programs;

/// <summary>The lead mentors take the programme over.</summary>
/// <remarks>From here on content, approach, milestones and timeline are theirs and the learners' to decide.</remarks>
public sealed record MentorsEmpowered : ProgramEvent
{
    /// <summary>The mentors, each with the number of learners they take.</summary>
    public required IReadOnlyList<EmpoweredMentor> Mentors { get; init => field = Carried.List(value); }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Sponsored);
        refusals.NeedRole(state, By, Roles.Champion);
        MentorRules.JudgeTeam(state, Mentors, refusals);
    }

    internal override void Fold(ProgramState state)
    {
        var mentors = state.EditMentors();
        foreach (var place in Mentors) mentors.Set(place.Mentor, new MentorSeat { Mentor = place.Mentor, Places = place.Places, Since = At });
        state.Stage = ProgramStage.MentorsEmpowered;
    }
}
