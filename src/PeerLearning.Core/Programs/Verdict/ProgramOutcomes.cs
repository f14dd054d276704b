namespace PeerLearning.Programs;

/// <summary>The outcomes of a programme, one for each criterion that was measured.</summary>
public sealed record ProgramOutcomes
{
    /// <summary>The outcomes.</summary>
    public required IReadOnlyList<CriterionOutcome> Items { get; init => field = Carried.List(value); }
}
