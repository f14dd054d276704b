namespace PeerLearning.Skills;

/// <summary>What one person's level in one skill rests on.</summary>
/// <remarks>
/// The level is <see cref="PriorShare"/> times <see cref="PriorLevel"/> plus the sum of share times adjusted level over the items; the shares sum to 1 with the prior's.
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Proficiency}: {Items.Count} items")]
public sealed record ProficiencyExplanation
{
    /// <summary>The level that is explained.</summary>
    public required Proficiency Proficiency { get; init; }

    /// <summary>The mean level of all people, from which everybody starts.</summary>
    public required double PriorLevel { get; init; }

    /// <summary>The share of the start in the level.</summary>
    public required double PriorShare { get; init; }

    /// <summary>The pieces of evidence, the weightiest first.</summary>
    public required IReadOnlyList<EvidenceShare> Items { get; init => field = ValueList.Copy(value); }

    /// <summary>What had to be assumed, and how the intervals were calibrated.</summary>
    public required IReadOnlyList<Reason> Assumptions { get; init => field = ValueList.Copy(value); }

    /// <summary>The version of the model, for a host that stores levels.</summary>
    public string ModelVersion { get; init; } = "crossed-1";

    /// <summary>The explanation as JSON, for a host that stores it beside the level.</summary>
    /// <returns>One object; every number is written so that it reads back exactly.</returns>
    public string ToJson() => ProficiencyExplanationJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>An equal explanation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not what <see cref="ToJson"/> writes.</exception>
    public static ProficiencyExplanation FromJson(string json) => ProficiencyExplanationJson.Read(Guard.Against.Null(json));
}
