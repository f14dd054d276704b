using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>One more piece of evidence, and what it would be worth.</summary>
[System.Diagnostics.DebuggerDisplay("{Person} {Kind}: {StandardErrorNow} to {StandardErrorAfter}")]
public readonly record struct NextEvidence
{
    /// <summary>The person to learn more about.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The kind of evidence to collect.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>The rater to ask; null for somebody who has not rated yet, or a kind without raters.</summary>
    public PersonId? By { get; init; }

    /// <summary>The standard error of the level now.</summary>
    public required double StandardErrorNow { get; init; }

    /// <summary>The standard error after one more piece of this kind, whatever it says.</summary>
    public required double StandardErrorAfter { get; init; }
}
