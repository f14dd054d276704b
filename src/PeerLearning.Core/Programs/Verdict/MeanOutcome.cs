namespace PeerLearning.Programs;

/// <summary>One value per person: a rating, a score, or the change from before to after.</summary>
public sealed record MeanOutcome : CriterionOutcome
{
    /// <summary>The values.</summary>
    public required IReadOnlyList<double> Values { get; init => field = Carried.List(value); }
}
