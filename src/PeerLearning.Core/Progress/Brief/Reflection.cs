using PeerLearning.People;

namespace PeerLearning.Progress;

/// <summary>What somebody learned or how they tackled a challenge, as they said it in a check-in.</summary>
public sealed record Reflection
{
    /// <summary>Who said it.</summary>
    public required PersonId By { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>What they learned; null when nothing was said.</summary>
    public string? Learned { get; init; }

    /// <summary>How they tackled a challenge; null when nothing was said.</summary>
    public string? Tackled { get; init; }
}
