namespace PeerLearning.Skills;

/// <summary>What it takes for a skill to reach the first one; a tie counts.</summary>
/// <remarks>Weight is moved from the source where the first skill leads most to the one where it leads least, which is the least total movement (a linear programme solved in closed form).</remarks>
public sealed record TippingPoint
{
    /// <summary>The score of the first skill less that of this one.</summary>
    public required double ScoreGap { get; init; }

    /// <summary>The least weight, of 1 in all, that has to move between sources; null when no weighting puts this skill first.</summary>
    public required double? WeightToMove { get; init; }

    /// <summary>The weights after that move; empty when no weighting puts this skill first.</summary>
    public required IReadOnlyList<SourceWeight> WeightsThere { get; init => field = ValueList.Copy(value); }

    /// <summary>The least rise of one source's score that closes the gap at the present weights; null when the source weighs nothing or the score would leave its scale.</summary>
    public required double? ScoreToGain { get; init; }

    /// <summary>The source in which <see cref="ScoreToGain"/> is least.</summary>
    public required NeedSource? SourceToGain { get; init; }
}
