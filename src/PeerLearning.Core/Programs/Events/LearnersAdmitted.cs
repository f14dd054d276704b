using System.Globalization;
using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>The places are given, and the reserve is ordered.</summary>
/// <remarks>What <c>Cohorts</c> admission answers, recorded. Applicants in neither list are not admitted.</remarks>
public sealed record LearnersAdmitted : ProgramEvent
{
    /// <summary>Those who get a place.</summary>
    public required IReadOnlyList<PersonId> Learners { get; init => field = Carried.List(value); }

    /// <summary>Those who wait for one, first in line first.</summary>
    public IReadOnlyList<PersonId> Reserve { get; init => field = Carried.List(value); } = ValueList<PersonId>.Empty;

    /// <summary>How it was decided, such as the name of the lottery and its seed.</summary>
    public required string Method { get; init; }

    /// <summary>Records what the admission lottery drew.</summary>
    /// <param name="at">When.</param>
    /// <param name="by">Who draws.</param>
    /// <param name="admission">The answer.</param>
    /// <returns>The event; its method names the seed, so that the draw can be repeated.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="admission"/> is null.</exception>
    public static LearnersAdmitted Of(Instant at, PersonId by, Admission admission) => new()
    {
        At = at,
        By = by,
        Learners = Guard.Against.Null(admission).Admitted,
        Reserve = admission.Reserve,
        Method = string.Create(CultureInfo.InvariantCulture, $"Admission lottery, seed {admission.Seed}"),
    };

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Recruiting);
        refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedNoPause(state);
        refusals.NeedText(Method, "Method");
        RecruitingRules.JudgeAdmission(state, Learners, Reserve, refusals);
    }

    internal override void Fold(ProgramState state)
    {
        foreach (var learner in Learners) state.Move(learner, LearnerStatus.Admitted, At);
        int rank = state.LastReserveRank();
        foreach (var learner in Reserve)
        {
            state.Move(learner, LearnerStatus.Reserve, At);
            var roster = state.EditLearners();
            roster.Set(learner, roster.Find(learner)! with { ReserveRank = ++rank });
        }

        state.CloseApplications(At);
    }
}
