using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>One thing that the cohorts are to mix, or to match, and how much it counts.</summary>
/// <remarks>A criterion without dimensions, attributes and distances looks at every organisational and geographic dimension of the workforce and at every attribute.</remarks>
public sealed record GroupingCriterion
{
    /// <summary>What is measured.</summary>
    /// <value><see cref="GroupingMeasure.SquaredDistance"/> unless said otherwise.</value>
    public GroupingMeasure Measure { get; init => field = Guard.Against.EnumOutOfRange(value); } = GroupingMeasure.SquaredDistance;

    /// <summary>How much the criterion counts: its measure is multiplied by this and added to the others'.</summary>
    /// <value>1 unless said otherwise; from 1e-9 to 1e9.</value>
    public double Weight { get; init => field = Guard.Against.OutOfRange(Guard.Against.NotPositive(value), nameof(Weight), 1e-9, 1e9); } = 1;

    /// <summary>Whether members of a cohort shall be alike in this, not different.</summary>
    /// <value>False unless said otherwise: cohorts mix.</value>
    public bool IsSimilar { get; init; }

    /// <summary>The dimensions to look at.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Dimension> Dimensions { get; init => field = ValueList.Copy(value); } = ValueList<Dimension>.Empty;

    /// <summary>The names of the attributes to look at.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<string> Attributes { get; init => field = ValueList.Copy(value); } = ValueList<string>.Empty;

    /// <summary>The host's own distances, in place of dimensions and attributes; for <see cref="GroupingMeasure.Diversity"/>, <see cref="GroupingMeasure.AverageDiversity"/> and <see cref="GroupingMeasure.Dispersion"/>.</summary>
    /// <value>Null unless said otherwise.</value>
    public PairDistances? Distances { get; init; }

    /// <summary>Whether attributes are brought to mean 0 and standard deviation 1 among the learners first.</summary>
    /// <value>True unless said otherwise. Moments of <see cref="GroupingMeasure.KPlus"/> are always standardised.</value>
    public bool IsStandardized { get; init; } = true;

    /// <summary>The highest moment that <see cref="GroupingMeasure.KPlus"/> balances: 2 for means and variances.</summary>
    /// <value>2 unless said otherwise; from 1 to 4.</value>
    public int Moments { get; init => field = Guard.Against.OutOfRange(value, nameof(Moments), 1, 4); } = 2;
}
