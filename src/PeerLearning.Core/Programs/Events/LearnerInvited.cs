using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A mentor asks somebody to learn with them.</summary>
public sealed record LearnerInvited : ProgramEvent
{
    /// <summary>The one who is asked.</summary>
    public required PersonId Learner { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Recruiting);
        refusals.NeedRole(state, By, Roles.Mentor);
        refusals.NeedNoPause(state);
        RecruitingRules.NeedNewcomer(state, Learner, "Learner", refusals);
    }

    internal override void Fold(ProgramState state) => state.EditLearners().Set(Learner, new LearnerPlace { Learner = Learner, Status = LearnerStatus.Invited, Since = At, InvitedBy = By });
}
