using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>A milestone gets another day.</summary>
public sealed record MilestoneMoved : ProgramEvent
{
    /// <summary>The id of the milestone.</summary>
    public required MilestoneId Milestone { get; init; }

    /// <summary>The new day.</summary>
    public required LocalDate DueOn { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Inside);
        AgencyRules.NeedInPlan(state, Milestone, refusals);
        refusals.NeedWithinDates(state, DueOn, "DueOn");
    }

    internal override void Fold(ProgramState state)
    {
        var milestone = state.Milestones.Find(Milestone)!;
        state.EditMilestones().Set(Milestone, milestone with { DueOn = DueOn, Moves = milestone.Moves + 1 });
        state.CountPlanChange(By);
    }
}
