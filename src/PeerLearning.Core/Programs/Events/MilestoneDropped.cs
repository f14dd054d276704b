using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>A milestone is taken out of the plan.</summary>
public sealed record MilestoneDropped : ProgramEvent
{
    /// <summary>The id of the milestone.</summary>
    public required MilestoneId Milestone { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Inside);
        AgencyRules.NeedInPlan(state, Milestone, refusals);
        if (state.Stage == ProgramStage.Running && state.MilestonesInPlan() == 1)
        {
            refusals.Add("Milestone", "Plan another one first.", "program.milestones.last", "It is the last milestone of a running programme.");
        }
    }

    internal override void Fold(ProgramState state)
    {
        state.EditMilestones().Set(Milestone, state.Milestones.Find(Milestone)! with { IsDropped = true });
        state.CountPlanChange(By);
    }
}
