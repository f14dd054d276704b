using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A learner leaves a matched or running programme.</summary>
public sealed record LearnerLeft : ProgramEvent
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>Why, in words.</summary>
    /// <value>Blank unless said otherwise.</value>
    public string Because { get; init; } = "";

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Matched | Stages.Running);
        if (By != Learner) refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedLearner(state, Learner, "Learner", LearnerStatuses.Matched | LearnerStatuses.Learning);
    }

    internal override void Fold(ProgramState state) => state.Move(Learner, LearnerStatus.Left, At);
}
