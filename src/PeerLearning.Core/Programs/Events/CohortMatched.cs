using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Every learner with a place gets a mentor.</summary>
/// <remarks>What <c>Cohorts</c> matching answers, recorded.</remarks>
public sealed record CohortMatched : ProgramEvent
{
    /// <summary>The learners, each with their mentor.</summary>
    public required IReadOnlyList<CohortMember> Members { get; init => field = Carried.List(value); }

    /// <summary>Records what the matching answered.</summary>
    /// <param name="at">When.</param>
    /// <param name="by">Who decides it.</param>
    /// <param name="match">The answer.</param>
    /// <returns>The event, with the pairs in the order of the answer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public static CohortMatched Of(Instant at, PersonId by, CohortMatch match) => new()
    {
        At = at,
        By = by,
        Members = ValueList.Copy(Guard.Against.Null(match).Pairs.Select(pair => new CohortMember { Learner = pair.Learner, Mentor = pair.Mentor })),
    };

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
