using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A learner reaches the goal before the end of the programme.</summary>
/// <remarks>A mentor says so. To finish early is to complete.</remarks>
public sealed record LearnerCompleted : ProgramEvent
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running);
        refusals.NeedNoPause(state);
        refusals.NeedRole(state, By, Roles.Mentor);
        refusals.NeedLearner(state, Learner, "Learner", LearnerStatuses.Learning);
    }

    internal override void Fold(ProgramState state) => state.Move(Learner, LearnerStatus.Completed, At);
}
