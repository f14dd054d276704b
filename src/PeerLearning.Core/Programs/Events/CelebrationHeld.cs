using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>What was contributed is celebrated.</summary>
public sealed record CelebrationHeld : ProgramEvent
{
    /// <summary>The direct managers who came.</summary>
    public IReadOnlyList<PersonId> Managers { get; init => field = Carried.List(value); } = ValueList<PersonId>.Empty;

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Celebrating);
        refusals.NeedRole(state, By, Roles.Leads);
        if (state.CelebratedAt is not null) refusals.Add("", "Record the celebration once.", "program.celebrated", "The celebration was held already.");
        if (state.Recognitions.Count == 0) refusals.Add("", "Recognise what people contributed first.", "program.recognition.none", "Nobody was recognised.");
        for (int i = 0; i < Managers.Count; i++) refusals.NeedPerson(Managers[i], "Managers");
    }

    internal override void Fold(ProgramState state) => state.CelebratedAt = At;
}
