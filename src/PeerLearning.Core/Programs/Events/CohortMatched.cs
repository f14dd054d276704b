using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Every learner with a place gets a mentor.</summary>
/// <remarks>What <c>Cohorts</c> matching answers, recorded.</remarks>
public sealed record CohortMatched : ProgramEvent
{
    /// <summary>The learners, each with their mentor.</summary>
    public required IReadOnlyList<CohortMember> Members { get; init => field = Carried.List(value); }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Recruiting);
        refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedNoPause(state);
        RecruitingRules.JudgeMatch(state, Members, refusals);
    }

    internal override void Fold(ProgramState state)
    {
        foreach (var member in Members) state.Seat(member.Learner, member.Mentor!.Value, LearnerStatus.Matched, At);
        state.Stage = ProgramStage.Matched;
    }
}
