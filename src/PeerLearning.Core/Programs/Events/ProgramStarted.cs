namespace PeerLearning.Programs;

/// <summary>The cohort begins to learn.</summary>
public sealed record ProgramStarted : ProgramEvent
{
    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Matched);
        refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedNoPause(state);
        if (state.FrozenFingerprint is null)
        {
            refusals.Add("", "Freeze the criteria first.", "program.criteria.open", "The criteria for success and for stopping are not frozen.");
        }

        if (state.MilestonesInPlan() == 0)
        {
            refusals.Add("", "Let the team plan its milestones first.", "program.milestones.none", "No milestone is planned.");
        }

        if (state.Count(LearnerStatus.Matched) == 0)
        {
            refusals.Add("", "Let the reserve move up.", "program.learners.none", "No learner has a place and a mentor.");
        }
    }

    internal override void Fold(ProgramState state)
    {
        state.StartedAt = At;
        state.Stage = ProgramStage.Running;
        state.MoveAll(LearnerStatus.Matched, LearnerStatus.Learning, At);
    }
}
