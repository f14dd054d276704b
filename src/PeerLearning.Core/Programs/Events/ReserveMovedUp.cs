using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Somebody from the reserve takes a place that became free.</summary>
/// <remarks>What <c>Cohorts</c> answers for the free places, recorded.</remarks>
public sealed record ReserveMovedUp : ProgramEvent
{
    /// <summary>The one who moves up.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>The mentor with the free place.</summary>
    public required PersonId Mentor { get; init; }

    /// <summary>Why it is not the first in line; blank when it is.</summary>
    /// <value>Blank unless said otherwise.</value>
    public string Because { get; init; } = "";

    /// <summary>Records one pair of the matching of the reserve with the free places.</summary>
    /// <param name="at">When.</param>
    /// <param name="by">Who decides it.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="because">Why it is not the first in line; blank when it is.</param>
    /// <returns>The event.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pair"/> is null.</exception>
    public static ReserveMovedUp Of(Instant at, PersonId by, MatchedPair pair, string because = "") =>
        new() { At = at, By = by, Learner = Guard.Against.Null(pair).Learner, Mentor = pair.Mentor, Because = because };

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Matched | Stages.Running);
        refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedNoPause(state);
        RecruitingRules.JudgeMoveUp(state, Learner, Mentor, Because, refusals);
    }

    internal override void Fold(ProgramState state) => state.Seat(Learner, Mentor, state.Stage == ProgramStage.Running ? LearnerStatus.Learning : LearnerStatus.Matched, At);
}
