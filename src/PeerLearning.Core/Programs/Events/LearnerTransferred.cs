using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A learner goes on in another cohort.</summary>
/// <remarks>A transfer is not a drop-out.</remarks>
public sealed record LearnerTransferred : ProgramEvent
{
    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The other cohort.</summary>
    public required CohortId To { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Matched | Stages.Running);
        refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedLearner(state, Learner, "Learner", LearnerStatuses.Matched | LearnerStatuses.Learning);
        if (string.IsNullOrWhiteSpace(To.Value)) refusals.Add("To", "Name the other cohort.", "program.id.blank", "{field} is a blank id.", Figure.Of("field", "To"));
    }

    internal override void Fold(ProgramState state) => state.Move(Learner, LearnerStatus.Transferred, At);
}
