using PeerLearning.People;
using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>A learner reaches a milestone.</summary>
public sealed record MilestoneReached : ProgramEvent
{
    /// <summary>The id of the milestone.</summary>
    public required MilestoneId Milestone { get; init; }

    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The mark as a share of the best possible, from 0 to 1; null when there is none.</summary>
    public double? Mark { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running);
        refusals.NeedNoPause(state);
        AgencyRules.NeedInPlan(state, Milestone, refusals);
        refusals.NeedLearner(state, Learner, "Learner", LearnerStatuses.Learning);
        if (By != Learner) refusals.NeedRole(state, By, Roles.Mentor);
        if (state.Learners.IndexOf(Learner) is var row and >= 0 && state.Milestones.IndexOf(Milestone) is var column and >= 0 && state.Reached[row, column])
        {
            refusals.Add("Milestone", "Record it once.", "program.milestone.reached", "{person} has reached {milestone} already.", Figure.Of("person", Learner), Figure.Of("milestone", Milestone));
        }

        refusals.NeedShare(Mark, "Mark");
    }

    internal override void Fold(ProgramState state)
    {
        int row = state.Learners.IndexOf(Learner);
        int column = state.Milestones.IndexOf(Milestone);
        state.EditReached().Set(row, column);
        var place = state.Learners[row];
        state.EditLearners().SetAt(row, place with { MilestonesReached = place.MilestonesReached + 1 });
        var milestone = state.Milestones[column];
        state.EditMilestones().SetAt(column, milestone with { ReachedBy = milestone.ReachedBy + 1 });
    }
}
