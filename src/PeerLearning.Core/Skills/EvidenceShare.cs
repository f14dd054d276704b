namespace PeerLearning.Skills;

/// <summary>One piece of evidence in a level.</summary>
[System.Diagnostics.DebuggerDisplay("{Evidence.Kind} {AdjustedLevel}: {Share}")]
public sealed record EvidenceShare
{
    /// <summary>The evidence as it was brought.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>The level that it states, on the estimator's scale.</summary>
    public required double StatedLevel { get; init; }

    /// <summary>The stated level without the source's bias and the rater's leniency.</summary>
    public required double AdjustedLevel { get; init; }

    /// <summary>The share of the item in the level.</summary>
    public required double Share { get; init; }

    /// <summary>The level as it would be without this item, the raters' severities kept.</summary>
    public required double LevelWithout { get; init; }
}
