using System.Text.Json.Serialization;

namespace PeerLearning.Programs;

/// <summary>What was measured for one criterion: the closed family of evidence.</summary>
[JsonConverter(typeof(CriterionOutcomeConverter))]
public abstract record CriterionOutcome
{
    private protected CriterionOutcome()
    {
    }

    /// <summary>The id of the criterion.</summary>
    public required string Criterion { get; init; }
}
