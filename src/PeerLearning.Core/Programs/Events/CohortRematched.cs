using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Learners go on with other mentors, all of them at once.</summary>
/// <remarks>What <c>Cohorts</c> rematching answers, recorded. A mentor who hands over to another one is a <see cref="MentorHandedOver"/>.</remarks>
public sealed record CohortRematched : ProgramEvent
{
    /// <summary>The learners who change, each with the mentor from now on.</summary>
    public required IReadOnlyList<CohortMember> Members { get; init => field = Carried.List(value); }

    /// <summary>Why they change.</summary>
    public required string Because { get; init; }

    /// <summary>Records the moves of a rematching.</summary>
    /// <param name="at">When.</param>
    /// <param name="by">Who decides it.</param>
    /// <param name="moves">The moves; those that leave somebody without a mentor are left out.</param>
    /// <param name="because">Why.</param>
    /// <returns>The event.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="moves"/> is null.</exception>
    public static CohortRematched Of(Instant at, PersonId by, IReadOnlyList<MatchMove> moves, string because) => new()
    {
        At = at,
        By = by,
        Members = ValueList.Copy(Guard.Against.Null(moves).Where(move => move.To is not null).Select(move => new CohortMember { Learner = move.Learner, Mentor = move.To })),
        Because = because,
    };

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Matched | Stages.Running);
        refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedNoPause(state);
        refusals.NeedText(Because, "Because");
        RecruitingRules.JudgeRematch(state, Members, refusals);
    }

    internal override void Fold(ProgramState state)
    {
        foreach (var member in Members)
        {
            var place = state.Learners.Find(member.Learner)!;
            state.Seat(member.Learner, member.Mentor!.Value, place.Status, place.Since);
        }
    }
}
