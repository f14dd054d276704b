using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>A contribution is recognised.</summary>
/// <remarks>Anyone may recognise a contribution, also somebody outside the programme; nobody recognises themselves.</remarks>
public sealed record RecognitionGiven : ProgramEvent
{
    /// <summary>The id of the recognition.</summary>
    public required EntryId Recognition { get; init; }

    /// <summary>Who is recognised.</summary>
    public required PersonId Recognised { get; init; }

    /// <summary>For what, in words.</summary>
    public required string For { get; init; }

    /// <summary>The numbers of the events that show the contribution.</summary>
    public IReadOnlyList<long> Evidence { get; init => field = Carried.List(value); } = ValueList<long>.Empty;

    internal override void Judge(ProgramState state, Refusals refusals)
    {
        refusals.NeedStage(state, Stages.Working | Stages.Celebrating | Stages.Retrospective);
        refusals.NeedNew(state.Recognitions, Recognition, "Recognition");
        refusals.NeedText(For, "For");
        RecognitionRules.Judge(state, By, Recognised, Evidence, refusals);
    }

    internal override void Fold(ProgramState state)
    {
        state.EditRecognitions().Set(Recognition, new Recognition
        {
            Id = Recognition,
            Recognised = Recognised,
            Role = state.PastRoleOf(Recognised),
            For = For,
            GivenBy = By,
            GivenAt = At,
            Evidence = Evidence,
        });
    }
}
