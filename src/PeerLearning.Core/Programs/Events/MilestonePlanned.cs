using PeerLearning.Progress;

namespace PeerLearning.Programs;

/// <summary>A milestone comes into the plan.</summary>
public sealed record MilestonePlanned : ProgramEvent
{
    /// <summary>The id of the milestone.</summary>
    public required MilestoneId Milestone { get; init; }

    /// <summary>What is reached, in words.</summary>
    public required string Title { get; init; }

    /// <summary>The day by which it is to be reached.</summary>
    public required LocalDate DueOn { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working);
        refusals.NeedRole(state, By, Roles.Inside);
        refusals.NeedNew(state.Milestones, Milestone, "Milestone");
        refusals.NeedText(Title, "Title");
        refusals.NeedWithinDates(state, DueOn, "DueOn");
    }

    internal override void Fold(ProgramState state)
    {
        state.EditMilestones().Set(Milestone, new PlannedMilestone { Id = Milestone, Title = Title, DueOn = DueOn });
        state.CountPlanChange(By);
    }
}
