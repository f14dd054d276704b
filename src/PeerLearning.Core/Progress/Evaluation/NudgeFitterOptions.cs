namespace PeerLearning.Progress;

/// <summary>How points are fitted.</summary>
public sealed record NudgeFitterOptions
{
    /// <summary>The weeks whose scores are learned from.</summary>
    /// <value>1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18 unless said otherwise.</value>
    /// <exception cref="ArgumentException">There is no week, or one is not positive.</exception>
    public IReadOnlyList<int> Weeks { get; init => field = ProgramWeeks.Checked(value); } = new ValueList<int>([1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18]);

    /// <summary>The most points of the card.</summary>
    /// <value>100 unless said otherwise.</value>
    public int Maximum { get; init => field = Guard.Against.NegativeOrZero(value); } = 100;

    /// <summary>How strongly the points are drawn to none: the precision of the prior on each step (ridge).</summary>
    /// <value>10 unless said otherwise.</value>
    public double Ridge { get; init => field = Guard.Against.NotPositive(value); } = 10;
}
