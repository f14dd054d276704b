namespace PeerLearning.Evaluation;

/// <summary>What came out of a case.</summary>
internal sealed record CaseOutcome
{
    /// <summary>Whether the claim holds.</summary>
    public required bool Ok { get; init; }

    /// <summary>Whether the case could not run; the reason stands in <see cref="Detail"/>.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>The value reached.</summary>
    public double? Value { get; init; }

    /// <summary>The value to compare with.</summary>
    public double? Reference { get; init; }

    /// <summary>The distance between them, or to the proven bound.</summary>
    public double? Gap { get; init; }

    /// <summary>Seconds of the part that counts; null: the runner's measure of the whole case.</summary>
    public double? Seconds { get; init; }

    /// <summary>Bytes allocated by the part that counts; null: the runner's measure.</summary>
    public long? AllocatedBytes { get; init; }

    /// <summary>Whether the answer is proven optimal.</summary>
    public bool? Proven { get; init; }

    /// <summary>Whether code that shares nothing with the solver confirmed the answer.</summary>
    public bool? Verified { get; init; }

    /// <summary>Whatever else a reader wants to know.</summary>
    public string Detail { get; init; } = "";
}
