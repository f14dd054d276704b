using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>The label that most probably is right for one person.</summary>
public sealed record LabelConsensus
{
    /// <summary>The person.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The most probable label; of several the first in ordinal order.</summary>
    public required string Label { get; init; }

    /// <summary>The probability of every label, in ordinal order of labels.</summary>
    public required IReadOnlyList<Figure> Chances { get; init => field = ValueList.Copy(value); }
}
