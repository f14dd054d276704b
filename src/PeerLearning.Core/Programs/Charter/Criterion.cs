using System.Text.Json.Serialization;

namespace PeerLearning.Programs;

/// <summary>One criterion of success, or of stopping: the closed family of what can be judged.</summary>
/// <remarks>
/// Among the success criteria, a criterion asks whether the measure reaches the bar; among the kill criteria, whether it falls short of it. A measure
/// of which less is better is brought as its opposite: the share that stayed in place of the share that left.
/// </remarks>
[JsonConverter(typeof(CriterionConverter))]
public abstract record Criterion
{
    private protected Criterion()
    {
    }

    /// <summary>The id, unique among the criteria; outcomes refer to it.</summary>
    public required string Id { get; init; }

    /// <summary>What is measured, in words.</summary>
    public required string Measure { get; init; }

    /// <summary>Whether scaling is impossible without it; otherwise it may become a condition.</summary>
    /// <value>True unless said otherwise.</value>
    public bool IsEssential { get; init; } = true;
}
