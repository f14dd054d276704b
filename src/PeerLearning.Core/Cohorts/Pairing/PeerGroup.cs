using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Two people who learn together, or three where somebody was left over.</summary>
[System.Diagnostics.DebuggerDisplay("{ToString(),nq}")]
public sealed record PeerGroup
{
    /// <summary>The people, in ordinal order.</summary>
    public required IReadOnlyList<PersonId> People { get; init => field = ValueList.Copy(value); }

    /// <summary>The fit in points. Of three people it is half the sum over the three pairs: everybody counts half of the mean fit with the others, as in a pair.</summary>
    public required int Points { get; init; }

    /// <summary>Why these people.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init => field = ValueList.Copy(value); }

    /// <summary>The people and the points.</summary>
    /// <returns>For example <c>P1, P7 (812)</c>.</returns>
    public override string ToString() => $"{string.Join(", ", People)} ({Points.ToString(System.Globalization.CultureInfo.InvariantCulture)})";
}
