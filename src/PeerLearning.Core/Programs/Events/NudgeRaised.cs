using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A learner is to be asked how it goes.</summary>
/// <remarks>What <c>Progress</c> advises, once somebody takes it up.</remarks>
public sealed record NudgeRaised : ProgramEvent
{
    /// <summary>The id of the nudge.</summary>
    public required EntryId Nudge { get; init; }

    /// <summary>The learner.</summary>
    public required PersonId Learner { get; init; }

    /// <summary>Who is to ask.</summary>
    public required PersonId Owner { get; init; }

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Running);
        refusals.NeedRole(state, By, Roles.Leads);
        refusals.NeedNew(state.Nudges, Nudge, "Nudge");
        refusals.NeedPerson(Owner, "Owner");
        refusals.NeedLearner(state, Learner, "Learner", LearnerStatuses.Learning);
        NudgeRules.NeedOneADay(state, Learner, At, refusals);
    }

    internal override void Fold(ProgramState state) => state.EditNudges().Set(Nudge, new ProgramNudge { Id = Nudge, Learner = Learner, RaisedAt = At, Owner = Owner });
}
