namespace PeerLearning.Fairness;

/// <summary>One group of an adverse-impact comparison: what became of it, and how that compares with the group with the highest selection rate.</summary>
/// <remarks>Every figure is either shown or says why it is not: withheld for few people, or undefined.</remarks>
[System.Diagnostics.DebuggerDisplay("{Group,nq}: {Selected} of {Size}, ratio {ImpactRatio}")]
public sealed record AdverseImpactGroup
{
    /// <summary>The value, or the combination of values.</summary>
    public required string Group { get; init; }

    /// <summary>How many of the pool are in the group.</summary>
    public required Measured<int> Size { get; init; }

    /// <summary>How many of them were selected.</summary>
    public required Measured<int> Selected { get; init; }

    /// <summary>The group's share of the pool.</summary>
    public required Measured<double> Share { get; init; }

    /// <summary>Whether the share is below <see cref="AdverseImpactOptions.SmallGroupShare"/>.</summary>
    public required Measured<bool> IsSmall { get; init; }

    /// <summary>Whether this is the group that the others are compared with.</summary>
    public required bool IsReference { get; init; }

    /// <summary>The selection rate: selected over size.</summary>
    public required Measured<double> Rate { get; init; }

    /// <summary>The selection rate over that of the reference.</summary>
    public required Measured<double> ImpactRatio { get; init; }

    /// <summary>The lower limit of the impact ratio (Koopman's score interval, 1984).</summary>
    public required Measured<double> ImpactRatioLower { get; init; }

    /// <summary>The upper limit of the impact ratio.</summary>
    public required Measured<double> ImpactRatioUpper { get; init; }

    /// <summary>Whether the impact ratio reaches four fifths: a screen, neither proof nor safe harbour.</summary>
    public required Measured<bool> MeetsFourFifths { get; init; }

    /// <summary>Whether one person more selected here, and one fewer in the reference, would turn the verdict on four fifths: then it rests on too few.</summary>
    public required Measured<bool> TurnsWithOnePerson { get; init; }

    /// <summary>The rate less that of the reference.</summary>
    public required Measured<double> Difference { get; init; }

    /// <summary>The lower limit of the difference (Newcombe's hybrid score interval, 1998).</summary>
    public required Measured<double> DifferenceLower { get; init; }

    /// <summary>The upper limit of the difference.</summary>
    public required Measured<double> DifferenceUpper { get; init; }

    /// <summary>The difference in standard deviations, pooled; beyond 2 the courts see more than chance (Hazelwood v. United States, 1977).</summary>
    public required Measured<double> StandardDeviations { get; init; }

    /// <summary>The two-sided p of Fisher's exact test.</summary>
    public required Measured<double> FisherP { get; init; }

    /// <summary>The same as mid-p, which is less conservative with few people (Lancaster, 1961).</summary>
    public required Measured<double> FisherMidP { get; init; }

    /// <summary>How many more of the group would have been selected at the pooled rate of both groups; negative when it had more than that.</summary>
    public required Measured<double> Shortfall { get; init; }
}
