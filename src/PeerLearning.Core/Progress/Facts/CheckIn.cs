using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>What a learner or a mentor answered when asked how it goes. A row; <see cref="ProgressFacts"/> judges it.</summary>
/// <remarks>One row a person, day and subject.</remarks>
public sealed record CheckIn
{
    /// <summary>Who answered.</summary>
    public required PersonId By { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>Whom a mentor speaks about; null when the person speaks about themselves.</summary>
    public PersonId? About { get; init; }

    /// <summary>The share of the plan that the person believes is done, from 0 to 1; null when not asked.</summary>
    public double? OwnProgress { get; init; }

    /// <summary>The confidence to reach the next milestone, from 1 (none) to 5 (full); null when not asked.</summary>
    public int? Confidence { get; init; }

    /// <summary>What the person learned or would do differently; null when nothing was said.</summary>
    public string? Reflection { get; init; }

    /// <summary>How the challenges were tackled since the last time; null when nothing was said.</summary>
    public string? Tackled { get; init; }
}
