namespace PeerLearning.Cohorts;

/// <summary>One cohort that the lottery may draw: how many of each profile; who of a profile is drawn evenly.</summary>
[System.Diagnostics.DebuggerDisplay("{Probability}")]
public sealed record PossibleCohort
{
    /// <summary>The probability that this cohort is drawn.</summary>
    public required double Probability { get; init; }

    /// <summary>The places per profile, only those that have any.</summary>
    public required IReadOnlyList<ProfilePlaces> Places { get; init => field = ValueList.Copy(value); }
}
