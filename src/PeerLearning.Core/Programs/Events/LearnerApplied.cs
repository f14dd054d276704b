namespace PeerLearning.Programs;

/// <summary>Somebody applies for a place.</summary>
/// <remarks>The one who records it is the learner. An invited person answers the invitation instead.</remarks>
public sealed record LearnerApplied : ProgramEvent
{
    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Recruiting);
        refusals.NeedNoPause(state);
        RecruitingRules.NeedNewcomer(state, By, "By", refusals);
        if (state.RecruitingClosesOn is { } last && state.DateOf(At) > last)
        {
            refusals.Add("At", "Apply in time, or have the reserve asked.", "recruiting.closed", "Applications closed on {last}.", Figure.Of("last", last));
        }
    }

    internal override void Fold(ProgramState state) => state.EditLearners().Set(By, new LearnerPlace { Learner = By, Status = LearnerStatus.Applied, Since = At });
}
