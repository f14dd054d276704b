using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>One way in which two members of a team can differ, and how much it counts.</summary>
/// <remarks>
/// <para>Every kind of difference lies between 0 (the same) and 1 (as different as this kind knows), so weights compare: only their ratios count.</para>
/// <para>The family is closed: <see cref="CategoryDifference"/>, <see cref="BandDifference"/>, <see cref="SetDifference"/>,
/// <see cref="DistanceDifference"/>, and, for the team as a whole, <see cref="CoverageDifference"/>.</para>
/// </remarks>
public abstract record TeamDifference
{
    private protected TeamDifference(Dimension dimension) => Dimension = Guard.Against.Null(dimension);

    /// <summary>The dimension that is compared.</summary>
    public Dimension Dimension { get; }

    /// <summary>How much this difference counts against the others, in whole parts.</summary>
    /// <value>1 unless said otherwise; at most 1000.</value>
    public int Weight { get; init => field = Guard.Against.OutOfRange(value, nameof(Weight), 1, 1000); } = 1;
}
