using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>How likely it is that a rater answered at random.</summary>
[System.Diagnostics.DebuggerDisplay("{Rater} {ChanceCareless}")]
public readonly record struct RaterCredibility
{
    /// <summary>The rater.</summary>
    public required PersonId Rater { get; init; }

    /// <summary>The number of ratings over all skills, self-ratings included.</summary>
    public required int Ratings { get; init; }

    /// <summary>The probability that the ratings are uniform over the scale rather than about the people rated.</summary>
    public required double ChanceCareless { get; init; }
}
