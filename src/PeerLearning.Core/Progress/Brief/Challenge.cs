using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>An open obstacle, ranked.</summary>
/// <remarks>Ranked by learners held up times age in days, the largest first; ties by age and then by id.</remarks>
[System.Diagnostics.DebuggerDisplay("{Obstacle} {Kind} {AgeInDays} days")]
public sealed record Challenge
{
    /// <summary>The obstacle.</summary>
    public required ObstacleId Obstacle { get; init; }

    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The days since it was raised.</summary>
    public required int AgeInDays { get; init; }

    /// <summary>The people held up by it, the one who raised it included.</summary>
    public required int Affected { get; init; }

    /// <summary>Who is to remove it; null when nobody has taken it by today.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>Whether nobody took it for longer than the options allow.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>How many obstacles of the same kind were raised before it.</summary>
    public required int RaisedBefore { get; init; }

    /// <summary>The sentence.</summary>
    public required Reason Because { get; init; }
}
