using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>One person's answers to a scale. A row; <see cref="ClimateReader"/> judges it.</summary>
public sealed record ClimateAnswer
{
    /// <summary>Who answered; used to pair two waves and to count once, never shown.</summary>
    public required PersonId By { get; init; }

    /// <summary>The answers in the order of the items, as they were given (not reversed); null where one is missing.</summary>
    public required IReadOnlyList<int?> Items { get; init => field = ValueList.Copy(value); }

    /// <summary>The team or cohort; null when all are one.</summary>
    public string? Team { get; init; }
}
